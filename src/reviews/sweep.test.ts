// The sweep: what a dead worker left behind is found once, and a review that kills workers is stopped.
import { setTimeout as pause } from 'node:timers/promises'
import { sql } from 'drizzle-orm'
import { expect, test } from 'playwright/test'
import { db } from '#db/client.ts'
import { env } from '#env.ts'
import { redis } from '#redis.ts'
import { newPerson } from '../../bin/testing/people.ts'
import {
  askToCancel,
  claimed,
  claimedAgain,
  clearReviews,
  expireLease,
  insertMany,
  QUEUE_KEY,
  rowOf,
  set,
  withSetting,
} from '../../bin/testing/reviews.ts'
import { announceAgain, reclaimReviews, startSweeping } from './sweep.ts'

test.beforeEach(clearReviews)
const sent = () => redis().lrange(QUEUE_KEY, 0, -1)

test('T9: a lease that ran out: back to the queue, a crash counted, its id sent again', async () => {
  const job = await claimed()
  await redis().del(QUEUE_KEY)
  await reclaimReviews()
  expect(await rowOf(job.id), 'a living lease is left alone').toMatchObject({ status: 'running' })
  await expireLease(job.id)
  await reclaimReviews()
  expect(await rowOf(job.id)).toMatchObject({ status: 'pending', crashCount: 1, attempt: 1, leaseToken: null })
  expect(await sent()).toEqual([job.id])
})

test('T9: the third crash is the last', async () => {
  const job = await claimed()
  for (const crashCount of [1, 2]) {
    await expireLease(job.id)
    await reclaimReviews()
    expect(await rowOf(job.id)).toMatchObject({ status: 'pending', crashCount })
    await claimedAgain(job.id)
  }
  await expireLease(job.id)
  await reclaimReviews()
  const row = await rowOf(job.id)
  expect(row).toMatchObject({
    status: 'failed',
    failureKind: 'poison',
    crashCount: 3,
    failureMessage: expect.stringMatching(/Three workers/),
  })
  expect(row.finishedAt).not.toBeNull()
})

test('T9: what was to be cancelled is cancelled, not tried again', async () => {
  const job = await claimed()
  await set(job.id, sql`crash_count = 2`)
  await askToCancel(job.id)
  await expireLease(job.id)
  await reclaimReviews()
  expect(await rowOf(job.id)).toMatchObject({ status: 'cancelled', failureKind: null })
})

test('T9: ten sweepers at once count one crash', async () => {
  const person = await newPerson()
  const four = () => Promise.all([1, 2, 3, 4].map(() => claimed(person)))
  const jobs = await withSetting('MAX_RUNNING_REVIEWS_PER_USER', 4, four)
  await redis().del(QUEUE_KEY)
  for (const { id } of jobs) await expireLease(id)
  await Promise.all(Array.from({ length: 10 }, () => reclaimReviews()))
  for (const { id } of jobs) expect(await rowOf(id)).toMatchObject({ status: 'pending', crashCount: 1 })
  expect((await sent()).sort()).toEqual(jobs.map(({ id }) => id).sort())
})

test('T9: between commit and push the row waits again, and no id has been sent', async () => {
  const job = await claimed()
  await redis().del(QUEUE_KEY)
  await expireLease(job.id)
  const seen: [string, string, number][] = []
  await reclaimReviews(async (point) => void seen.push([point, (await rowOf(job.id)).status, (await sent()).length]))
  expect(seen).toEqual([
    ['sweep.committed', 'pending', 0],
    ['sweep.pushed', 'pending', 1],
  ])
})

test('T10: what is due and was not announced lately is sent in one push, as long as the list is shorter', async () => {
  const person = await newPerson()
  await insertMany(person, 300)
  await announceAgain()
  expect(await sent(), 'it may still be on its way').toEqual([])
  await db().execute(sql`update reviews set created_at = now() - interval '16 seconds'`)
  await announceAgain()
  expect(new Set(await sent()).size).toBe(200)
  await announceAgain()
  expect(new Set(await sent()).size).toBe(300)
  await announceAgain()
  expect(await sent()).toHaveLength(300)
})

test('T9: a sweeper that has just come to life waits one lease first, and needs no Redis', async () => {
  const usual = env().LEASE_SECONDS
  env().LEASE_SECONDS = 9
  const job = await claimed()
  const waiting = await claimed() // something due, so that the sweep asks the queue for its length
  await set(waiting.id, sql`status = 'pending', lease_token = null, lease_until = null, slot = null`)
  await expireLease(job.id)
  const stop = new AbortController()
  redis().disconnect()
  startSweeping(stop.signal)
  try {
    await pause(7000) // one turn has been made by now
    expect(await rowOf(job.id)).toMatchObject({ status: 'running', crashCount: 0 })
    await expect.poll(async () => (await rowOf(job.id)).status, { timeout: 20_000 }).toBe('pending')
  } finally {
    stop.abort()
    env().LEASE_SECONDS = usual
    await redis().connect()
  }
})
