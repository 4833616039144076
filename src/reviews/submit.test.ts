// Submitting: the row first, then its id; what is refused, and that nothing is paid twice.
import { randomUUID } from 'node:crypto'
import { eq, sql } from 'drizzle-orm'
import { expect, test } from 'playwright/test'
import { Problem } from '#contract/problem.ts'
import type { Submission } from '#contract/submission.ts'
import { db } from '#db/client.ts'
import { reviewFiles, reviews } from '#db/schema/reviews.ts'
import { takeFromLimit } from '#limits.ts'
import { connectRedis, redis } from '#redis.ts'
import { newPerson } from '../../bin/testing/people.ts'
import { clearReviews, insertMany, oneFile, QUEUE_KEY, rowOf, set, submitted } from '../../bin/testing/reviews.ts'
import { submitReview } from './submit.ts'
import { announceAgain } from './sweep.ts'

test.beforeEach(clearReviews)

const problemOf = async (work: Promise<unknown>): Promise<Problem> => {
  const error = await work.then(
    () => null,
    (thrown) => thrown,
  )
  if (error instanceof Problem) return error
  throw new Error(`expected a Problem, got ${error}`)
}
const sent = () => redis().lrange(QUEUE_KEY, 0, -1)
const paid = async (userId: string) => 10 - (await takeFromLimit('reviews', userId, 0)).remaining

test('the row is there with its files, and its id has been sent', async () => {
  const person = await newPerson()
  const files = [
    { path: 'a.py', content: 'x = 1\n' },
    { path: 'b', content: 'y', language: 'go' as const },
    { path: 'c', content: 'z' },
  ]
  const { accepted, left } = await submitReview(person.actor, { files, title: 'Three' }, null)
  expect(accepted.status).toBe('pending')
  expect(left).toMatchObject({ limit: 10, remaining: 9 })
  expect(await rowOf(accepted.id)).toMatchObject({ status: 'pending', attempt: 0, title: 'Three', leaseToken: null })
  const stored = await db().select().from(reviewFiles).where(eq(reviewFiles.reviewId, accepted.id))
  expect(stored.map(({ path, language, position }) => [path, language, position])).toEqual([
    ['a.py', 'python', 0],
    ['b', 'go', 1],
    ['c', null, 2],
  ])
  expect(await sent()).toEqual([accepted.id])
})

test('without Redis a review is accepted all the same, and the sweep sends its id later', async () => {
  const person = await newPerson()
  redis().disconnect()
  const id = await submitted(person).finally(async () => {
    await redis().connect()
    await connectRedis()
  })
  expect(await rowOf(id)).toMatchObject({ status: 'pending' })
  expect(await sent()).toEqual([])
  await announceAgain()
  expect(await sent(), 'it may still be on its way').toEqual([])
  await set(id, sql`created_at = now() - interval '16 seconds'`)
  await announceAgain()
  await announceAgain()
  expect(await sent(), 'sent once').toEqual([id])
})

test('a list as long as what is due is left alone', async () => {
  const id = await submitted()
  await set(id, sql`created_at = now() - interval '1 minute'`)
  await announceAgain()
  expect(await sent()).toEqual([id])
})

test('the house is full at 1000 open reviews, a person at 20', async () => {
  const [one, other] = [await newPerson(), await newPerson()]
  await insertMany(one, 19)
  await insertMany(one, 50, 'cancelled')
  await submitted(one)
  const own = await problemOf(submitted(one))
  expect(own.code).toBe('too-many-requests')
  expect(own.retryAfterSeconds).toBeGreaterThanOrEqual(5)
  await insertMany(one, 979)
  await submitted(other)
  const all = await problemOf(submitted(other))
  expect(all.code).toBe('unavailable')
  expect(all.retryAfterSeconds).toBeLessThan(15)
  expect(await paid(one.actor.userId), 'a refusal costs nothing').toBe(1)
  expect(await paid(other.actor.userId)).toBe(1)
})

test('a project or base review of a stranger does not exist, and the field is named', async () => {
  const [me, stranger] = [await newPerson(), await newPerson()]
  const { workspaceId } = stranger.actor
  const [project] = await db().execute<{ id: string }>(
    sql`insert into projects (workspace_id, name) values (${workspaceId}, 'theirs') returning id`,
  )
  const links: [string, string | undefined][] = [
    ['projectId', project?.id],
    ['projectId', randomUUID()],
    ['baseReviewId', await submitted(stranger)],
    ['baseReviewId', randomUUID()],
  ]
  for (const [path, id] of links) {
    const problem = await problemOf(submitReview(me.actor, { ...oneFile, [path]: id } as Submission, null))
    expect(problem.code).toBe('invalid')
    expect(problem.errors).toEqual([{ path, message: expect.stringMatching(/no such/) }])
  }
  expect(await db().$count(reviews, eq(reviews.userId, me.actor.userId))).toBe(0)
})

test('ten at once with one key are one review, sent once and paid once', async () => {
  const { actor } = await newPerson()
  const all = await Promise.all(Array.from({ length: 10 }, () => submitReview(actor, oneFile, 'key')))
  const ids = new Set(all.map(({ accepted }) => accepted.id))
  expect(ids.size).toBe(1)
  expect(await sent()).toEqual([...ids])
  expect(await paid(actor.userId)).toBe(1)
  expect(all.filter(({ left }) => left !== null)).toHaveLength(1)
})

test('a key belongs to one body and one person', async () => {
  const [me, other] = [await newPerson(), await newPerson()]
  const another: Submission = { files: [{ path: 'main.py', content: 'other' }] }
  const race = await Promise.allSettled([
    submitReview(me.actor, oneFile, 'key'),
    submitReview(me.actor, another, 'key'),
  ])
  const refused = race.flatMap((one) => (one.status === 'rejected' ? [one.reason.code] : []))
  expect(refused).toEqual(['idempotency-mismatch'])
  expect(await paid(me.actor.userId)).toBe(1)
  await submitReview(other.actor, another, 'key')
  expect(await db().$count(reviews)).toBe(2)
})
