// What the metrics say about the life of a review.
import { sql } from 'drizzle-orm'
import { expect, test } from 'playwright/test'
import { db } from '#db/client.ts'
import { registry } from '#metrics.ts'
import { newPerson } from '../../bin/testing/people.ts'
import { claimed, clearReviews, expireLease, set, stepOutcome, submitted } from '../../bin/testing/reviews.ts'
import { cancelReview } from './cancel.ts'
import { timeAttempt, timeStep } from './measure.ts'
import { reclaimReviews } from './sweep.ts'

test.beforeEach(clearReviews)

/** The line of the exposition that begins like this. */
async function read(line: string): Promise<number> {
  const found = (await registry.metrics()).split('\n').find((one) => one.startsWith(`${line} `))
  return found ? Number(found.slice(line.length + 1)) : 0
}

/** By how much each line grows while `deed` is done. */
async function growth(lines: string[], deed: () => Promise<unknown>): Promise<number[]> {
  const before = await Promise.all(lines.map(read))
  await deed()
  return (await Promise.all(lines.map(read))).map((after, n) => after - (before[n] as number))
}

test('a review is counted when it is accepted, and its wait when it is claimed for the first time', async () => {
  const lines = ['lintel_reviews_submitted_total', 'lintel_review_wait_seconds_count', 'lintel_review_wait_seconds_sum']
  const [accepted, waits, seconds] = await growth(lines, async () => {
    const job = await claimed()
    const createdAt = new Date((job.startedAt as Date).getTime() - 7000)
    timeAttempt({ ...job, createdAt })
    timeAttempt({ ...job, createdAt, attempt: 2 })
  })
  expect([accepted, waits]).toEqual([1, 1])
  expect(seconds).toBeCloseTo(7, 3)
})

test('an attempt is counted by its outcome; one that came too late as fenced, too', async () => {
  const outcomes = ['completed', 'retried', 'given back', 'fenced'] as const
  const lines = outcomes.map((outcome) => `lintel_review_run_seconds_count{outcome="${outcome}"}`)
  const job = await claimed()
  const deed = async () => {
    for (const outcome of outcomes) timeAttempt(job)(outcome)
  }
  expect(await growth([...lines, 'lintel_reviews_fenced_total'], deed)).toEqual([1, 1, 1, 1, 1])
})

test('steps are timed by their analyser, those of the model as one, and also when they fail', async () => {
  const lines = ['patterns', 'model'].map((step) => `lintel_analysis_step_seconds_count{step="${step}"}`)
  const deed = async () => {
    await timeStep('patterns', async () => stepOutcome())
    await timeStep('model: src/a.py', async () => stepOutcome())
    await timeStep('model: src/b:c.py', () => Promise.reject(new Error('no'))).catch(() => {})
  }
  expect(await growth(lines, deed)).toEqual([1, 2])
})

test('leases that ran out, by what became of the review; the third time it is poison', async () => {
  const lines = [
    'lintel_reviews_reclaimed_total{status="pending"}',
    'lintel_reviews_reclaimed_total{status="failed"}',
    'lintel_reviews_ended_total{status="failed",failure_kind="poison"}',
  ]
  const [first, third] = [await claimed(), await claimed()]
  for (const { id } of [first, third]) await expireLease(id)
  await db().execute(sql`alter table reviews disable trigger user`)
  await set(third.id, sql`crash_count = 2`)
  await db().execute(sql`alter table reviews enable trigger user`)
  expect(await growth(lines, () => reclaimReviews())).toEqual([1, 1, 1])
})

test('a review cancelled while it waits', async () => {
  const person = await newPerson()
  const id = await submitted(person)
  const lines = ['lintel_reviews_ended_total{status="cancelled",failure_kind="none"}']
  expect(await growth(lines, () => cancelReview(person.actor, id))).toEqual([1])
})
