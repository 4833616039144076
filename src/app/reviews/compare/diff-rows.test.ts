// Two texts beside each other, as rows.
import { expect, test } from 'playwright/test'
import { diffRows } from './diff-rows.ts'

const told = (before: string, after: string) =>
  diffRows(before, after)?.map((row) =>
    row.kind === 'fold'
      ? `... ${row.lines}`
      : `${row.left ? `${row.left.number}:${row.left.text}` : '-'} | ${row.right ? `${row.right.number}:${row.right.text}` : '-'}`,
  )

test('what was changed stands beside what it became, what is the same beside itself, and far lines are folded', () => {
  expect(told('a\nb\nc\n', 'a\nB\nB2\nc\n')).toEqual(['1:a | 1:a', '2:b | 2:B', '- | 3:B2', '3:c | 4:c'])
  expect(told('a\nb\n', 'a\n')).toEqual(['1:a | 1:a', '2:b | -'])
  expect(told('same\n', 'same\n')).toEqual(['... 1'])
  const many = Array.from({ length: 20 }, (_, n) => `line ${n}\n`)
  const rows = told(many.join(''), many.with(10, 'other\n').join(''))
  expect(rows?.[0]).toBe('... 7')
  expect(rows?.[4]).toBe('11:line 10 | 11:other')
  expect(rows?.at(-1)).toBe('... 6')
})

test('Windows line ends are no difference, and a last line may have none', () => {
  expect(told('a\r\nb\r\n', 'a\nb\n')).toEqual(['... 2'])
  expect(told('a', 'a\nb')).toEqual(expect.arrayContaining([expect.stringContaining('2:b')]))
})
