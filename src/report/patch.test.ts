// The patch, given to the real `git apply` in a folder with the very bytes that were reviewed.
import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, test } from 'playwright/test'
import type { Candidate, Edit } from '#contract/finding.ts'
import { candidate } from '../../bin/testing/reviews.ts'
import { toPatch } from './patch.ts'

let folder: string
test.beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'lintel-patch-'))
})
test.afterEach(() => rmSync(folder, { recursive: true }))

type Files = Record<string, string>
const place = (startLine: number, startColumn: number, endLine: number, endColumn: number) => ({
  startLine,
  startColumn,
  endLine,
  endColumn,
})
type Place = ReturnType<typeof place>

function fixed(file: string, range: Place, newText: string, more: Partial<Candidate> = {}): Candidate {
  const edits: Edit[] = [{ path: file, range, newText }]
  const fix = { title: 'Mend it', edits, checked: true }
  return candidate(`${file} ${range.startLine}`, { path: file, range, fix, ...more })
}

const patchOf = (files: Files, found: Candidate[]) =>
  toPatch(
    found,
    Object.entries(files).map(([path, content]) => ({ path, content })),
  )

/** What the files are once git has applied the patch. */
function applied(files: Files, patch: string): Files {
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(folder, name)), { recursive: true })
    writeFileSync(path.join(folder, name), content)
  }
  const env = { ...process.env, GIT_CONFIG_NOSYSTEM: '1', GIT_CEILING_DIRECTORIES: tmpdir(), HOME: folder }
  execFileSync('git', ['apply', '-'], { cwd: folder, input: patch, env, stdio: ['pipe', 'ignore', 'pipe'] })
  return Object.fromEntries(Object.keys(files).map((name) => [name, readFileSync(path.join(folder, name), 'utf8')]))
}

const lines = (count: number, end = '\n') => Array.from({ length: count }, (_, n) => `line ${n + 1}${end}`).join('')

for (const [what, name, before, at, newText, after] of [
  ['a line in the middle', 'a.py', lines(9), place(5, 6, 5, 7), 'five', lines(9).replace('5', 'five')],
  ['a last line without an end', 'a.py', 'x\ny', place(2, 1, 2, 2), 'z', 'x\nz'],
  ['an end that is taken away', 'a.py', 'x\ny\n', place(2, 2, 3, 1), '', 'x\ny'],
  ['an end that is added', 'a.py', 'x\ny', place(2, 2, 2, 2), '\n', 'x\ny\n'],
  [
    'lines that end as on Windows',
    'a.py',
    lines(9, '\r\n'),
    place(5, 1, 6, 1),
    '',
    lines(9, '\r\n').replace('line 5\r\n', ''),
  ],
  ['both ends of line in one file', 'a.py', 'a\r\nb\nc\r\nd', place(2, 1, 2, 2), 'B', 'a\r\nB\nc\r\nd'],
  ['a lone carriage return', 'a.py', 'a\rb\nc\n', place(3, 1, 3, 2), 'C', 'a\rb\nC\n'],
  ['a path with blanks', 'my app/the file.py', 'x\n', place(1, 1, 1, 2), 'y', 'y\n'],
  ['a path with letters and quotes of every kind', 'é "x" \'日本\' 🦊.py', 'x\n', place(1, 1, 1, 2), 'y', 'y\n'],
  ['a path that looks like a diff', 'b/-- a/x b/x', 'x\n', place(1, 1, 1, 2), 'y', 'y\n'],
  [
    'code that looks like a diff',
    'a.py',
    '--- a/x\n+++ b/x\n@@ -1 +1 @@\n',
    place(2, 1, 3, 1),
    'diff --git a/x b/x\n',
    '--- a/x\ndiff --git a/x b/x\n@@ -1 +1 @@\n',
  ],
  ['all of a file', 'a.py', 'x\ny\n', place(1, 1, 3, 1), '', ''],
] as const)
  test(`git applies ${what}`, () => {
    const files = { [name]: before, 'other.py': 'untouched' }
    expect(applied(files, patchOf(files, [fixed(name, at, newText)]))).toEqual({
      [name]: after,
      'other.py': 'untouched',
    })
  })

test('several fixes in several files are one patch, and an edit that two need alike is made once', () => {
  const files = { 'a.py': lines(40), 'b/b.py': 'x = 1\n' }
  const importing = { path: 'a.py', range: place(1, 1, 1, 1), newText: 'import os\n' }
  const needing = (line: number) => {
    const mend = { path: 'a.py', range: place(line, 1, line, 5), newText: 'LINE' }
    return fixed('a.py', place(line, 1, line, 5), '', {
      fix: { title: 'Mend', edits: [importing, mend], checked: true },
    })
  }
  const patch = patchOf(files, [needing(3), needing(30), fixed('b/b.py', place(1, 5, 1, 6), '2')])
  expect(patch).toMatch(/^# Lintel: 3 checked fixes in 2 files\.\ndiff --git a\/a\.py b\/a\.py\n/)
  expect(applied(files, patch)).toEqual({
    'a.py': `import os\n${lines(40).replace('line 3\n', 'LINE 3\n').replace('line 30', 'LINE 30')}`,
    'b/b.py': 'x = 2\n',
  })
})

test('of two that meet the first stands; the other, and one that reaches into another file, are named above the diff', () => {
  const files = { 'a.py': 'abcdef\n', 'b.py': 'x\n' }
  const away = fixed('b.py', place(1, 1, 1, 2), 'y')
  const patch = patchOf(files, [
    fixed('a.py', place(1, 1, 1, 4), 'ABC'),
    fixed('a.py', place(1, 3, 1, 6), 'X', {
      fix: {
        title: 'Other\ndiff --git a/a.py b/a.py',
        edits: [{ path: 'a.py', range: place(1, 3, 1, 6), newText: 'X' }],
        checked: true,
      },
    }),
    { ...away, path: 'a.py' },
  ])
  expect(patch.split('\n').slice(0, 4)).toEqual([
    '# Lintel: 1 checked fix in 1 file.',
    '# Left out, it does not fit beside the others: a.py:1 Other diff --git a/a.py b/a.py',
    '# Left out, it does not fit beside the others: a.py:1 Mend it',
    'diff --git a/a.py b/a.py',
  ])
  expect(applied(files, patch)).toEqual({ 'a.py': 'ABCdef\n', 'b.py': 'x\n' })
})

test('what is not checked is not in it; without any fix there is only the line that says so', () => {
  const unchecked = fixed('a.py', place(1, 1, 1, 2), 'y')
  const found = [
    { ...unchecked, fix: { ...unchecked.fix, checked: false } as Candidate['fix'] & object },
    candidate('b'),
  ]
  expect(patchOf({ 'a.py': 'x\n', 'main.py': 'print\n' }, found)).toBe('# Lintel: 0 checked fixes in 0 files.\n')
})
