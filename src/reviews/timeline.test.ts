// What is told of a review's life, from its row and its events.
import { expect, test } from 'playwright/test'
import { claimed, claimedAgain, clearReviews, expireLease, outcome, rowOf } from '../../bin/testing/reviews.ts'
import { cancelReview } from './cancel.ts'
import { cancelRunning, completeReview, giveBackReview } from './end.ts'
import { reclaimReviews } from './sweep.ts'
import { readTimeline } from './timeline.ts'

test.beforeEach(clearReviews)

const lived = async (id: string) => {
  const { events } = await readTimeline(await rowOf(id), id)
  expect(events.map(({ at }) => at)).toEqual(events.map(({ at }) => at).toSorted())
  return events.map(({ what, attempt }) => `${what} ${attempt}`)
}

test('one attempt: its beginning and its end', async () => {
  const job = await claimed()
  expect(await lived(job.id)).toEqual(['started 1'])
  await completeReview(job, outcome())
  expect(await lived(job.id)).toEqual(['started 1', 'completed 1'])
})

test('every attempt that broke off, and the last', async () => {
  const job = await claimed()
  await expireLease(job.id)
  await reclaimReviews()
  expect(await lived(job.id)).toEqual(['started 1', 'returned 1'])
  const second = await claimedAgain(job.id)
  await giveBackReview(second)
  const third = await claimedAgain(job.id)
  await cancelReview(await rowOf(job.id), job.id)
  await cancelRunning(third)
  expect(await lived(job.id)).toEqual([
    'started 1',
    'returned 1',
    'started 2',
    'returned 2',
    'started 2',
    'cancelling 2',
    'cancelled 2',
  ])
})

test('whose worker did what', async () => {
  const job = await claimed()
  const { events } = await readTimeline(await rowOf(job.id), job.id)
  expect(events[0]?.detail).toBe(job.workerId)
})
