// The same code once more: a new review of the same files, paid like a submission, for its owner alone.
import { randomUUID } from 'node:crypto'
import { asc, eq, sql } from 'drizzle-orm'
import { expect, test } from 'playwright/test'
import { db } from '#db/client.ts'
import { reviewFiles, reviews } from '#db/schema/reviews.ts'
import { takeFromLimit } from '#limits.ts'
import { newPerson, type Person } from '../../bin/testing/people.ts'
import {
  changing,
  claimed,
  clearReviews,
  crowd,
  isStuck,
  outcome,
  rowOf,
  submitted,
} from '../../bin/testing/reviews.ts'
import { cancelReview } from './cancel.ts'
import { deleteReview } from './delete.ts'
import { completeReview } from './end.ts'
import { performReview } from './perform.ts'
import { readReview } from './read.ts'
import { resubmitReview } from './resubmit.ts'

test.beforeEach(clearReviews)

const paid = async ({ actor }: Person) => 10 - (await takeFromLimit('reviews', actor.userId, 0)).remaining
const filesOf = (id: string) =>
  db()
    .select({ path: reviewFiles.path, content: reviewFiles.content, language: reviewFiles.language })
    .from(reviewFiles)
    .where(eq(reviewFiles.reviewId, id))
    .orderBy(asc(reviewFiles.position))

const files = [
  { path: 'a.py', content: 'x = 1\n' },
  { path: 'b.go', content: 'package b\n' },
]

test('T11: a new row with the same files and words, and the old one as it was', async () => {
  const person = await newPerson()
  const job = await claimed(person, { files, title: 'Two', instructions: 'Be kind.', depth: 'deep' })
  await completeReview(job, outcome())
  const before = await rowOf(job.id)
  const { accepted, left } = await resubmitReview(person.actor, job.id, null)
  expect(accepted.id).not.toBe(job.id)
  expect(left?.remaining).toBe(8)
  expect(await rowOf(accepted.id)).toMatchObject({
    status: 'pending',
    attempt: 0,
    retryOf: job.id,
    title: 'Two',
    instructions: 'Be kind.',
    depth: 'deep',
    userId: person.actor.userId,
    priority: 5,
  })
  expect(await filesOf(accepted.id)).toEqual(await filesOf(job.id))
  expect(await rowOf(job.id)).toEqual(before)
})

test('T11: what has not ended is refused and costs nothing; to a stranger there is nothing', async () => {
  const person = await newPerson()
  const id = await submitted(person)
  await expect(resubmitReview(person.actor, id, null)).rejects.toMatchObject({ code: 'conflict' })
  await cancelReview(person.actor, id)
  const stranger = await newPerson()
  await expect(resubmitReview(stranger.actor, id, null)).rejects.toMatchObject({ code: 'not-found' })
  expect([await paid(person), await paid(stranger)]).toEqual([1, 0])
  expect(await db().$count(reviews)).toBe(1)
})

test('T11: a double click with one key is one review; the key of another review is refused', async () => {
  const person = await newPerson()
  const [one, other] = [await submitted(person), await submitted(person)]
  for (const id of [one, other]) await cancelReview(person.actor, id)
  const all = await Promise.all([1, 2, 3, 4, 5].map(() => resubmitReview(person.actor, one, 'key')))
  expect(new Set(all.map(({ accepted }) => accepted.id)).size).toBe(1)
  expect(await paid(person)).toBe(3)
  await expect(resubmitReview(person.actor, other, 'key')).rejects.toMatchObject({ code: 'idempotency-mismatch' })
})

test('T11: what is being deleted at the same moment is not there any more', async () => {
  const [person] = await crowd(1)
  const { actor } = person as Person
  const id = await submitted(person)
  await cancelReview(actor, id)
  const commit = await changing(sql`delete from reviews where id = ${id}`)
  const work = resubmitReview(actor, id, null).catch(({ code }) => code)
  expect(await isStuck(work)).toBe(true)
  await commit()
  expect(await work).toBe('not-found')
})

test('T11: a key that somebody writes at the same moment without asking at this door is one review as well', async () => {
  const [person] = await crowd(1)
  const { actor } = person as Person
  const old = await submitted(person)
  await cancelReview(actor, old)
  const { accepted } = await resubmitReview(actor, old, 'key')
  const { bodyHash } = await rowOf(accepted.id)
  await deleteReview(actor, accepted.id)
  const id = randomUUID()
  const commit = await changing(sql`insert into reviews (id, user_id, workspace_id, body_hash, idempotency_key)
    values (${id}, ${actor.userId}, ${actor.workspaceId}, ${bodyHash}, 'key')`)
  const work = resubmitReview(actor, old, 'key')
  expect(await isStuck(work)).toBe(true)
  await commit()
  expect(await work).toEqual({ accepted: { id, status: 'pending' }, left: null })
})

test('a deleted review is gone with all that belongs to it, from the cache too, and not for strangers', async () => {
  const person = await newPerson()
  const job = await claimed(person)
  await completeReview(job, outcome())
  await readReview(person.actor, job.id)
  await expect(deleteReview((await newPerson()).actor, job.id)).rejects.toMatchObject({ code: 'not-found' })
  expect((await readReview(person.actor, job.id)).cache).toBe('hit')
  await deleteReview(person.actor, job.id)
  await expect(readReview(person.actor, job.id)).rejects.toMatchObject({ code: 'not-found' })
  await expect(deleteReview(person.actor, job.id)).rejects.toMatchObject({ code: 'not-found' })
  expect(await filesOf(job.id)).toEqual([])
})

test('a review deleted while it runs is written by nobody any more', async () => {
  const person = await newPerson()
  const job = await claimed(person)
  const work = performReview(job, new AbortController().signal, async (point) => {
    if (point === 'complete.before') await deleteReview(person.actor, job.id)
  })
  expect(await work).toBe(false)
  expect(await completeReview(job, outcome())).toBeNull()
  expect(await db().$count(reviews)).toBe(0)
})
