// Finished steps: kept once, numbered as they come, and what they found is seen before the end.
import { eq } from 'drizzle-orm'
import { expect, test } from 'playwright/test'
import { db } from '#db/client.ts'
import { reviewSteps } from '#db/schema/reviews.ts'
import { newPerson } from '../../bin/testing/people.ts'
import { candidate, claimed, clearReviews, outcome, rowOf, stepOutcome } from '../../bin/testing/reviews.ts'
import { completeReview } from './end.ts'
import { readReview } from './read.ts'
import { keepStep, planSteps, readSteps } from './steps.ts'

test.beforeEach(clearReviews)

test('a step is kept once, whoever brings it again', async () => {
  const job = await claimed()
  await keepStep(job, 'one', stepOutcome(candidate('first')))
  await keepStep(job, 'one', stepOutcome(candidate('second')))
  const steps = await readSteps(job.id)
  expect([...steps.keys()]).toEqual(['one'])
  expect(steps.get('one')?.findings.map(({ fingerprint }) => fingerprint)).toEqual(['first'])
})

test('what is kept later is no part of what was read before', async () => {
  const job = await claimed()
  await keepStep(job, 'one', stepOutcome(candidate('a')))
  const { newsSeq } = await rowOf(job.id)
  await keepStep(job, 'two', stepOutcome(candidate('b')))
  expect([...(await readSteps(job.id, newsSeq)).keys()]).toEqual(['one'])
  expect([...(await readSteps(job.id)).keys()]).toEqual(['one', 'two'])
})

test('findings are seen while the review runs, under the ids they keep', async () => {
  const person = await newPerson()
  const job = await claimed(person)
  await planSteps(job, 2, 0)
  await keepStep(job, 'one', stepOutcome(candidate('a'), candidate('b')))
  await keepStep(job, 'two', stepOutcome(candidate('b'), candidate('c')))
  const before = await readReview(person.actor, job.id)
  expect(before.review).toMatchObject({ status: 'running', progress: { done: 2, total: 2 }, summary: null })
  expect(before.review.findings.map(({ fingerprint }) => fingerprint)).toEqual(['a', 'b', 'c'])

  await completeReview(job, outcome(candidate('a'), candidate('b'), candidate('c')))
  const after = await readReview(person.actor, job.id)
  expect(after.review.findings).toEqual(before.review.findings)
  expect(after.seq).toBeGreaterThan(before.seq)
  expect(await db().$count(reviewSteps, eq(reviewSteps.reviewId, job.id))).toBe(0)
})

test('text that a database could choke on is kept as it is', async () => {
  const job = await claimed()
  const explanation = 'a \u0001 control, \u2028 a separator, \u{1f600} a face, "quotes" and \\u0000 in words'
  await keepStep(job, 'one', stepOutcome(candidate('a', { explanation })))
  expect((await readSteps(job.id)).get('one')?.findings[0]?.explanation).toBe(explanation)
})
