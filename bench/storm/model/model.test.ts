// A hundred short lives of the queue against the model: `pnpm storm model` plays ten thousand.
import { expect, test } from 'playwright/test'
import { clearReviews } from '../../../bin/testing/reviews.ts'
import { playBatch } from './lanes.ts'

const SEED = 20_261_123

test.beforeEach(clearReviews)

test(`whatever is done to the queue in whichever order, it is as the model foretold (seed ${SEED})`, async () => {
  test.setTimeout(240_000)
  const { failure, runs, commands } = await playBatch({}, { seed: SEED, runs: 100 })
  expect(failure).toBeNull()
  expect(runs).toBe(100)
  expect(Object.keys(commands)).toHaveLength(20) // every kind of command was drawn
})
