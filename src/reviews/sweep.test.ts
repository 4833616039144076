// The sweep: what a dead worker left behind is found once, and a review that kills workers is stopped.
import { setTimeout as pause } from 'node:timers/promises'
import { sql } from 'drizzle-orm'
import { expect, test } from 'playwright/test'
import { db } from '#db/client.ts'
import { env } from '#env.ts'
import { sweepFailures } from '#metrics.ts'
import { connectRedis, redis } from '#redis.ts'
import { newPerson, type Person } from '../../bin/testing/people.ts'
import {
  askToCancel,
  changing,
  claimed,
  claimedAgain,
  clearReviews,
  crowd,
  expireLease,
  inserted,
  insertMany,
  isStuck,
  QUEUE_KEY,
  rowOf,
  set,
  submitted,
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
  expect(await rowOf(job.id)).toMatchObject({ status: 'cancelled', failureKind: null, failureMessage: null })
  const fresh = await claimed()
  await askToCancel(fresh.id)
  await expireLease(fresh.id)
  await reclaimReviews()
  expect(await rowOf(fresh.id)).toMatchObject({ status: 'cancelled', crashCount: 1, finishedAt: expect.any(Date) })
})

test('T9: what does not run is left alone, whatever is left of its lease', async () => {
  const { id } = await claimed()
  await set(
    id,
    sql`status = 'cancelled', finished_at = now(), lease_token = null, lease_until = now() - interval '1 day'`,
  )
  const before = await rowOf(id)
  await reclaimReviews()
  expect(await rowOf(id)).toEqual(before)
})

for (const [name, sweep] of [
  ['T9', reclaimReviews],
  ['T10', announceAgain],
] as const)
  test(`${name}: what somebody else is just writing is walked past, and nobody waits`, async () => {
    const [held, free] = [await claimed(), await claimed()]
    for (const { id } of [held, free]) {
      if (name === 'T9') await expireLease(id)
      else
        await set(
          id,
          sql`status = 'pending', lease_token = null, lease_until = null, created_at = now() - interval '1 minute'`,
        )
    }
    await redis().del(QUEUE_KEY)
    const commit = await changing(sql`update reviews set title = 'mine' where id = ${held.id}`)
    const work = sweep()
    const stuck = await isStuck(work)
    await commit()
    await work
    expect([stuck, await sent()]).toEqual([false, [free.id]])
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

test('a list as long as what is due is left alone, whatever else is there', async () => {
  const id = await submitted()
  await set(id, sql`created_at = now() - interval '1 minute'`)
  const [person] = await crowd(1)
  await insertMany(person as Person, 3, 'cancelled')
  await set(await inserted(person as Person), sql`run_at = now() + interval '1 hour'`)
  await announceAgain()
  expect(await sent()).toEqual([id])
})

test('T10: only what waits and is due is sent again, and not at every turn', async () => {
  const [person] = (await crowd(1)) as [Person]
  await insertMany(person, 2, 'cancelled')
  await set(await inserted(person), sql`run_at = now() + interval '1 hour'`)
  const ids = [await inserted(person), await inserted(person)]
  await db().transaction(async (tx) => {
    await tx.execute(sql`set local session_replication_role = replica`)
    await tx.execute(sql`update reviews set created_at = now() - interval '1 hour'`)
  })
  await announceAgain()
  expect((await sent()).sort()).toEqual(ids.sort())
  await redis().del(QUEUE_KEY)
  await announceAgain()
  expect(await sent(), 'they may still be on their way').toEqual([])
})

test('T9: a sweeper that has just come to life, or failed, waits one lease first, and needs no Redis', async () => {
  test.setTimeout(120_000)
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

    // A turn that fails begins the wait again.
    const failures = async () => (await sweepFailures.get()).values[0]?.value ?? 0
    const before = await failures()
    await db().execute(sql`alter table reviews rename to gone`)
    try {
      await expect.poll(failures, { timeout: 20_000 }).toBeGreaterThan(before)
    } finally {
      await db().execute(sql`alter table gone rename to reviews`)
    }
    await claimedAgain(job.id)
    await expireLease(job.id)
    await pause(7000)
    expect(await rowOf(job.id)).toMatchObject({ status: 'running', crashCount: 1 })
  } finally {
    stop.abort()
    env().LEASE_SECONDS = usual
    await redis().connect()
  }
})
