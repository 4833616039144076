// A finding is found again by its quote, near where it was.
import { expect, test } from 'playwright/test'
import { locate, textOf } from './locate.ts'

const range = { startLine: 2, startColumn: 1, endLine: 2, endColumn: 9 }
const anchor = { range, quote: 'run(cmd)' }

test('an unchanged text keeps the range', () => {
  expect(locate(textOf('a\nb'), 'a\nb', anchor)).toEqual(range)
})

test('the quote is found where it moved to', () => {
  const moved = locate(textOf('#\n#\n#\nrun(cmd)\n'), undefined, anchor)
  expect(moved).toMatchObject({ startLine: 4, endLine: 4, startColumn: 1 })
})

test('of two equal lines the nearer one is meant', () => {
  expect(
    locate(textOf('run(cmd)\n\n\n\nrun(cmd)'), 'other', { ...anchor, range: { ...range, startLine: 4, endLine: 4 } }),
  ).toMatchObject({
    startLine: 5,
  })
})

test('gone is gone', () => {
  expect(locate(textOf('nothing'), 'run(cmd)', anchor)).toBeNull()
  expect(locate(textOf('run(cmd)'), undefined, { range: null, quote: null })).toBeNull()
})
