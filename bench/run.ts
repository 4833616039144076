// One run of all measurements: brings everything up, measures, prints, and takes everything down again.
import { randomBytes } from 'node:crypto'
import { mkdtempSync } from 'node:fs'
import { availableParallelism, cpus, tmpdir } from 'node:os'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { startApp } from '../bin/launch/app.ts'
import { buildPages, isBuilt } from '../bin/launch/build.ts'
import { logFile } from '../bin/launch/log-file.ts'
import { freePort } from '../bin/launch/ports.ts'
import { removeDataDir } from '../bin/launch/postgres-cluster.ts'
import { prepareProcess } from '../bin/launch/prepare-process.ts'
import { say, step } from '../bin/launch/progress.ts'
import { findRedis } from '../bin/launch/redis.ts'
import { refusal, report } from '../bin/launch/refusal.ts'
import { stopSignal } from '../bin/launch/stop-signals.ts'
import { type Supervisor, supervise } from '../bin/launch/supervisor.ts'
import { copyTemplate } from '../bin/testing/databases.ts'
import { type Stores, startStores } from '../bin/testing/surroundings.ts'
import { buildBare, startBare } from './bare.ts'
import { measureEditor } from './editor/measure.ts'
import { takePictures } from './editor/pictures.ts'
import { measureEngine } from './engine/measure.ts'
import { measureRules } from './engine/rules.ts'
import { measureHistory } from './history/measure.ts'
import { measureLatency } from './latency.ts'
import { measureQueue } from './queue/measure.ts'
import { measureReads } from './reads.ts'
import { measureCurves } from './scale/curves.ts'
import { measureHosts } from './scale/hosts.ts'
import { measureLoad } from './scale/load.ts'
import { measureSockets } from './scale/sockets.ts'
import { measureSubmissions } from './submissions.ts'
import { signUp } from './users.ts'

const USERS = 16
/** For what comes after the builds. */
const MOST_SECONDS = 900

const options = {
  sockets: { type: 'string', default: '10000' },
  people: { type: 'string', default: '1000' },
  minutes: { type: 'string', default: '5' },
  think: { type: 'string', default: '8' },
  processes: { type: 'string', default: '4' },
} as const

/** @param args the parts to measure, none for all; and how large those of `bench/scale` are to be. */
export async function runBench(args: string[]): Promise<never> {
  const { positionals: only, values } = parseArgs({ args, options, allowPositionals: true })
  const sizes = Object.fromEntries(Object.entries(values).map(([name, value]) => [name, Number(value)])) as Sizes
  const dataDir = mkdtempSync(path.join(tmpdir(), 'lintel-bench-'))
  process.env.ENV_FILE = path.join(dataDir, 'none')
  prepareProcess()
  const supervisor = supervise()
  const interrupted = stopSignal(() => process.exit(130)).then((signal) => {
    throw refusal(`Stopped by ${signal}.`)
  })
  let code = 0
  try {
    await Promise.race([measureAll(supervisor, dataDir, only, sizes), interrupted, supervisor.watch])
  } catch (error) {
    report(error)
    code = 1
  }
  await supervisor.stop()
  removeDataDir(dataDir)
  process.exit(code)
}

type Sizes = Record<keyof typeof options, number>

async function measureAll(supervisor: Supervisor, dataDir: string, only: string[], sizes: Sizes): Promise<void> {
  say(`Node ${process.versions.node}, ${availableParallelism()} x ${cpus()[0]?.model.trim()}\n`)
  const build = { file: logFile(dataDir, 'build') }
  await step('Building the product', async () => {
    if (!isBuilt()) await buildPages(supervisor.run, build)
  })
  await step('Building the bare app', () => buildBare(supervisor, build))
  const long = only.includes('load') ? sizes.minutes * 60 : 0
  setTimeout(() => process.kill(process.pid, 'SIGTERM'), (MOST_SECONDS + long) * 1000)
  const stores = await step('Throw-away Postgres and Redis', () => {
    const binary = findRedis()
    if (!binary) throw refusal('redis-server 7 or newer is missing. Install it with: apt-get install redis-server')
    return startStores(supervisor, dataDir, binary)
  })
  const { origin, worker, settings } = await step('Web and worker', () =>
    startLintel(supervisor, dataDir, stores, only),
  )
  const bare = await step('The bare app', () => startBare(supervisor, dataDir, stores))
  const users = await step(`${USERS} users`, () => signUp(origin, USERS))

  const parts = {
    latency: async () => say(await measureLatency(origin, users)),
    reads: () => measureReads({ origin, bare, users, say }),
    submissions: async () => say(await measureSubmissions({ origin, bare, database: settings.DATABASE_URL, users })),
    queue: async () => say(await measureQueue({ supervisor, dataDir, stores })),
    engine: async () => say(await measureEngine()),
    history: async () => say(await measureHistory({ supervisor, dataDir, stores })),
    editor: async () => say(await measureEditor(origin)),
    pictures: async () => say(await takePictures(origin, users[0])),
    rules: async () => say(await measureRules()),
    sockets: async () => say(await measureSockets(origin, settings, sizes.sockets)),
    load: () => measureLoad({ origin, worker, settings, say }, sizes),
    hosts: () => measureHosts({ origin, settings, say }),
    scale: () => measureCurves({ origin, settings, say }, sizes.processes),
  }
  // They take minutes, and pictures are none of a measurement: only for whoever asks for them.
  const onDemand = ['history', 'pictures', 'sockets', 'load', 'hosts', 'scale']
  const usual = Object.keys(parts).filter((name) => !onDemand.includes(name))
  const wanted = only.length > 0 ? only : usual
  for (const [name, measure] of Object.entries(parts)) if (wanted.includes(name)) await measure()
}

async function startLintel(supervisor: Supervisor, dataDir: string, stores: Stores, only: string[]) {
  const [web, worker] = [await freePort(), await freePort()]
  const origin = `http://localhost:${web}`
  const database = await copyTemplate(stores.postgres, 'lintel_bench')
  const env = {
    ...process.env,
    NODE_ENV: 'production',
    LOG_LEVEL: 'warn',
    DATABASE_URL: database,
    REDIS_URL: `${stores.redis}/0`,
    JWT_SECRET: randomBytes(48).toString('base64url'),
    PORT: String(web),
    WORKER_PORT: String(worker),
    APP_ORIGIN: origin,
    RATE_LIMIT_REGISTER: '100000/h',
    // Pictures show how many are left: the number that people have.
    RATE_LIMIT_REVIEWS: only.join() === 'pictures' ? '10/h' : '100000/h',
    RATE_LIMIT_WRITES: '100000/min',
    RATE_LIMIT_READS: '100000/min',
    ACCESS_TOKEN_TTL: '3600',
    MAX_OPEN_REVIEWS: '10000',
  }
  const probes = { web: `http://127.0.0.1:${web}/readyz`, worker: `http://127.0.0.1:${worker}/healthz` }
  await startApp(supervisor, { env, dataDir, echo: false, probes })
  return { origin, worker: `http://127.0.0.1:${worker}`, settings: env }
}
