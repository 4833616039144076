// The schedule: the seed decides all of it.
import { expect, test } from 'playwright/test'
import { faultNames, scheduleOf } from './schedule.ts'
import { wishesOf } from './wishes.ts'

const weather = { seconds: 60, lease: 3, gapMs: 750 }
const audience = { seconds: 60, perSecond: 12, grim: true }

test('the same seed is the same storm, and another seed another one', () => {
  expect(scheduleOf(7, weather)).toEqual(scheduleOf(7, weather))
  expect(scheduleOf(7, weather)).not.toEqual(scheduleOf(8, weather))
  expect(wishesOf(7, audience)).toEqual(wishesOf(7, audience))
  expect(wishesOf(7, audience)).not.toEqual(wishesOf(8, audience))
})

test('a minute of storm has every kind of fault, in order, and lets a frozen worker lose its lease', () => {
  const schedule = scheduleOf(1, weather)
  expect(new Set(schedule.map(({ name }) => name))).toEqual(new Set(faultNames))
  expect(schedule.map(({ atMs }) => atMs)).toEqual(schedule.map(({ atMs }) => atMs).sort((a, b) => a - b))
  expect(schedule.at(-1)?.atMs).toBeLessThan(60_000)
  for (const { name, lastingMs } of schedule) if (name === 'worker-freeze') expect(lastingMs).toBeGreaterThan(3000)
})

test('exactly one review of a grim storm is poison, and it is neither cancelled nor sent again', () => {
  const poison = wishesOf(3, audience).filter(({ order }) => order.poison)
  expect(poison).toMatchObject([{ cancelAfterMs: null, retryAfterMs: null }])
  expect(wishesOf(3, { ...audience, grim: false }).some(({ order }) => order.poison || order.model !== 'good')).toBe(
    false,
  )
})
