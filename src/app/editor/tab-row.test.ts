// What becomes of the row of tabs when one is closed, moved, or read back.
import { expect, test } from 'playwright/test'
import { firstRow, readTabs, shifted, without } from './tab-row.ts'

const row = { ...firstRow('a'), open: ['a', 'b', 'c'], active: 'b' }

test('closing the active tab shows its neighbour; the last one leaves none', () => {
  expect(without(row, ['b'])).toMatchObject({ open: ['a', 'c'], active: 'c', closed: ['b'] })
  expect(without(row, ['a'])).toMatchObject({ open: ['b', 'c'], active: 'b' })
  expect(without(row, ['a', 'b', 'c'])).toMatchObject({ open: [], active: null, closed: ['a', 'b', 'c'] })
})

test('a tab moves, and stops at the ends', () => {
  expect(shifted(row, 'b', 1).open).toEqual(['a', 'c', 'b'])
  expect(shifted(row, 'c', -2).open).toEqual(['c', 'a', 'b'])
  expect(shifted(row, 'a', -1).open).toEqual(['a', 'b', 'c'])
  expect(shifted(row, 'c', 5).open).toEqual(['a', 'b', 'c'])
  expect(shifted(row, 'none', 1)).toBe(row)
})

test('what was kept comes back; what cannot be read does not', () => {
  const reads = (text: string | null) => readTabs({ getItem: () => text }, 'k')
  expect(reads('{"open":["x"],"active":"x"}')).toMatchObject({ open: ['x'], active: 'x' })
  for (const text of [null, '', '{', '{"open":3}']) expect(reads(text)).toBeNull()
})
