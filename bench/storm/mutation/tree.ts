// A copy of the project in which a guard may be missing, and the tests run there.
import { execFile } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { promisify } from 'node:util'
import postgres from 'postgres'
import { inRoot } from '../../../bin/launch/root.ts'
import type { Stores } from '../../../bin/testing/surroundings.ts'
import { type Mutation, mutated } from './mutation.ts'

const PARTS = ['src', 'bin', 'drizzle', 'package.json', 'playwright.config.ts']
const TEMPLATE = 'lintel_template'
const LONGEST_RUN_MS = 900_000
const STOPPED = 'Testing stopped early'

export type Tree = { root: string; dataDir: string; stores: Stores }
export type Run = { passed: number; failed: { test: string; said: string }[]; broken: string[] }

export function copyProject(dataDir: string, stores: Stores): Tree {
  const root = path.join(dataDir, 'tree')
  mkdirSync(root)
  for (const part of PARTS) cpSync(inRoot(part), path.join(root, part), { recursive: true })
  symlinkSync(inRoot('node_modules'), path.join(root, 'node_modules'))
  return { root, dataDir, stores }
}

/** The guard is back when the work is done. */
export async function without<Result>(tree: Tree, mutation: Mutation, work: () => Promise<Result>): Promise<Result> {
  const file = path.join(tree.root, mutation.file)
  const whole = readFileSync(file)
  writeFileSync(file, mutated(mutation, tree.root))
  return work().finally(() => writeFileSync(file, whole))
}

/**
 * The database that every run copies, by the tree's own migrations.
 * @param watched whether the trigger that knows all transitions is there: it would refuse what a missing guard lets pass.
 */
export async function makeDatabase({ root, stores }: Tree, watched: boolean): Promise<void> {
  const admin = postgres(stores.postgres, { max: 1, onnotice: () => {} })
  await admin`drop database if exists ${admin(TEMPLATE)} with (force)`.finally(() => admin.end())
  const script = `const { makeTemplate } = await import('./bin/testing/databases.ts'); await makeTemplate(process.argv[1])`
  await promisify(execFile)(process.execPath, ['--input-type=module', '--eval', script, stores.postgres], { cwd: root })
  if (watched) return
  const url = new URL(stores.postgres)
  url.pathname = `/${TEMPLATE}`
  const template = postgres(url.href, { max: 1 })
  await template`drop trigger reviews_transition on reviews`.finally(() => template.end())
}

/** Stops at the first test that fails, unless all are asked for. */
export async function runTests(tree: Tree, tests: string[], { words = '', all = false } = {}): Promise<Run> {
  const report = path.join(tree.dataDir, 'report.json')
  rmSync(report, { force: true })
  const cli = path.join(tree.root, 'node_modules/playwright/cli.js')
  const choice = ['--project=unit', '--workers=1', '--reporter=json', ...(words ? ['--grep', words] : [])]
  const { PATH, HOME, TMPDIR } = process.env
  const env: NodeJS.ProcessEnv = {
    ...{ PATH, HOME, TMPDIR },
    NODE_ENV: 'test',
    LOG_LEVEL: 'error',
    ENV_FILE: '/dev/null',
    JWT_SECRET: 'x'.repeat(48),
    TEST_POSTGRES_URL: tree.stores.postgres,
    TEST_REDIS_URL: tree.stores.redis,
    PLAYWRIGHT_JSON_OUTPUT_NAME: report,
  }
  const args = [cli, 'test', ...tests, ...choice, ...(all ? [] : ['-x'])]
  const options = { cwd: tree.root, env, timeout: LONGEST_RUN_MS }
  const ended = await promisify(execFile)(process.execPath, args, options).catch((error) => error)
  if (!existsSync(report)) return { passed: 0, failed: [], broken: [String(ended.stderr || ended.message)] }
  return judge(JSON.parse(readFileSync(report, 'utf8')))
}

type Suite = { suites?: Suite[]; specs?: Spec[] }
type Spec = { title: string; tests: { results: { status: string; errors: { message?: string }[] }[] }[] }
type Report = Suite & { errors: { message?: string }[] }

const specsOf = ({ suites = [], specs = [] }: Suite): Spec[] => [...specs, ...suites.flatMap(specsOf)]
const plain = (text = '') => text.replaceAll(new RegExp(`${String.fromCharCode(27)}\\[[0-9;]*m`, 'g'), '')
/** The code or the statement is no longer one, which any test would notice: that proves nothing. */
const nonsense = /syntax error|SyntaxError|ReferenceError|TypeError|does not exist|could not determine/

function judge(report: Report): Run {
  const broken = report.errors.map(({ message }) => plain(message)).filter((said) => !said.startsWith(STOPPED))
  const run: Run = { passed: 0, failed: [], broken }
  for (const { title, tests } of specsOf(report))
    for (const { status, errors } of tests.flatMap(({ results }) => results)) {
      const said = plain(errors.map(({ message }) => message).join('\n'))
      if (status === 'passed') run.passed += 1
      else if (status !== 'skipped') run.failed.push({ test: title, said })
      if (nonsense.test(said)) run.broken.push(said)
    }
  return run
}
