// The launcher: brings up what Lintel stands on, then Lintel, stays with them, and stops them in the opposite order.
import { mkdirSync } from 'node:fs'
import path from 'node:path'
import { parseEnv } from '#env.ts'
import { startApp } from './app.ts'
import { buildPages, isBuilt } from './build.ts'
import { keptJwtSecret } from './jwt-secret.ts'
import { keepLogsSmall, logFile } from './log-file.ts'
import { migrateDatabase } from './migrate.ts'
import { refuseBusyPort } from './ports.ts'
import { ensureDatabase, startPostgres } from './postgres.ts'
import { prepareProcess } from './prepare-process.ts'
import { say, step } from './progress.ts'
import { fallbackNotice, findRedis, startRedis } from './redis.ts'
import { report } from './refusal.ts'
import { root } from './root.ts'
import { takeDataDir } from './run-file.ts'
import { readSettings, type Settings } from './settings.ts'
import { stopSignal } from './stop-signals.ts'
import { type Supervisor, supervise } from './supervisor.ts'

type Mode = { dev: boolean; echo: boolean }

export async function start(options: string[]): Promise<never> {
  process.stdout.on('error', () => {}) // a terminal that was closed must not keep us from stopping in order
  process.stderr.on('error', () => {})
  const mode = { dev: options.includes('--dev'), echo: options.includes('--dev') || options.includes('--echo') }
  let code = 0
  try {
    prepareProcess()
    const settings = readSettings(process.env)
    mkdirSync(settings.dataDir, { recursive: true, mode: 0o700 })
    const { remember, leave } = await takeDataDir(settings.dataDir)
    code = await supervised(supervise(remember), settings, mode)
    leave()
  } catch (error) {
    report(error)
    code = 1
  }
  process.exit(code)
}

async function supervised(supervisor: Supervisor, settings: Settings, mode: Mode): Promise<number> {
  const signalled = stopSignal(() => {
    supervisor.kill()
    process.exit(130)
  })
  let code = 0
  try {
    const up = bringUp(supervisor, settings, mode)
    up.catch(() => {}) // at a signal nobody waits for it any more, and what it starts then is refused
    await Promise.race([up.then(() => new Promise<never>(() => {})), supervisor.watch, signalled])
  } catch (error) {
    report(error)
    code = 1
  }
  say(code === 0 ? '\nStopping Lintel ...' : '\nStopping the rest ...')
  await supervisor.stop()
  say('Stopped.')
  return code
}

async function bringUp(supervisor: Supervisor, settings: Settings, mode: Mode): Promise<void> {
  const { dataDir, ports, probeHost } = settings
  say(`Starting Lintel on Node ${process.versions.node}, data in ${shown(dataDir)}`)
  await refuseBusyPorts(settings)
  const kept = await startStores(supervisor, settings)
  const JWT_SECRET = process.env.JWT_SECRET || keptJwtSecret(dataDir)
  const NODE_ENV = mode.dev ? ('development' as const) : ('production' as const)
  const network = { HOST: settings.host, PORT: String(ports.web), WORKER_PORT: String(ports.worker) }
  const env = { ...process.env, ...kept, ...network, JWT_SECRET, NODE_ENV }
  const { APP_ORIGIN } = parseEnv(env)
  await step('Migrating the database', () => migrateDatabase(kept.DATABASE_URL))
  if (!mode.dev && !isBuilt())
    await step('Building the pages, as the sources changed', () =>
      buildPages(supervisor.run, { file: logFile(dataDir, 'build') }),
    )
  const probes = {
    web: `http://${probeHost}:${ports.web}/readyz`,
    worker: `http://${probeHost}:${ports.worker}/healthz`,
  }
  await step('Starting the web and the worker', () =>
    startApp(supervisor, { env, dataDir, echo: mode.echo, mend: true, probes }),
  )
  keepLogsSmall(dataDir, ['web', 'worker', 'postgres', 'redis'])
  say(`\nLintel is ready: ${APP_ORIGIN}`)
  const logs = mode.echo ? '' : `Logs are in ${shown(path.join(dataDir, 'log'))}. `
  say(`${logs}Stop it with Ctrl-C.`)
}

const shown = (folder: string) => (folder.startsWith(root) ? path.relative(root, folder) : folder)

async function refuseBusyPorts({ host, ports, databaseUrl, redisUrl }: Settings): Promise<void> {
  await refuseBusyPort(host, ports.web, 'PORT')
  await refuseBusyPort(host, ports.worker, 'WORKER_PORT')
  if (!databaseUrl) await refuseBusyPort('127.0.0.1', ports.postgres, 'PG_PORT')
  if (!redisUrl) await refuseBusyPort('127.0.0.1', ports.redis, 'REDIS_PORT')
}

async function startStores(supervisor: Supervisor, settings: Settings) {
  const DATABASE_URL = settings.databaseUrl ?? (await embeddedDatabase(supervisor, settings))
  const REDIS_URL = settings.redisUrl ?? (await localRedis(supervisor, settings))
  return { DATABASE_URL, REDIS_URL }
}

async function embeddedDatabase(supervisor: Supervisor, { dataDir, ports }: Settings): Promise<string> {
  const start = () => startPostgres(supervisor, { dataDir, port: ports.postgres })
  const running = await step('Starting Postgres', start, ({ version }) => version)
  return await ensureDatabase(running, 'lintel')
}

async function localRedis(supervisor: Supervisor, { dataDir, ports, redisServer }: Settings): Promise<string> {
  const binary = findRedis(redisServer)
  if (!binary) say(`  ${fallbackNotice}`)
  const start = () => startRedis(supervisor, { dataDir, port: ports.redis, binary })
  const { url } = await step('Starting Redis', start, ({ about }) => about)
  return url
}
