// The ways out of running: each writes while the lease is ours, and nothing at all once it is not.
import { eq, sql } from 'drizzle-orm'
import { expect, test } from 'playwright/test'
import { db } from '#db/client.ts'
import { findings } from '#db/schema/findings.ts'
import { reviewSteps } from '#db/schema/reviews.ts'
import { newPerson } from '../../bin/testing/people.ts'
import {
  askToCancel,
  candidate,
  changing,
  claimed,
  claimedAgain,
  clearReviews,
  expireLease,
  isStuck,
  outcome,
  rowOf,
  set,
  stepOutcome,
  submitted,
} from '../../bin/testing/reviews.ts'
import { claimNextReview, type Job } from './claim.ts'
import { cancelRunning, completeReview, failReview, giveBackReview, retryReview } from './end.ts'
import { findingId } from './finding-rows.ts'
import { beat } from './lease.ts'
import { enterStage, keepStep, planSteps } from './steps.ts'
import { reclaimReviews } from './sweep.ts'

test.beforeEach(clearReviews)

const writes: Record<string, (job: Job) => Promise<unknown>> = {
  complete: (job) => completeReview(job, outcome(candidate('a'))),
  retry: (job) => retryReview(job, 'again'),
  'retry for the last time': (job) => retryReview({ ...job, attempt: 5 }, 'enough'),
  fail: (job) => failReview(job, 'permanent', 'no'),
  cancel: (job) => cancelRunning(job),
  'give back': (job) => giveBackReview(job),
  'keep a step': (job) => keepStep(job, 'one', stepOutcome(candidate('a'))),
  'plan steps': (job) => planSteps(job, 3, 0),
  'enter a stage': (job) => enterStage(job, 'asking the model'),
  beat: async (job) => (await beat(job)) !== 'lost',
}
const ways: Record<string, (job: Job) => Promise<unknown>> = {
  'another worker has it': async (job) => {
    await expireLease(job.id)
    await reclaimReviews()
    await claimedAgain(job.id)
  },
  'it waits again': async (job) => {
    await expireLease(job.id)
    await reclaimReviews()
  },
  'it has ended': (job) => completeReview(job, outcome(candidate('b'))),
  'it does not run, whatever is left of the lease': (job) => set(job.id, sql`status = 'pending', lease_until = null`),
}

for (const [way, lose] of Object.entries(ways))
  test(`when ${way}, the one who had it writes nothing`, async () => {
    const job = await claimed()
    await lose(job)
    if (way !== 'it has ended') await askToCancel(job.id) // the strictest case for a cancel
    const before = { row: await rowOf(job.id), findings: await db().$count(findings) }
    for (const [name, write] of Object.entries(writes)) {
      expect(await write(job), name).toBeFalsy()
      expect({ row: await rowOf(job.id), findings: await db().$count(findings) }, name).toEqual(before)
    }
    expect(await db().$count(reviewSteps, eq(reviewSteps.reviewId, job.id))).toBe(0)
  })

test('T3: when another worker has it, the one who had it writes nothing over its steps either', async () => {
  const lost = await claimed()
  await ways['another worker has it']?.(lost)
  const job = { ...lost, leaseToken: (await rowOf(lost.id)).leaseToken as string }
  await keepStep(job, 'one', stepOutcome(candidate('a')))
  await completeReview(lost, outcome())
  expect(await db().$count(reviewSteps, eq(reviewSteps.reviewId, job.id))).toBe(1)
})

test('T3: who lost it writes nothing of what it has fixed', async () => {
  const person = await newPerson()
  const earlier = await claimed(person)
  const gone = { ...candidate('a'), id: findingId(earlier.id, candidate('a')) }
  await completeReview(earlier, outcome(candidate('a')))
  const job = await claimed(person)
  const comparison = { states: [], was: [], fixed: [gone] }
  expect(await completeReview({ ...job, leaseToken: earlier.leaseToken }, outcome(), comparison)).toBeNull()
  expect(await db().$count(findings, eq(findings.reviewId, job.id))).toBe(0)
  expect(await completeReview(job, outcome(), comparison)).not.toBeNull()
  expect(await db().$count(findings, eq(findings.reviewId, job.id))).toBe(1)
})

test('T3: a completion is one result, and its steps go', async () => {
  const job = await claimed()
  await keepStep(job, 'one', stepOutcome(candidate('a')))
  const all = await Promise.all([1, 2, 3].map(() => completeReview(job, outcome(candidate('a'), candidate('b')))))
  expect(all.filter((seq) => seq !== null)).toHaveLength(1)
  expect(await rowOf(job.id)).toMatchObject({ status: 'completed', stage: 'done', leaseToken: null, leaseUntil: null })
  expect(await db().$count(findings, eq(findings.reviewId, job.id))).toBe(2)
  expect(await db().$count(reviewSteps, eq(reviewSteps.reviewId, job.id))).toBe(0)
})

test('T3: a completion that cannot write its findings writes nothing', async () => {
  const job = await claimed()
  await expect(completeReview(job, outcome(candidate('a'), candidate('a')))).rejects.toThrow()
  expect(await rowOf(job.id)).toMatchObject({ status: 'running', leaseToken: job.leaseToken, summary: null })
})

test('T4: a retry waits a random while that grows, and the fifth is the last', async () => {
  let job = await claimed()
  let waits = 0
  for (const attempt of [1, 2, 3, 4]) {
    expect(job.attempt).toBe(attempt)
    await retryReview(job, 'broke off')
    const row = await rowOf(job.id)
    expect(row).toMatchObject({ status: 'pending', attempt, leaseToken: null, failureKind: null })
    const wait = row.runAt.getTime() - Date.now()
    expect(wait).toBeLessThanOrEqual(2 ** (attempt + 1) * 1000)
    waits += wait
    await set(job.id, sql`run_at = now()`)
    job = await claimedAgain(job.id)
  }
  expect(waits, 'sixty seconds at most, and hardly ever none').toBeGreaterThan(100)
  await retryReview(job, 'broke off')
  const failed = { status: 'failed', failureKind: 'exhausted', failureMessage: 'broke off', attempt: 5 }
  expect(await rowOf(job.id)).toMatchObject(failed)
})

test('T4: who asked to be left alone for longer is', async () => {
  const job = await claimed()
  await retryReview(job, 'broke off', 300)
  const { runAt } = await rowOf(job.id)
  expect(runAt.getTime() - Date.now()).toBeGreaterThan(290_000)
  expect(runAt.getTime() - Date.now()).toBeLessThan(310_000)
})

test('T8: what is given back is due at once, and its turn comes before what came later', async () => {
  const person = await newPerson()
  const job = await claimed(person)
  const later = await submitted(person)
  await giveBackReview(job)
  expect((await rowOf(job.id)).runAt).toEqual(job.runAt)
  expect([(await claimNextReview('w'))?.id, (await claimNextReview('w'))?.id]).toEqual([job.id, later])
})

test('T8: giving back costs no attempt', async () => {
  const job = await claimed()
  await giveBackReview(job)
  expect(await rowOf(job.id)).toMatchObject({ status: 'pending', attempt: 0, crashCount: 0, leaseToken: null })
  expect((await claimedAgain(job.id)).attempt).toBe(1)
})

test('T6: cancelled is only what somebody wanted cancelled', async () => {
  const job = await claimed()
  expect(await cancelRunning(job)).toBeNull()
  expect(await rowOf(job.id)).toMatchObject({ status: 'running' })
  await askToCancel(job.id)
  expect(await cancelRunning(job)).toMatchObject({ status: 'cancelled' })
})

for (const name of ['retry', 'give back'])
  test(`${name}: what is to be cancelled ends instead of waiting where nobody takes it`, async () => {
    const job = await claimed()
    await askToCancel(job.id)
    expect(await writes[name]?.(job)).toMatchObject({ status: 'cancelled' })
    expect(await rowOf(job.id)).toMatchObject({ status: 'cancelled', attempt: 1 })
  })

for (const name of ['retry', 'give back'])
  test(`${name}: what becomes to be cancelled in the middle of it does not go back either`, async () => {
    const job = await claimed()
    const commit = await changing(sql`update reviews set cancel_requested_at = now() where id = ${job.id}`)
    const work = writes[name]?.(job) as Promise<unknown>
    expect(await isStuck(work)).toBe(true)
    await commit()
    expect(await work).toBeNull()
    expect(await rowOf(job.id)).toMatchObject({ status: 'running', leaseToken: job.leaseToken })
  })
