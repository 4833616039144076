// Claiming: one worker gets a review, nobody gets what is not due or too much at once, and everybody's turn comes.
import { eq, sql } from 'drizzle-orm'
import { expect, test } from 'playwright/test'
import { claimsDb, db } from '#db/client.ts'
import { reviews } from '#db/schema/reviews.ts'
import { env } from '#env.ts'
import { apart } from '../../bin/testing/apart.ts'
import { newPerson, type Person } from '../../bin/testing/people.ts'
import {
  changing,
  claimed,
  clearReviews,
  crowd,
  insertMany,
  isStuck,
  leaseSeconds,
  outcome,
  rowOf,
  set,
  submitted,
  withSetting,
} from '../../bin/testing/reviews.ts'
import { claimNextReview, claimReview, type Job } from './claim.ts'
import { completeReview } from './end.ts'

test.beforeEach(clearReviews)
// What waits here would fill the house for the tests after these.
test.afterAll(clearReviews)

const many = <Result>(n: number, work: (index: number) => Promise<Result>) =>
  Promise.all(Array.from({ length: n }, (_, index) => work(index)))
const idsOf = async ({ actor }: Pick<Person, 'actor'>) =>
  (await db().select({ id: reviews.id }).from(reviews).where(eq(reviews.userId, actor.userId))).map(({ id }) => id)

test('T1: twenty claims at once: exactly one has it', async () => {
  const id = await submitted()
  const jobs = await many(20, (n) => claimReview(id, `worker ${n}`))
  const won = jobs.filter((job) => job !== null)
  expect(won).toHaveLength(1)
  expect(await rowOf(id)).toMatchObject({ status: 'running', attempt: 1, slot: 0, workerId: won[0]?.workerId })
  const left = await leaseSeconds(id)
  expect(left).toBeGreaterThan(25)
  expect(left).toBeLessThanOrEqual(30)
})

test('T1b: twenty at once who take whatever is due: each comes back with a review of its own', async () => {
  const people = await crowd(10)
  for (const person of people) await insertMany(person, 2)
  const jobs = await many(20, (n) => claimNextReview(`worker ${n}`))
  expect(new Set(jobs.map((job) => job?.id)).size).toBe(20)
  expect(jobs).not.toContain(null)
  expect(await claimNextReview('w')).toBeNull()
})

// The planner may look for the next review once for each row it joins it with, and does where it takes the table for
// empty, as it is told by statistics from a quiet moment. The second look would find the second review.
for (const without of [
  [],
  ['hashjoin', 'mergejoin'],
  ['hashjoin', 'mergejoin', 'indexscan', 'bitmapscan'],
  ['nestloop'],
])
  test(`T1b: one claim is one review, however it is planned (without: ${without.join(', ') || 'nothing'})`, async () => {
    const people = await crowd(2)
    for (const person of people) await insertMany(person, 20)
    await db().execute(sql`delete from reviews`)
    await db().execute(sql`analyze reviews`)
    for (const person of people) await insertMany(person, 3)
    const url = new URL(env().DATABASE_URL)
    for (const way of without) url.searchParams.set(`enable_${way}`, 'off')
    const ids = await apart<(string | undefined)[]>(
      { DATABASE_URL: url.href },
      `const { claimNextReview } = await import('./src/reviews/claim.ts')
      tell([(await claimNextReview('w'))?.id, (await claimNextReview('w'))?.id])`,
    )
    const running = await db().select({ id: reviews.id }).from(reviews).where(eq(reviews.status, 'running'))
    expect(new Set(ids)).toEqual(new Set(running.map(({ id }) => id)))
    expect(running).toHaveLength(2)
  })

for (const [name, claim] of [
  ['T1', (id: string) => claimReview(id, 'w')],
  ['T1b', () => claimNextReview('w')],
] as const)
  test(`${name}: however many claim at once, one person never has more than two running`, async () => {
    const person = await newPerson()
    await insertMany(person, 12)
    const ids = await idsOf(person)
    const jobs = await many(12, (n) => claim(ids[n] as string))
    const had = jobs.filter((job) => job !== null)
    expect(had).toHaveLength(2)
    expect(had.map(({ slot }) => slot).sort()).toEqual([0, 1])
    expect(await claim(ids.find((id) => !had.some((job) => job.id === id)) as string)).toBeNull()

    await completeReview(had[0] as (typeof had)[0], outcome())
    expect((await claimNextReview('w'))?.slot, 'the next one starts at once, in the place that came free').toBe(
      had[0]?.slot,
    )
    expect(await claimNextReview('w')).toBeNull()
  })

test('T1b: with more places one person may have more running', () =>
  withSetting('MAX_RUNNING_REVIEWS_PER_USER', 5, async () => {
    await insertMany(await newPerson(), 8)
    const jobs = await many(8, (n) => claimNextReview(`worker ${n}`))
    expect(jobs.flatMap((job) => (job ? [job.slot] : [])).sort()).toEqual([0, 1, 2, 3, 4])
  }))

test('T1: what somebody else is just writing is walked past, and nobody waits', async () => {
  const [person, other] = await crowd(2)
  const [held, free] = [await submitted(person), await submitted(other)]
  const commit = await changing(sql`update reviews set title = 'mine' where id = ${held}`)
  const byName = claimReview(held, 'w')
  const byTurn = claimNextReview('w')
  const stuck = [await isStuck(byName), await isStuck(byTurn)]
  await commit()
  expect([stuck, await byName, (await byTurn)?.id]).toEqual([[false, false], null, free])
})

test('T1: however many claim at once, a place that somebody else is just taking is not had twice', () =>
  withSetting('MAX_RUNNING_REVIEWS_PER_USER', 1, async () => {
    const person = await newPerson()
    const [first, second] = [await submitted(person), await submitted(person)]
    const commit = await changing(sql`
      update reviews set status = 'running', slot = 0, attempt = 1, stage = 'analysing', started_at = now(),
        worker_id = 'another', lease_token = gen_random_uuid(), lease_until = now() + interval '30 seconds'
      where id = ${first}`)
    const claiming = claimReview(second, 'w')
    const waits = await isStuck(claiming) // for the end of the other: only then is it known whether the place is taken
    await commit()
    expect([waits, await claiming]).toEqual([true, null])
  }))

test('T1b: with fewer places than before, nobody starts until enough have ended', async () => {
  const person = await newPerson()
  await insertMany(person, 4)
  const three = () => many(3, () => claimNextReview('w'))
  const jobs = await withSetting('MAX_RUNNING_REVIEWS_PER_USER', 3, three)
  const first = jobs.find((job) => job?.slot === 0) as Job
  await completeReview(first, outcome())
  expect(await claimNextReview('w')).toBeNull()
})

for (const [name, change] of [
  ['not due', sql`run_at = now() + interval '5 seconds'`],
  ['to be cancelled', sql`cancel_requested_at = now()`],
  ['running', sql`status = 'running', lease_token = gen_random_uuid(), lease_until = now() - interval '1 hour'`],
  ['cancelled', sql`status = 'cancelled', finished_at = now()`],
  ['failed', sql`status = 'failed', failure_kind = 'poison', finished_at = now()`],
] as const)
  test(`T1: what is ${name} is never claimed`, async () => {
    const id = await submitted()
    await set(id, change)
    const before = await rowOf(id)
    expect(await claimReview(id, 'w')).toBeNull()
    expect(await claimNextReview('w')).toBeNull()
    expect(await rowOf(id)).toEqual(before)
  })

test('T1b: the user with the fewest running comes first, then priority, then age', async () => {
  const [busy, idle] = [await newPerson(), await newPerson()]
  await claimed(busy)
  const old = await submitted(busy)
  const [late, early, urgent] = [await submitted(idle), await submitted(idle), await submitted(idle)]
  await set(old, sql`run_at = now() - interval '1 hour'`)
  await set(early, sql`run_at = now() - interval '1 minute'`)
  await set(urgent, sql`priority = 10`)
  const order = []
  for (let n = 0; n < 4; n++) {
    const job = await claimNextReview('w')
    order.push(job?.id)
    if (job?.id === old) await completeReview(job, outcome())
  }
  // idle has none running, then one as busy has; then the one whose review waits longer; then all places are taken.
  expect(order).toEqual([urgent, old, early, undefined])
  expect(await rowOf(late)).toMatchObject({ status: 'pending' })
})

test('T1b: a step of priority is a minute of waiting, so that nothing starves', () =>
  withSetting('MAX_RUNNING_REVIEWS_PER_USER', 5, async () => {
    const person = await newPerson()
    const [urgent, old, young] = [await submitted(person), await submitted(person), await submitted(person)]
    await set(urgent, sql`priority = 5`)
    await set(old, sql`priority = 0, run_at = now() - interval '6 minutes'`)
    await set(young, sql`priority = 0, run_at = now() - interval '4 minutes'`)
    const order = []
    for (let n = 0; n < 3; n++) order.push((await claimNextReview('w'))?.id)
    expect(order).toEqual([old, urgent, young])
  }))

test('T1b: five hundred of one person: the first of another is claimed next', async () => {
  const [flood, other] = [await newPerson(), await newPerson()]
  await insertMany(flood, 500)
  const one = await claimNextReview('w')
  const id = await submitted(other)
  expect([one?.userId, (await claimNextReview('w'))?.id]).toEqual([flood.actor.userId, id])
})

test('T1b: walks along the index of turns, however much is there and whatever is known of it', async () => {
  const plan = async () => {
    const lines = await claimsDb().execute<{ 'QUERY PLAN': string }>(sql`
      explain select id from reviews waiting
      where status = 'pending' and run_at <= now() and cancel_requested_at is null
      order by (run_at at time zone 'UTC') - priority * interval '1 minute', id limit 1`)
    return lines.map((line) => line['QUERY PLAN']).join('\n')
  }
  await db().execute(sql`analyze reviews`)
  expect(await plan()).toMatch(/Limit(.|\n)*Index Scan using reviews_turn/)
  await insertMany(await newPerson(), 3000, 'cancelled')
  await insertMany(await newPerson(), 1000)
  expect(await plan()).toMatch(/Limit(.|\n)*Index Scan using reviews_turn/)
  await db().execute(sql`analyze reviews`)
  expect(await plan()).toMatch(/Limit(.|\n)*Index Scan using reviews_turn/)
  expect(env().MAX_RUNNING_REVIEWS_PER_USER).toBe(2)
})
