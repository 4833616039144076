// Cancelling: what waits ends at once, what runs ends so or completed but never both, and strangers find nothing.
import { eq } from 'drizzle-orm'
import { expect, test } from 'playwright/test'
import { closeEngine } from '#analysis/warm.ts'
import type { Submission } from '#contract/submission.ts'
import { db } from '#db/client.ts'
import { findings } from '#db/schema/findings.ts'
import { newPerson } from '../../bin/testing/people.ts'
import {
  candidate,
  claimed,
  claimedAgain,
  clearReviews,
  inserted,
  outcome,
  rowOf,
  submitted,
} from '../../bin/testing/reviews.ts'
import { cancelReview } from './cancel.ts'
import { claimReview } from './claim.ts'
import { cancelRunning, completeReview, failReview, giveBackReview } from './end.ts'
import { performReview } from './perform.ts'

test.beforeEach(clearReviews)
test.afterAll(closeEngine)

test('T7: what waits is cancelled at once, and then no more', async () => {
  const person = await newPerson()
  const id = await submitted(person)
  expect(await cancelReview(person.actor, id)).toEqual({ id, status: 'cancelled' })
  expect(await rowOf(id)).toMatchObject({
    status: 'cancelled',
    attempt: 0,
    stage: 'done',
    finishedAt: expect.any(Date),
  })
  expect(await claimReview(id, 'w')).toBeNull()
  await expect(cancelReview(person.actor, id)).rejects.toMatchObject({ code: 'conflict' })
})

test('T7: what runs is asked to stop, as often as somebody likes', async () => {
  const person = await newPerson()
  const job = await claimed(person)
  expect(await cancelReview(person.actor, job.id)).toEqual({ id: job.id, status: 'running' })
  const first = await rowOf(job.id)
  await cancelReview(person.actor, job.id)
  expect(await rowOf(job.id)).toMatchObject({ cancelRequestedAt: first.cancelRequestedAt, leaseToken: job.leaseToken })
  expect(await cancelRunning(job)).toMatchObject({ status: 'cancelled' })
})

for (const [how, end] of [
  ['completed', (job) => completeReview(job, outcome())],
  ['failed', (job) => failReview(job, 'permanent', 'no')],
] as [string, (job: Awaited<ReturnType<typeof claimed>>) => Promise<unknown>][])
  test(`T7: what has ${how} stays so`, async () => {
    const person = await newPerson()
    const job = await claimed(person)
    await end(job)
    const before = await rowOf(job.id)
    await expect(cancelReview(person.actor, job.id)).rejects.toMatchObject({ code: 'conflict' })
    expect(await rowOf(job.id)).toEqual(before)
  })

test('T7: to a stranger there is nothing to cancel', async () => {
  const id = await submitted()
  const before = await rowOf(id)
  await expect(cancelReview((await newPerson()).actor, id)).rejects.toMatchObject({ code: 'not-found' })
  expect(await rowOf(id)).toEqual(before)
})

test('T7 against T3, thirty times: one result or none, never half of each', async () => {
  const person = await newPerson()
  for (let n = 0; n < 30; n++) {
    const job = await claimedAgain(await inserted(person))
    const [cancel, seq] = await Promise.all([
      cancelReview(person.actor, job.id).catch(({ code }) => code),
      completeReview(job, outcome(candidate('a'))),
    ])
    const row = await rowOf(job.id)
    expect(row.status).toBe('completed')
    expect(seq).not.toBeNull()
    expect(await db().$count(findings, eq(findings.reviewId, job.id))).toBe(1)
    expect(cancel === 'conflict').toBe(row.cancelRequestedAt === null)
  }
})

test('T7 against T1, thirty times: it never runs, or it runs and knows', async () => {
  const person = await newPerson()
  for (let n = 0; n < 30; n++) {
    const id = await inserted(person)
    const [{ status }, job] = await Promise.all([cancelReview(person.actor, id), claimReview(id, 'w')])
    expect([status, job?.status]).toEqual(job ? ['running', 'running'] : ['cancelled', undefined])
    expect((await rowOf(id)).cancelRequestedAt).not.toBeNull()
    if (job) await cancelRunning(job)
  }
})

test('T7 against T8, thirty times: it is cancelled in the end, whichever came first', async () => {
  const person = await newPerson()
  for (let n = 0; n < 30; n++) {
    const job = await claimedAgain(await inserted(person))
    await Promise.all([cancelReview(person.actor, job.id), giveBackReview(job)])
    const row = await rowOf(job.id)
    if (row.status === 'running') await cancelRunning(job)
    expect(await rowOf(job.id)).toMatchObject({ status: 'cancelled', summary: null })
  }
})

const large: Submission = {
  files: Array.from({ length: 200 }, (_, n) => ({
    path: `f${n}.py`,
    content: 'def f(x=[]):\n    return missing_name(x)\n'.repeat(40),
  })),
}

test('T6: a worker in the middle hears it long before its next heartbeat', async () => {
  const person = await newPerson()
  const job = await claimed(person, large)
  const work = performReview(job, new AbortController().signal)
  await expect.poll(async () => (await rowOf(job.id)).stepsTotal).toBeGreaterThan(0)
  const asked = performance.now()
  await cancelReview(person.actor, job.id)
  await work
  expect(performance.now() - asked).toBeLessThan(5000) // a beat comes every ten seconds
  expect(await rowOf(job.id)).toMatchObject({ status: 'cancelled', stage: 'done', summary: null })
})
