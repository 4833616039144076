// The quota by a table: the best seven by truth times worth, none under the floor, and a word for each that goes.
import { expect, test } from 'playwright/test'
import { candidate } from '../../../bin/testing/reviews.ts'
import { applyQuota, FLOOR, QUOTA } from './quota.ts'

const many = (count: number, over = {}) =>
  Array.from({ length: count }, (_, n) => candidate(`f${n}`, { source: 'model', ...over }))
const shown = (found: ReturnType<typeof many>) => found.flatMap(({ fate }, index) => (fate === 'shown' ? [index] : []))
const judged = (...scores: [truth: number, worth: number][]) =>
  new Map(scores.map(([truth, worth], index) => [index, { truth, worth }]))

test('more than the quota: the best stay, in their order', () => {
  const scores = Array.from({ length: 10 }, (_, n): [number, number] => [0.5 + n / 20, 1])
  expect(shown(applyQuota(many(10), judged(...scores)))).toEqual([3, 4, 5, 6, 7, 8, 9])
})

const rows: [what: string, truth: number, worth: number, isShown: boolean][] = [
  ['true and worth it', 0.9, 0.9, true],
  ['true and worth nothing', 1, 0.1, false],
  ['worth much and untrue', 0.1, 1, false],
  ['just at the floor', FLOOR, 1, true],
  ['just below it', FLOOR - 0.01, 1, false],
]
for (const [what, truth, worth, isShown] of rows)
  test(`${what}: ${isShown ? 'shown' : 'held back'}`, () => {
    const [one] = applyQuota(many(1), judged([truth, worth]))
    expect(one?.fate).toBe(isShown ? 'shown' : 'held-back')
    if (!isShown) expect(one?.fateReason).toMatch(/shown while the review ran, then held back: .*of 100/)
  })

test('declared severity is no signal; without a judgement the kind counts', () => {
  const severe = [
    candidate('a', { severity: 'low' }),
    ...many(QUOTA, { severity: 'critical', category: 'maintainability' }),
  ]
  expect(shown(applyQuota(severe, new Map()))).toEqual([0, 1, 2, 3, 4, 5, 6])
  const equal = judged(...Array.from({ length: QUOTA + 1 }, (): [number, number] => [0.5, 0.8]))
  expect(shown(applyQuota(severe, equal))).toEqual([0, 1, 2, 3, 4, 5, 6])
})

test('what was held back before stays so, with its own reason, and takes nobody a place', () => {
  const before = many(3, { fate: 'held-back', fateReason: 'Because.' })
  const after = applyQuota([...before, ...many(QUOTA)], new Map())
  expect(after.slice(0, 3)).toEqual(before)
  expect(shown(after)).toHaveLength(QUOTA)
})
