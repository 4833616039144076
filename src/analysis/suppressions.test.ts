// A comment cannot silence the reviewer; it can only be quoted.
import { expect, test } from 'playwright/test'
import type { Candidate } from '#contract/finding.ts'
import { markSuppressed } from './suppressions.ts'

const at = (line: number): Candidate => ({
  fingerprint: String(line),
  path: 'a',
  range: { startLine: line, startColumn: 1, endLine: line, endColumn: 2 },
  quote: 'x',
  severity: 'high',
  category: 'bug',
  title: 't',
  explanation: 'e',
  ruleId: 'a/b',
  source: 'analyser',
  fate: 'shown',
})

const table: [code: string, marked: Record<number, string>][] = [
  ['x = eval(y)  # noqa: S307', { 1: '# noqa: S307' }],
  ['x = eval(y)\n', {}],
  ['# ruff: noqa\nx = 1\ny = 2', { 2: '# ruff: noqa', 3: '# ruff: noqa' }],
  ['x = 1 # nosec B101\ny = 2', { 1: '# nosec B101' }],
  ['// eslint-disable-next-line no-eval\neval(x)\neval(y)', { 2: '// eslint-disable-next-line no-eval' }],
  ['eval(x) // eslint-disable-line', { 1: '// eslint-disable-line' }],
  ['/* eslint-disable */\neval(x)\n/* eslint-enable */\neval(y)', { 2: '/* eslint-disable */' }],
  ['a()\n// @ts-ignore\nb()', { 3: '// @ts-ignore' }],
  ['f.Close() //nolint:errcheck', { 1: '//nolint:errcheck' }],
  ['String q = x; // NOSONAR', { 1: '// NOSONAR' }],
  ['x() // lintel-ignore: known', { 1: '// lintel-ignore: known' }],
  ['# lintel-ignore-next\r\nx()\r\ny()', { 2: '# lintel-ignore-next' }],
  ['print("nosec is a word")', {}],
]
for (const [code, marked] of table)
  test(`${JSON.stringify(code)} asks at ${Object.keys(marked).join(', ') || 'no line'}`, () => {
    const found = code.split(/\r?\n/).map((_, index) => at(index + 1))
    const told = markSuppressed(code, found)
    expect(
      told.map(({ fate }) => fate),
      'nothing is held back for it',
    ).toEqual(found.map(() => 'shown'))
    const quoted = told
      .filter(({ suppression }) => suppression)
      .map(({ range, suppression }) => [range?.startLine, suppression])
    const expected = Object.entries(marked).map(([line, comment]) => [Number(line), comment])
    // The line of the comment itself is nobody's business.
    expect(quoted.filter(([line]) => !/^\s*(#|\/[/*])/.test(code.split(/\r?\n/)[Number(line) - 1] ?? ''))).toEqual(
      expected,
    )
  })
