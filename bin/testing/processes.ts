// Real processes for tests: workers to be killed, frozen and stopped, a web process with other settings, and a Redis to be
// taken away.
import { mkdtempSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { type Child, startChild, type Variables } from '../launch/child.ts'
import { freePort } from '../launch/ports.ts'
import { findRedis } from '../launch/redis.ts'
import { inRoot } from '../launch/root.ts'
import { countKeys, emptyRedis } from './databases.ts'

export type WorkerProcess = Child & {
  /** What it says about itself. */
  health: () => Promise<{ status: string; running: number }>
  signal: (signal: NodeJS.Signals) => void
  /** The events it logged. */
  events: () => string[]
  /** Everything it has logged. */
  written: () => string
}

/**
 * A worker of its own on the test's stores; with a lease of two seconds unless told otherwise.
 * @param inside what stands in front of its command, such as what runs it on another host.
 */
export async function startWorker(settings: Variables = {}, inside: string[] = []): Promise<WorkerProcess> {
  const port = await freePort()
  const file = path.join(mkdtempSync(path.join(tmpdir(), 'lintel-worker-')), 'log')
  const own = {
    WORKER_PORT: String(port),
    HOST: '127.0.0.1',
    LEASE_SECONDS: '2',
    LOG_LEVEL: 'info',
    ENGINE_THREADS: '1', // loading it is most of what such a worker does
  }
  const [command = '', ...args] = [...inside, process.execPath, inRoot('bin/worker.mjs')]
  const child = startChild({
    name: 'worker',
    command,
    args,
    env: { ...process.env, ...own, NODE_ENV: 'production', ENV_FILE: '/dev/null', ...settings },
    output: { file },
    cwd: inRoot(),
  })
  const events = () =>
    readFileSync(file, 'utf8')
      .split('\n')
      .flatMap((line) => (line.startsWith('{') ? [String(JSON.parse(line).event)] : []))
  // It has started once its engine is loaded: a few seconds, many when others do the same at the same time.
  for (let waited = 0; !events().includes('worker.started'); waited += 50) {
    if (child.hasEnded() || waited > 80_000) {
      child.kill()
      throw new Error(`the worker did not start\n${child.tail()}`)
    }
    await pause(50)
  }
  return {
    ...child,
    events,
    written: () => readFileSync(file, 'utf8'),
    health: async () => (await fetch(`http://127.0.0.1:${port}/healthz`)).json(),
    signal: (signal) => process.kill(child.pid, signal),
  }
}

export type WebProcess = Child & {
  origin: string
  /** Everything it has logged. */
  written: () => string
}

/** A web process of its own, on the stores it is told. */
export async function startWeb(settings: Variables): Promise<WebProcess> {
  const port = await freePort()
  const origin = `http://localhost:${port}`
  const file = path.join(mkdtempSync(path.join(tmpdir(), 'lintel-web-')), 'log')
  const own = {
    PORT: String(port),
    HOST: '127.0.0.1',
    APP_ORIGIN: origin,
    LOG_LEVEL: 'info',
    NODE_ENV: 'production',
    // As all others on the same Redis have it: one that allows less empties the bucket of the rest.
    RATE_LIMIT_REGISTER: '1000/h',
  }
  const child = startChild({
    name: 'web',
    command: process.execPath,
    args: [inRoot('bin/web.mjs')],
    env: { ...process.env, ...own, ENV_FILE: '/dev/null', ...settings },
    output: { file },
    cwd: inRoot(),
  })
  for (let waited = 0; !readFileSync(file, 'utf8').includes('web.started'); waited += 50) {
    if (child.hasEnded() || waited > 30_000) throw new Error(`the web process did not start\n${child.tail()}`)
    await pause(50)
  }
  return { ...child, origin, written: () => readFileSync(file, 'utf8') }
}

export type RedisServer = {
  url: string
  start: () => Promise<void>
  kill: () => Promise<void>
  signal: (signal: NodeJS.Signals) => void
  flush: () => Promise<void>
  /** How many keys fit a pattern. */
  remembers: (pattern: string) => Promise<number>
}

/** A redis-server of the test's own; at each start empty, or with what it wrote down before when it is `durable`. */
export async function startRedisServer({ durable = false } = {}): Promise<RedisServer> {
  const binary = findRedis()
  if (!binary) throw new Error('redis-server 7 or newer is missing')
  const folder = mkdtempSync(path.join(tmpdir(), 'lintel-redis-'))
  const port = await freePort()
  const file = path.join(folder, 'log')
  const keeping = ['--save', '', '--appendonly', durable ? 'yes' : 'no', '--appendfsync', 'always']
  const args = ['--port', String(port), '--bind', '127.0.0.1', '--dir', folder, ...keeping]
  let server: Child | undefined
  const start = async () => {
    server = startChild({ name: 'redis', command: binary.command, args, env: process.env, output: { file } })
    await pause(300)
  }
  const kill = async () => {
    server?.kill()
    await server?.ended
  }
  const signal = (name: NodeJS.Signals) => void (server && process.kill(server.pid, name))
  await start()
  const address = `redis://127.0.0.1:${port}`
  const flush = async () => void (await emptyRedis(address, 0))
  const remembers = (pattern: string) => countKeys(`${address}/0`, pattern)
  return { url: `${address}/0`, start, kill, signal, flush, remembers }
}
