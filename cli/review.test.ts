// `pnpm review` as a person at a terminal has it: folders, formats, diffs, fixes and exit codes.
import { execFile, execFileSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { Writable } from 'node:stream'
import { expect, test } from 'playwright/test'
import { planted } from '#analysis/cases/planted.ts'
import { closeEngine } from '#analysis/warm.ts'
import { inRoot } from '../bin/launch/root.ts'
import { sarifErrors } from '../bin/testing/sarif-schema.ts'
import { review as judge } from './main.ts'

type Ended = { code: number; out: string; err: string }

/** As a program of its own, which loads the engine anew. */
const program = (folder: string, ...args: string[]): Promise<Ended> =>
  new Promise((resolve) => {
    const options = {
      cwd: folder,
      env: { ...process.env, INIT_CWD: folder, DATABASE_URL: '', REDIS_URL: '' },
      maxBuffer: 1e8,
    }
    execFile(process.execPath, [inRoot('bin/review.mjs'), ...args], options, (error, out, err) =>
      resolve({ code: error ? Number(error.code) : 0, out, err }),
    )
  })

/** In this process, whose engine is warm. */
async function review(folder: string, ...args: string[]): Promise<Ended> {
  const [out, err] = [written(), written()]
  const code = await judge(args, folder, { out: out.stream, err: err.stream })
  return { code, out: out.text(), err: err.text() }
}

function written() {
  const chunks: string[] = []
  const write = (chunk: Buffer, _encoding: string, done: () => void) => {
    chunks.push(String(chunk))
    done()
  }
  return { stream: new Writable({ write }), text: () => chunks.join('') }
}

test.afterAll(closeEngine)

const folder = (files: Record<string, string>): string => {
  const root = mkdtempSync(path.join(tmpdir(), 'lintel-review-'))
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(root, name)), { recursive: true })
    writeFileSync(path.join(root, name), content)
  }
  return root
}
const git = (root: string, ...args: string[]) =>
  execFileSync('git', ['-c', 'user.name=t', '-c', 'user.email=t@example.com', ...args], { cwd: root, encoding: 'utf8' })
const lines = ({ out }: Ended) =>
  out
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line))

const CLEAN = 'def double(x: int) -> int:\n    return 2 * x\n'
const FLAWED = 'def collect(item, seen=[]):\n    seen.append(item)\n    return seen\n'

test('planted defects are told one in each line, each on its line, and the exit code is 1', async () => {
  const root = folder(Object.fromEntries(planted.map(({ path, flawed }) => [path, flawed])))
  const ended = await program(root, '.', '--format', 'jsonl')
  expect(ended.code).toBe(1)
  const found = lines(ended)
  for (const { path, expected } of planted)
    expect(
      found
        .filter((one) => one.path === path)
        .map((one) => [one.startLine, one.ruleId])
        .sort(),
    ).toEqual([...expected].sort())
  for (const one of found) {
    expect(Object.keys(one)).toEqual(
      expect.arrayContaining(['path', 'startLine', 'endLine', 'category', 'severity', 'ruleId', 'cwe']),
    )
    expect(one.endLine).toBeGreaterThanOrEqual(one.startLine)
  }
})

test('a clean folder is 0 and says how much was looked at', async () => {
  const ended = await review(folder({ 'a.py': CLEAN, 'lib/b.py': CLEAN }), '.')
  expect([ended.code, ended.out.trim()]).toEqual([0, 'no findings in 2 files: 2 reviewed'])
})

test('one file alone may be named, from wherever the command was given', async () => {
  const root = folder({ 'lib/a.py': FLAWED, 'lib/b.py': FLAWED })
  const found = lines(await review(root, 'lib/a.py', '--format', 'jsonl'))
  expect(found.map(({ path }) => path)).toEqual(['a.py'])
})

const mistakes: [args: string[], word: RegExp][] = [
  [['nowhere'], /no file or folder/],
  [['.', '--format', 'xml'], /known are text, json, jsonl, sarif, markdown/],
  [['.', '--fail-on', 'awful'], /known are critical, high, medium, low/],
  [['.', '--colour'], /--colour/],
  [['a', 'b'], /One path at a time/],
  [['.', '--diff', 'no-such-revision'], /neither a file nor a revision/],
  [['.', '--diff', '--output=/tmp/x'], /--diff/],
]
test('what cannot be judged is 2, with a sentence on stderr and nothing on stdout', async () => {
  const root = folder({ 'a.py': CLEAN })
  for (const [args, word] of mistakes) {
    const ended = await review(root, ...args)
    expect([ended.code, ended.out], args.join(' ')).toEqual([2, ''])
    expect(ended.err).toMatch(word)
  }
  expect(await review(folder({}), '.')).toMatchObject({ code: 2, err: expect.stringContaining('no file to judge') })
})

test('--fail-on: what is less grave is told and does not fail', async () => {
  const root = folder({ 'a.py': FLAWED })
  expect((await review(root, '.', '--fail-on', 'critical')).code).toBe(0)
  const ended = await review(root, '.', '--fail-on', 'high')
  expect(ended.code).toBe(1)
  expect(ended.out).toContain('The default value is shared by all calls')
})

test('--diff with a revision or a file: findings on changed lines only, new files whole', async () => {
  const root = folder({ 'a.py': FLAWED, 'b.py': CLEAN })
  git(root, 'init', '-q')
  git(root, 'add', '.')
  git(root, 'commit', '-qm', 'one')
  writeFileSync(
    path.join(root, 'a.py'),
    `${FLAWED}\n\ndef other(item, seen={}):\n    seen[item] = 1\n    return seen\n`,
  )
  writeFileSync(path.join(root, 'new file.py'), FLAWED)
  const byRevision = await review(root, '.', '--diff', 'HEAD', '--format', 'jsonl')
  const places = (ended: Ended) =>
    lines(ended)
      .map(({ path, startLine }) => `${path}:${startLine}`)
      .sort()
  expect(places(byRevision)).toEqual(['a.py:6', 'new file.py:1'])
  writeFileSync(path.join(root, 'change.diff'), git(root, 'diff'))
  expect(places(await review(root, '.', '--diff', 'change.diff', '--format', 'jsonl'))).toEqual(['a.py:6'])
  git(root, 'checkout', '-q', '--', 'a.py')
  expect(
    (await review(root, '.', '--diff', 'change.diff', '--format', 'jsonl')).code,
    'the old line is no change',
  ).toBe(0)
})

test('what git ignores is not read, links are not followed, a file that is too large is said to be', async () => {
  const elsewhere = folder({ 'c.py': FLAWED })
  const root = folder({ '.gitignore': 'out/\n', 'out/a.py': FLAWED, 'big.py': '# x\n'.repeat(70_000), 'b.py': CLEAN })
  symlinkSync(path.join(elsewhere, 'c.py'), path.join(root, 'c.py'))
  git(root, 'init', '-q')
  const ended = await review(root, '.')
  expect(ended.code).toBe(0)
  expect(ended.out).toContain('big.py (skipped): It is larger than 256 KiB.')
  expect(ended.out).toMatch(/no findings in 3 files: 1 reviewed, 1 partly, 1 skipped/)
})

test('sarif, markdown and json tell the same findings; --output writes them to a file', async () => {
  const root = folder({ 'a.py': FLAWED })
  const written = (await review(root, '.', '--format', 'sarif')).out
  expect(sarifErrors(written)).toEqual([])
  const sarif = JSON.parse(written)
  expect(sarif).toMatchObject({
    version: '2.1.0',
    runs: [{ tool: { driver: { name: 'Lintel' } }, columnKind: 'utf16CodeUnits' }],
  })
  const [result] = sarif.runs[0].results
  expect(result).toMatchObject({ ruleId: 'patterns/mutable-default', ruleIndex: 0, level: 'error' })
  expect(result.locations[0].physicalLocation).toMatchObject({
    artifactLocation: { uri: 'a.py' },
    region: { startLine: 1 },
  })
  expect(sarif.runs[0].tool.driver.rules[0].id).toBe('patterns/mutable-default')
  const ended = await review(root, '.', '--format', 'markdown', '--output', 'report.md')
  expect([ended.code, ended.out]).toEqual([1, ''])
  expect(readFileSync(path.join(root, 'report.md'), 'utf8')).toContain(
    '### High: The default value is shared by all calls',
  )
  expect(JSON.parse((await review(root, '.', '--format', 'json')).out)).toMatchObject({
    summary: { verdict: 'findings' },
  })
})

test('it needs nothing but the folder: no settings file, no database, no Redis', async () => {
  const root = folder({})
  cpSync(inRoot('src/analysis/cases/orders.clean.py'), path.join(root, 'orders.py'))
  expect((await program(root)).code).toBe(0)
})

test('the rules and settings of the reviewed folder hold, with their fixes, and what cannot be read is told', async () => {
  const rule = 'id: no-old\nlanguage: python\nmessage: Not $A\nrule: { pattern: old($A) }\nfix: new($A)\n'
  const root = folder({
    'a.py': 'def run(new, old):\n    return old(1)\n',
    'b.py': FLAWED,
    '.lintel/rules/no-old.yml': rule,
    '.lintel/rules/bad.yml': 'id: bad\n',
    'lintel.yml': 'paths:\n  - path: b.py\n    rules: { patterns/mutable-default: off }\n',
  })
  const ended = await review(root, '.', '--format', 'jsonl', '--fix')
  expect(ended.err).toContain('fixed a.py:2 Replace it with `new(1)`')
  expect(readFileSync(path.join(root, 'a.py'), 'utf8')).toContain('return new(1)')
  expect(lines(ended)).toEqual([])
  expect(ended.code).toBe(2)
  expect(ended.err).toContain('.lintel/rules/bad.yml: This rule cannot be used')
})
