// `npm test`: checks, then tests, on servers of their own; nothing hides what comes after it, and one line tells the sum.
import { mkdtempSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { parseEnv } from 'node:util'
import { buildPages, isBuilt } from '../launch/build.ts'
import type { Variables } from '../launch/child.ts'
import { logFile } from '../launch/log-file.ts'
import { removeDataDir } from '../launch/postgres-cluster.ts'
import { prepareProcess } from '../launch/prepare-process.ts'
import { say } from '../launch/progress.ts'
import { findRedis } from '../launch/redis.ts'
import { refusal, report } from '../launch/refusal.ts'
import { inRoot } from '../launch/root.ts'
import { stopSignal } from '../launch/stop-signals.ts'
import { type Supervisor, supervise } from '../launch/supervisor.ts'
import { check, runScripts } from './check.ts'
import { findChromium, missingChromium } from './chromium.ts'
import { type Stores, startStack, startStores } from './surroundings.ts'
import { closingLine, readTally, type Tally } from './tally.ts'

type Run = { supervisor: Supervisor; dataDir: string; tally: Tally; filter: string[] }

export async function runTests(filter: string[]): Promise<never> {
  const tally: Tally = { passed: 0, failed: 0, skipped: 0 }
  const dataDir = mkdtempSync(path.join(tmpdir(), 'lintel-test-'))
  forgetSettings(dataDir)
  const supervisor = supervise()
  const interrupted = stopSignal(() => process.exit(130)).then((signal) => {
    throw refusal(`Stopped by ${signal}.`)
  })
  try {
    await Promise.race([runAll({ supervisor, dataDir, tally, filter }), interrupted])
  } catch (error) {
    report(error)
    tally.failed += 1
  }
  await supervisor.stop()
  removeDataDir(dataDir)
  say(`\n${closingLine(tally)}`)
  process.exit(tally.failed > 0 ? 1 : 0)
}

// The settings of the person who runs the tests, in the shell or in `.env`, are not the tests'.
function forgetSettings(dataDir: string): void {
  for (const name of Object.keys(parseEnv(readFileSync(inRoot('.env.example'), 'utf8')))) delete process.env[name]
  process.env.ENV_FILE = path.join(dataDir, 'none')
  // Hundreds of processes load the same files; each file is stripped of its types and compiled once.
  process.env.NODE_COMPILE_CACHE = path.join(dataDir, 'compiled')
  prepareProcess()
}

async function runAll(run: Run): Promise<void> {
  const { supervisor, dataDir, tally, filter } = run
  if (filter.length > 0) say(`Only the tests that match "${filter.join(' ')}": format, lint and types are left out.\n`)
  else await runChecks(tally)
  await check(tally, 'Build', async () => {
    if (!isBuilt()) await buildPages(supervisor.run, { file: logFile(dataDir, 'build') })
  })
  const stores = await check(tally, 'Throw-away Postgres and Redis', async () => {
    const binary = findRedis()
    if (!binary) throw refusal(missingRedis)
    return await startStores(supervisor, dataDir, binary)
  })
  if (!stores) return say('\nThe tests were not run: they need Postgres and Redis.')
  const stack = await check(tally, 'Web, worker and Chromium for the browser stories', async () => {
    if (!findChromium()) throw refusal(missingChromium)
    return await startStack(supervisor, dataDir, stores)
  })
  if (!stack) say('\nThe browser stories are not run; the other tests are.')
  await runPlaywright(run, stores, stack)
}

const missingRedis =
  'redis-server 7 or newer is missing, so the tests cannot run. Install it with:\n' +
  '  apt-get install redis-server (or: brew install redis)'

async function runChecks(tally: Tally): Promise<void> {
  await check(tally, 'Format and lint (biome check)', () => runScripts(['@biomejs/biome/bin/biome', 'check', '.']))
  await check(tally, 'Types (next typegen, tsc)', () =>
    runScripts(['next/dist/bin/next', 'typegen'], ['typescript/bin/tsc', '--noEmit']),
  )
}

async function runPlaywright(run: Run, stores: Stores, stack: Variables | undefined): Promise<void> {
  const { supervisor, dataDir, tally, filter } = run
  const started = performance.now()
  const file = path.join(dataDir, 'tally.json')
  const own = { TEST_POSTGRES_URL: stores.postgres, TEST_REDIS_URL: stores.redis, TEST_TALLY_FILE: file }
  const env = { ...process.env, ...stack, ...own, NODE_ENV: 'test', LOG_LEVEL: 'error', JWT_SECRET: 'x'.repeat(48) }
  const args = [inRoot('node_modules/playwright/cli.js'), 'test', ...filter, ...(stack ? [] : ['--project=unit'])]
  say('')
  const runner = supervisor.run({ name: 'playwright', command: process.execPath, args, env, output: 'inherit' })
  const result = readTally(file, await runner.ended)
  for (const key of ['passed', 'failed', 'skipped'] as const) tally[key] += result[key]
  if (stack) await check(tally, 'All servers lived until the end', () => Promise.race([supervisor.watch, sleep(0)]))
  say(`  Tests took ${((performance.now() - started) / 1000).toFixed(1)} s`)
}
