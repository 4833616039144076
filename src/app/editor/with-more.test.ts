// A long list comes a little at a time, and at last it is all there.
import { expect, test } from 'playwright/test'
import { withMore } from './with-more.ts'

const ids = Array.from({ length: 500 }, (_, n) => `f${n}`)

test('a few rows at a time are new, in order, until all are there; then nothing changes any more', () => {
  let drawn = withMore(new Set(), ids, null)
  for (let step = 0; drawn.size < ids.length && step < 100; step++) {
    const more = withMore(drawn, ids, null)
    expect(more.size - drawn.size).toBeLessThan(50)
    expect([...more]).toEqual(ids.slice(0, more.size))
    drawn = more
  }
  expect(drawn.size).toBe(500)
  expect(withMore(drawn, ids, 'f3')).toBe(drawn)
})

test('the one that is wanted comes at once, and what is drawn stays while others come before it', () => {
  const drawn = withMore(new Set(['f400']), ids, 'f300')
  expect(drawn).toContain('f300')
  expect(drawn).toContain('f400')
})

test('what is gone from the list is forgotten', () => {
  expect(withMore(new Set(['f1', 'f2']), ['f2'], null)).toEqual(new Set(['f2']))
})
