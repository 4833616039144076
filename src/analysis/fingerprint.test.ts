// Identity survives moves and new layout, and tells equal code apart by its number.
import { expect, test } from 'playwright/test'
import { enclosingSymbol, fingerprints } from './fingerprint.ts'
import { linesOf } from './position.ts'

const code = 'def load(id):\n    return run("a", id)\n'
const at = (startLine: number, ruleId = 'r') => ({
  ruleId,
  range: { startLine, startColumn: 5, endLine: startLine, endColumn: 9 },
})
const one = (text: string, line: number, rule?: string) => fingerprints(linesOf(text), [at(line, rule)])[0]

const same: [string, string, number][] = [
  ['blank lines above', `\n\n\n${code}`, 5],
  ['a function before it', `def other():\n    pass\n\n\n${code}`, 6],
  ['other indentation', 'def load(id):\n        return run("a", id)\n', 2],
  ['other quotes and blanks', "def load(id):\n    return run( 'a',id, )\n", 2],
  ['other line ends', code.replaceAll('\n', '\r\n'), 2],
]
for (const [name, text, line] of same) test(`the same after: ${name}`, () => expect(one(text, line)).toBe(one(code, 2)))

const other: [string, string, number, string?][] = [
  ['another rule', code, 2, 'q'],
  ['another function', code.replace('load', 'save'), 2],
  ['other code', code.replace('"a"', '"b"'), 2],
]
for (const [name, text, line, rule] of other)
  test(`not the same: ${name}`, () => expect(one(text, line, rule)).not.toBe(one(code, 2)))

test('equal code is numbered in the order of the text, not of the analyser', () => {
  const lines = linesOf('f(x)\nf(x)\n')
  const [first, second] = fingerprints(lines, [at(1), at(2)])
  expect(first).not.toBe(second)
  expect(fingerprints(lines, [at(2), at(1)])).toEqual([second, first])
})

const symbols: [string, number, string][] = [
  ['class A:\n    def f(self):\n        return 1\n', 3, 'f'],
  ['func (s *Store) Get(id string) {\n\treturn x\n}\n', 2, 'Get'],
  ['class A {\n  async load(id: string) {\n    if (x) {\n      y()\n    }\n  }\n}\n', 4, 'load'],
  ['const run = async (x) => {\n  y()\n}\n', 2, 'run'],
  ['class A {\n  public int size(int a) {\n    return a;\n  }\n}\n', 3, 'size'],
  ['x = 1\n', 1, ''],
]
for (const [text, line, name] of symbols)
  test(`around line ${line} stands "${name}" in ${JSON.stringify(text.slice(0, 24))}`, () =>
    expect(enclosingSymbol(linesOf(text), line)).toBe(name))
