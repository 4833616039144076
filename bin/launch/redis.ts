// Redis for this machine: redis-server or valkey-server when there is a recent one, else the in-memory fallback.
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync } from 'node:fs'
import path from 'node:path'
import type { ChildSpec } from './child.ts'
import { logFile, sizeOf, untilLogged } from './log-file.ts'
import { refusal } from './refusal.ts'
import type { Supervisor } from './supervisor.ts'

export type RedisBinary = { command: string; version: string }
export type RunningRedis = { url: string; about: string }

export const fallbackNotice =
  'No redis-server 7 or newer was found, so an in-memory one is used: fit for a first look, it forgets all at each stop.\n' +
  '  Install the real one with: apt-get install redis-server (or: brew install redis)'

/** `chosen` is a path, or `builtin` for the fallback; without it the machine is searched. */
export function findRedis(chosen?: string): RedisBinary | undefined {
  if (chosen === 'builtin') return undefined
  const found = (chosen ? [chosen] : candidates()).map(inspect).find((binary) => binary !== undefined)
  if (chosen && !found)
    throw refusal(`REDIS_SERVER=${chosen} is not a redis-server or valkey-server of version 7 or newer.`)
  return found
}

/** `throwAway` keeps nothing on disk: for tests. */
export async function startRedis(
  supervisor: Supervisor,
  { dataDir, port, binary, throwAway = false }: Options,
): Promise<RunningRedis> {
  const file = logFile(dataDir, 'redis')
  const from = sizeOf(file)
  const server = binary ? real(binary, dataDir, port, throwAway) : fallback(port)
  const child = supervisor.start('redis', {
    name: 'Redis',
    env: process.env,
    output: { file },
    patienceMs: 15_000,
    ...server,
  })
  await untilLogged(child, file, from, 'Ready to accept connections')
  return { url: `redis://127.0.0.1:${port}/0`, about: binary?.version ?? 'in memory' }
}

type Options = { dataDir: string; port: number; binary: RedisBinary | undefined; throwAway?: boolean }
type Server = Pick<ChildSpec, 'command' | 'args' | 'ipc'>

function real({ command }: RedisBinary, dataDir: string, port: number, throwAway: boolean): Server {
  const folder = path.join(dataDir, 'redis')
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const network = ['--bind', '127.0.0.1', '--port', String(port)]
  // The queue's list lives here: a full Redis must refuse a write, never drop a key to make room.
  const keeping = ['--dir', folder, '--save', '', '--maxmemory-policy', 'noeviction']
  return { command, args: [...network, ...keeping, '--appendonly', throwAway ? 'no' : 'yes', '--daemonize', 'no'] }
}

const fallback = (port: number): Server => ({
  command: process.execPath,
  args: [path.join(import.meta.dirname, 'redis-fallback.ts'), String(port)],
  ipc: true,
})

function candidates(): string[] {
  const folders = [...(process.env.PATH ?? '').split(path.delimiter), '/usr/bin', '/usr/local/bin', '/opt/homebrew/bin']
  const names = ['redis-server', 'valkey-server']
  return names.flatMap((name) => folders.map((folder) => path.join(folder, name))).filter((file) => existsSync(file))
}

function inspect(command: string): RedisBinary | undefined {
  const { stdout } = spawnSync(command, ['--version'], { encoding: 'utf8' })
  const version = /v=(\d+\.\d+\.\d+)/.exec(stdout ?? '')?.[1]
  return version && Number.parseInt(version, 10) >= 7 ? { command, version } : undefined
}
