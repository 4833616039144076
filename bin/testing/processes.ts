// Real processes for tests: workers to be killed, frozen and stopped, and a Redis to be taken away.
import { mkdtempSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { type Child, startChild, type Variables } from '../launch/child.ts'
import { freePort } from '../launch/ports.ts'
import { findRedis } from '../launch/redis.ts'
import { inRoot } from '../launch/root.ts'

export type WorkerProcess = Child & {
  /** What it says about itself. */
  health: () => Promise<{ status: string; running: number }>
  signal: (signal: NodeJS.Signals) => void
  /** The events it logged. */
  events: () => string[]
}

/** A worker of its own on the test's stores; with a lease of two seconds unless told otherwise. */
export async function startWorker(settings: Variables = {}): Promise<WorkerProcess> {
  const port = await freePort()
  const file = path.join(mkdtempSync(path.join(tmpdir(), 'lintel-worker-')), 'log')
  const own = { WORKER_PORT: String(port), HOST: '127.0.0.1', LEASE_SECONDS: '2', LOG_LEVEL: 'info' }
  const child = startChild({
    name: 'worker',
    command: process.execPath,
    args: [inRoot('bin/worker.mjs')],
    env: { ...process.env, ...own, NODE_ENV: 'production', ENV_FILE: '/dev/null', ...settings },
    output: { file },
    cwd: inRoot(),
  })
  const events = () =>
    readFileSync(file, 'utf8')
      .split('\n')
      .flatMap((line) => (line.startsWith('{') ? [String(JSON.parse(line).event)] : []))
  for (let waited = 0; !events().includes('worker.started'); waited += 50) {
    if (child.hasEnded() || waited > 30_000) throw new Error(`the worker did not start\n${child.tail()}`)
    await pause(50)
  }
  return {
    ...child,
    events,
    health: async () => (await fetch(`http://127.0.0.1:${port}/healthz`)).json(),
    signal: (signal) => process.kill(child.pid, signal),
  }
}

export type RedisServer = { url: string; start: () => Promise<void>; kill: () => Promise<void> }

/** A redis-server of the test's own, empty at each start. */
export async function startRedisServer(): Promise<RedisServer> {
  const binary = findRedis()
  if (!binary) throw new Error('redis-server 7 or newer is missing')
  const folder = mkdtempSync(path.join(tmpdir(), 'lintel-redis-'))
  const port = await freePort()
  const file = path.join(folder, 'log')
  const args = ['--port', String(port), '--bind', '127.0.0.1', '--dir', folder, '--save', '', '--appendonly', 'no']
  let server: Child | undefined
  const start = async () => {
    server = startChild({ name: 'redis', command: binary.command, args, env: process.env, output: { file } })
    await pause(300)
  }
  const kill = async () => {
    server?.kill()
    await server?.ended
  }
  await start()
  return { url: `redis://127.0.0.1:${port}/0`, start, kill }
}
