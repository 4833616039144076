// The launcher as people use it: run for real, on ports and a data folder of its own.
import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { expect, test } from 'playwright/test'
import postgres from 'postgres'
import { freePort } from './launch/ports.ts'
import { removeDataDir } from './launch/postgres-cluster.ts'
import { startedAt } from './launch/process-identity.ts'

type Launched = { process: ChildProcess; written: () => string; ended: Promise<number | string> }
type Settings = Record<string, string>

const launched: Launched[] = []
let dataDir: string
let settings: Settings

test.describe.configure({ timeout: 180_000 })

test.beforeEach(async () => {
  dataDir = mkdtempSync(path.join(tmpdir(), 'lintel-start-'))
  const [PORT, WORKER_PORT, PG_PORT, REDIS_PORT] = await Promise.all(
    [0, 1, 2, 3].map(async () => `${await freePort()}`),
  )
  settings = { DATA_DIR: dataDir, PORT: PORT!, WORKER_PORT: WORKER_PORT!, PG_PORT: PG_PORT!, REDIS_PORT: REDIS_PORT! }
})

test.afterEach(async () => {
  for (const { process } of launched.splice(0)) if (process.exitCode === null) process.kill('SIGTERM')
  for (const { pid } of children()) for (let i = 0; startedAt(pid) && i < 600; i++) await sleep(50)
  removeDataDir(dataDir)
})

test('it starts, refuses a second start beside it, stops in order, and keeps its data', async () => {
  const first = launch()
  await ready(first)
  expect((await fetch(`http://127.0.0.1:${settings.PORT}/healthz`)).status).toBe(200)
  expect(statSync(path.join(dataDir, 'jwt-secret')).mode & 0o777).toBe(0o600)
  const secret = readFileSync(path.join(dataDir, 'jwt-secret'), 'utf8')
  await inDatabase((sql) => sql`create table kept_note as select 'still here' as text`)

  const second = launch()
  expect(await second.ended).toBe(1)
  expect(second.written()).toContain('already running')

  const pids = children().map(({ pid }) => pid)
  expect(children().map(({ name }) => name)).toEqual(['Postgres', 'Redis', 'web', 'worker'])
  first.process.kill('SIGTERM')
  expect(await first.ended).toBe(0)
  expect(pids.filter((pid) => startedAt(pid))).toEqual([])
  expect(existsSync(path.join(dataDir, 'run.json'))).toBe(false)
  expect(readFileSync(path.join(dataDir, 'log/postgres.log'), 'utf8')).toContain('database system is shut down')

  const again = launch()
  await ready(again)
  expect(await inDatabase((sql) => sql`select text from kept_note`)).toEqual([{ text: 'still here' }])
  expect(readFileSync(path.join(dataDir, 'jwt-secret'), 'utf8')).toBe(secret)
  again.process.kill('SIGINT')
  expect(await again.ended).toBe(0)
})

test('after kill -9 of the launcher the next start clears up and runs; a worker that dies is started anew, the web ends it', async () => {
  const first = launch()
  await ready(first)
  const left = children().map(({ pid }) => pid)
  first.process.kill('SIGKILL')
  await first.ended
  expect(left.filter((pid) => startedAt(pid))).toHaveLength(4)

  const next = launch()
  await ready(next)
  expect(next.written()).toContain('left by a run that was killed')
  expect(left.filter((pid) => startedAt(pid))).toEqual([])

  const killed = (name: string) => {
    const { pid } = children().findLast((child) => child.name === name)!
    process.kill(pid, 'SIGKILL')
    return pid
  }
  const worker = killed('worker')
  await expect.poll(() => children().findLast(({ name }) => name === 'worker')?.pid).not.toBe(worker)
  expect(next.written()).toContain('The worker ended (SIGKILL); it is started again.')
  killed('web')
  expect(await next.ended).toBe(1)
  expect(next.written()).toContain('web ended unexpectedly (SIGKILL)')
  expect(existsSync(path.join(dataDir, 'run.json'))).toBe(false)
})

test('a port in use is named with the setting that moves it', async () => {
  const ended = launch({ PORT: settings.PORT!, WORKER_PORT: await takenPort() })
  expect(await ended.ended).toBe(1)
  expect(ended.written()).toContain('choose another port with WORKER_PORT')
  expect(existsSync(path.join(dataDir, 'postgres'))).toBe(false)
})

test('without a redis-server the in-memory one carries Lintel, and says so', async () => {
  const started = launch({ REDIS_SERVER: 'builtin' })
  await ready(started)
  expect(started.written()).toContain('apt-get install redis-server')
  started.process.kill('SIGTERM')
  expect(await started.ended).toBe(0)
})

function launch(more: Settings = {}): Launched {
  const { PATH, HOME, ENV_FILE } = process.env
  const env = { PATH, HOME, ENV_FILE, ...settings, ...more } as unknown as NodeJS.ProcessEnv
  const child = spawn(process.execPath, ['bin/start.mjs'], { env, stdio: ['ignore', 'pipe', 'pipe'] })
  let text = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (data) => (text += data))
  const ended = new Promise<number | string>((resolve) => {
    child.once('close', (code, signal) => resolve(code ?? signal ?? 'unknown'))
  })
  const one = { process: child, written: () => text, ended }
  launched.push(one)
  return one
}

async function ready({ written, process: { exitCode }, process }: Launched): Promise<void> {
  expect(exitCode).toBe(null)
  for (let waited = 0; waited < 120_000 && process.exitCode === null; waited += 50) {
    if (written().includes('Lintel is ready: http://localhost:')) return
    await sleep(50)
  }
  throw new Error(`The launcher was not ready:\n${written()}`)
}

function children(): { name: string; pid: number }[] {
  const file = path.join(dataDir, 'run.json')
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')).children : []
}

async function inDatabase(work: (sql: postgres.Sql) => Promise<Iterable<object>>): Promise<object[]> {
  const password = readFileSync(path.join(dataDir, 'postgres/lintel-password'), 'utf8').trim()
  const sql = postgres(`postgres://lintel:${password}@127.0.0.1:${settings.PG_PORT}/lintel`, { max: 1 })
  try {
    return [...(await work(sql))]
  } finally {
    await sql.end()
  }
}

/** A port somebody listens on for as long as the tests run: the test database's. */
const takenPort = async () => new URL(process.env.DATABASE_URL ?? '').port
