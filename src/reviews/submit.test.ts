// Submitting: the row first, then its id; what is refused, and that nothing is paid twice.
import { randomUUID } from 'node:crypto'
import { eq, sql } from 'drizzle-orm'
import { expect, test } from 'playwright/test'
import { Problem } from '#contract/problem.ts'
import type { Submission } from '#contract/submission.ts'
import { db } from '#db/client.ts'
import { reviewFiles, reviews } from '#db/schema/reviews.ts'
import { env } from '#env.ts'
import { takeFromLimit } from '#limits.ts'
import { connectRedis, redis } from '#redis.ts'
import { newPerson, type Person } from '../../bin/testing/people.ts'
import {
  changing,
  clearReviews,
  countStuck,
  crowd,
  inserted,
  insertMany,
  isStuck,
  oneFile,
  QUEUE_KEY,
  rowOf,
  set,
  submitted,
  withSetting,
} from '../../bin/testing/reviews.ts'
import { submitReview } from './submit.ts'

test.beforeEach(clearReviews)
// What waits here would fill the house for the tests after these.
test.afterAll(clearReviews)

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

test('T0: without Redis the rows say how many somebody had lately, in whichever process', async () => {
  const [person, other] = await crowd(2)
  await insertMany(person as Person, 9)
  await insertMany(other as Person, 10)
  await set(await inserted(person as Person), sql`created_at = now() - interval '61 minutes'`)
  redis().disconnect()
  try {
    await submitted(person)
    expect(await problemOf(submitted(person))).toMatchObject({ code: 'too-many-requests', limit: 'reviews' })
  } finally {
    await redis().connect()
    await connectRedis()
  }
})

test('T0: the house is full at 1000 open reviews, a person at 20', async () => {
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

test('T0: twenty at once with two places left: two come in, and the rest are told when to try again', async () => {
  const person = await newPerson()
  await insertMany(person, 4)
  await withSetting('MAX_OPEN_REVIEWS_PER_USER', 6, async () => {
    // Past the rate limit, which would let ten in.
    const limit = { ...env().RATE_LIMIT_REVIEWS, points: 100 }
    await withSetting('RATE_LIMIT_REVIEWS', limit, async () => {
      const all = await Promise.allSettled(Array.from({ length: 20 }, () => submitted(person)))
      const refused = all.flatMap((one) => (one.status === 'rejected' ? [one.reason as Problem] : []))
      expect(refused.map(({ code }) => code)).toEqual(Array(18).fill('too-many-requests'))
      expect(new Set(refused.map(({ retryAfterSeconds }) => retryAfterSeconds)).size).toBeGreaterThan(1)
      expect(await db().$count(reviews)).toBe(6)
    })
  })
})

test('T0: the last places of the house, asked for by ten people at once, are given out once', async () => {
  const people = await crowd(10)
  await insertMany(people[0] as Person, 7)
  await withSetting('MAX_OPEN_REVIEWS', 10, async () => {
    const all = await Promise.allSettled(people.map((one) => submitted(one)))
    const refused = all.flatMap((one) => (one.status === 'rejected' ? [one.reason.code] : []))
    expect(refused).toEqual(Array(7).fill('unavailable'))
    expect(await db().$count(reviews)).toBe(10)
  })
})

test('T0: what runs is open as well', async () => {
  const [person, other] = await crowd(2)
  await submitted(person)
  await set(await submitted(person), sql`status = 'running', lease_token = gen_random_uuid(), lease_until = now()`)
  const refusal = async (who: typeof person) => (await problemOf(submitted(who))).code
  await withSetting('MAX_OPEN_REVIEWS_PER_USER', 2, async () => expect(await refusal(person)).toBe('too-many-requests'))
  await withSetting('MAX_OPEN_REVIEWS', 2, async () => expect(await refusal(other)).toBe('unavailable'))
})

test('T0: whoever came in while there was room is counted before the last places are given out', async () => {
  const [early, late] = await crowd(2)
  const release = await changing(sql`lock table review_files in exclusive mode`) // a submission writes its files last
  const first = submitted(early)
  expect(await isStuck(first)).toBe(true)
  await withSetting('MAX_OPEN_REVIEWS', 1, async () => {
    const second = problemOf(submitted(late))
    await expect.poll(countStuck).toBe(2)
    await release()
    expect((await second).code).toBe('unavailable')
  })
  expect(await db().$count(reviews)).toBe(1)
  expect(await rowOf(await first)).toMatchObject({ status: 'pending' })
})

test('T0: who sits and waits comes before programs and large reviews', async () => {
  const { actor } = await newPerson()
  const priority = async (submission: Submission, door?: 'browser' | 'token') => {
    const { accepted } = await submitReview(actor, submission, null, { ...(door && { door }) })
    return (await rowOf(accepted.id)).priority
  }
  const files = (n: number) => ({ files: Array.from({ length: n }, (_, i) => ({ path: `${i}.py`, content: 'x' })) })
  expect([await priority(oneFile), await priority(files(20))]).toEqual([5, 5])
  expect([await priority(oneFile, 'token'), await priority(files(21))]).toEqual([0, 0])
})

test('T0: between commit and push there is a row and no id', async () => {
  const { actor } = await newPerson()
  const seen: [string, number, number][] = []
  const at = async (point: string) => void seen.push([point, await db().$count(reviews), (await sent()).length])
  await submitReview(actor, oneFile, null, { at })
  expect(seen).toEqual([
    ['submit.committed', 1, 0],
    ['submit.pushed', 1, 1],
  ])
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

test('a key that comes twice at once to the last place is one review, and not a refusal', async () => {
  const [person] = await crowd(1)
  const { actor } = person as Person
  await withSetting('MAX_OPEN_REVIEWS_PER_USER', 1, async () => {
    const all = await Promise.all([1, 2, 3].map(() => submitReview(actor, oneFile, 'key')))
    expect(new Set(all.map(({ accepted }) => accepted.id)).size).toBe(1)
  })
})

test('a key that somebody writes at the same moment without asking at this door is one review as well', async () => {
  const [person] = await crowd(1)
  const { actor } = person as Person
  const { accepted } = await submitReview(actor, oneFile, 'key')
  const { bodyHash } = await rowOf(accepted.id)
  await clearReviews()
  const id = randomUUID()
  const row = sql`insert into reviews (id, user_id, workspace_id, body_hash, idempotency_key)
    values (${id}, ${actor.userId}, ${actor.workspaceId}, ${bodyHash}, 'key')`
  const commit = await changing(row)
  const work = submitReview(actor, oneFile, 'key')
  expect(await isStuck(work)).toBe(true)
  await commit()
  expect(await work).toEqual({ accepted: { id, status: 'pending' }, left: null })
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
