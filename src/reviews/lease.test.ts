// The heartbeat: it keeps the lease, and hears what happened to the review meanwhile.
import { sql } from 'drizzle-orm'
import { expect, test } from 'playwright/test'
import { env } from '#env.ts'
import { redis } from '#redis.ts'
import { newPerson } from '../../bin/testing/people.ts'
import { askToCancel, claimed, clearReviews, leaseSeconds, rowOf, set } from '../../bin/testing/reviews.ts'
import { cancelReview } from './cancel.ts'
import { holdLease } from './lease.ts'

let usual: number
test.beforeAll(async () => {
  usual = env().LEASE_SECONDS
  env().LEASE_SECONDS = 2 // a beat every 0.7 s
  await clearReviews()
  // The thread of the heartbeat takes a while to start, which is not what is tried here.
  const job = await claimed()
  const lease = holdLease(job)
  const beaten = async () => (await rowOf(job.id)).leaseUntil?.getTime()
  await expect.poll(beaten, { timeout: 40_000 }).toBeGreaterThan((job.leaseUntil as Date).getTime())
  lease.letGo()
})
test.afterAll(() => {
  env().LEASE_SECONDS = usual
})
test.beforeEach(clearReviews)

test('a lease that is held does not run out; one that is let go does', async () => {
  const job = await claimed()
  const lease = holdLease(job)
  const least = []
  for (let n = 0; n < 6; n++) {
    await new Promise((resolve) => setTimeout(resolve, 500))
    least.push(await leaseSeconds(job.id))
  }
  expect(Math.min(...least)).toBeGreaterThan(0)
  expect(lease.signal.aborted).toBe(false)
  lease.letGo()
  await expect.poll(() => leaseSeconds(job.id)).toBeLessThan(0)
})

for (const [when, why, change] of [
  ['it is to be cancelled', 'cancelled', sql`cancel_requested_at = now()`],
  ['its time is over', 'deadline', sql`started_at = now() - interval '15 minutes 1 second'`],
  ['another has it', 'lost', sql`lease_token = gen_random_uuid()`],
  ['it waits again', 'lost', sql`status = 'pending', lease_token = null, lease_until = null`],
] as const)
  test(`the heartbeat hears "${why}" when ${when}`, async () => {
    const job = await claimed()
    const lease = holdLease(job)
    await set(job.id, change)
    const before = await rowOf(job.id)
    await expect.poll(() => lease.signal.reason, { timeout: 3000 }).toBe(why)
    lease.letGo()
    if (why === 'lost') expect(await rowOf(job.id)).toEqual(before)
  })

test('a review that is to be cancelled keeps its lease until it has been let go', async () => {
  const job = await claimed()
  await askToCancel(job.id)
  const lease = holdLease(job)
  await expect.poll(() => lease.signal.reason, { timeout: 3000 }).toBe('cancelled')
  expect(await leaseSeconds(job.id)).toBeGreaterThan(0)
  lease.letGo()
})

test('T7: news that it is to be cancelled are heard at once; lost ones at the next beat', async () => {
  const usual = env().LEASE_SECONDS
  env().LEASE_SECONDS = 60
  const person = await newPerson()
  const job = await claimed(person)
  const lease = holdLease(job)
  try {
    await expect.poll(() => redis().pubsub('NUMPAT')).toBeGreaterThan(0)
    await cancelReview(person.actor, job.id)
    await expect.poll(() => lease.signal.reason, { timeout: 5000 }).toBe('cancelled')
  } finally {
    env().LEASE_SECONDS = usual
    lease.letGo()
  }
})
