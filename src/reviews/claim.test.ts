// Claiming: one worker gets a review, nobody gets what is not due, and everybody's turn comes.
import { sql } from 'drizzle-orm'
import { expect, test } from 'playwright/test'
import { newPerson } from '../../bin/testing/people.ts'
import { claimed, clearReviews, insertMany, leaseSeconds, rowOf, set, submitted } from '../../bin/testing/reviews.ts'
import { claimNextReview, claimReview } from './claim.ts'

test.beforeEach(clearReviews)

test('twenty claims at once: exactly one has it', async () => {
  const id = await submitted()
  const jobs = await Promise.all(Array.from({ length: 20 }, (_, n) => claimReview(id, `worker ${n}`)))
  const won = jobs.filter((job) => job !== null)
  expect(won).toHaveLength(1)
  expect(await rowOf(id)).toMatchObject({ status: 'running', attempt: 1, workerId: won[0]?.workerId })
  const left = await leaseSeconds(id)
  expect(left).toBeGreaterThan(25)
  expect(left).toBeLessThanOrEqual(30)
})

test('twenty at once who take whatever is due: no review is taken twice', async () => {
  const person = await newPerson()
  await insertMany(person, 8)
  const jobs = await Promise.all(Array.from({ length: 20 }, (_, n) => claimNextReview(`worker ${n}`)))
  const ids = jobs.flatMap((job) => (job ? [job.id] : []))
  expect(new Set(ids).size).toBe(ids.length)
  expect(ids.length).toBeGreaterThan(0)
})

for (const [name, change] of [
  ['not due', sql`run_at = now() + interval '1 second'`],
  ['to be cancelled', sql`cancel_requested_at = now()`],
  ['running', sql`status = 'running', lease_token = gen_random_uuid(), lease_until = now() - interval '1 hour'`],
  ['cancelled', sql`status = 'cancelled', finished_at = now()`],
  ['failed', sql`status = 'failed', failure_kind = 'poison', finished_at = now()`],
] as const)
  test(`what is ${name} is never claimed`, async () => {
    const id = await submitted()
    await set(id, change)
    expect(await claimReview(id, 'w')).toBeNull()
    expect(await claimNextReview('w')).toBeNull()
  })

test('the user with the fewest running comes first, then priority, then age', async () => {
  const [busy, idle] = [await newPerson(), await newPerson()]
  await claimed(busy)
  const old = await submitted(busy)
  const [late, early, urgent] = [await submitted(idle), await submitted(idle), await submitted(idle)]
  await set(old, sql`run_at = now() - interval '1 hour'`)
  await set(early, sql`run_at = now() - interval '1 minute'`)
  await set(urgent, sql`priority = 1`)
  const order = []
  for (let n = 0; n < 4; n++) order.push((await claimNextReview('w'))?.id)
  // idle has none running, then one as busy has; then the one whose review waits longer.
  expect(order).toEqual([urgent, old, early, late])
  expect(await claimNextReview('w')).toBeNull()
})
