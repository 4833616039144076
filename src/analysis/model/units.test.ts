// A file is cut where something begins, no part is too long, and no line is lost.
import { expect, test } from 'playwright/test'
import { lineAt, linesOf } from '../position.ts'
import { cutUnits } from './units.ts'

const functions = (count: number) =>
  Array.from(
    { length: count },
    (_, n) => `def f${n}(x):\n    if x:\n        y = 1\n\n        z = 2\n    return x\n\n`,
  ).join('')

test('a short file is one part', () => {
  expect(cutUnits(linesOf('x = 1\n'))).toEqual([{ first: 1, last: 2 }])
})

test('a long file is cut at its functions', () => {
  const lines = linesOf(functions(150))
  const units = cutUnits(lines)
  expect(units.length).toBeGreaterThan(3)
  for (const { first } of units) expect(lineAt(lines, first)).toMatch(/^def f\d+/)
})

for (const [what, code] of [
  ['functions', functions(200)],
  ['one line after another', 'x = 1\n'.repeat(1000)],
  ['nothing but closing brackets', '}\n'.repeat(1000)],
  ['empty lines', '\n'.repeat(1000)],
] as const)
  test(`${what}: every line is in one part`, () => {
    const lines = linesOf(code)
    const units = cutUnits(lines)
    expect(units.flatMap(({ first, last }) => Array.from({ length: last - first + 1 }, (_, n) => first + n))).toEqual(
      lines.starts.map((_, index) => index + 1),
    )
    for (const { first, last } of units) expect(last - first + 1).toBeLessThanOrEqual(250)
  })
