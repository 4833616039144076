// The commands of time and the sweep: leases that run out (T9), waits that are over, ids that are lost (T10).
import assert from 'node:assert/strict'
import { sql } from 'drizzle-orm'
import fc from 'fast-check'
import { db } from '#db/client.ts'
import { redis } from '#redis.ts'
import { announceAgain, reclaimReviews } from '#reviews/sweep.ts'
import { expireLease, QUEUE_KEY, set } from '../../../bin/testing/reviews.ts'
import { command, pick, type Touched } from './command.ts'
import { sweep } from './world.ts'

const which = fc.nat(7)

const runOut = which.map((n) =>
  command(`lease runs out(${n})`, async (world): Promise<Touched> => {
    const one = pick(
      world.reviews.filter(({ job }) => job),
      n,
    )
    if (!one) return []
    await expireLease(one.id)
    one.late = true
    return [one]
  }),
)

const sweepers = fc.integer({ min: 1, max: 3 }).map((many) =>
  command(`sweep(${many})`, async (world): Promise<Touched> => {
    await Promise.all(Array.from({ length: many }, () => reclaimReviews()))
    return sweep(world)
  }),
)

const becomeDue = which.map((n) =>
  command(`becomes due(${n})`, async (world): Promise<Touched> => {
    const one = pick(
      world.reviews.filter(({ status, due }) => status === 'pending' && !due),
      n,
    )
    if (!one) return []
    await set(one.id, sql`run_at = now()`)
    one.due = true
    return [one]
  }),
)

/** It has been through much: what comes next may be its last attempt or its last crash. */
const wearOut = which.map((n) =>
  command(`worn out(${n})`, async (world): Promise<Touched> => {
    const one = pick(
      world.reviews.filter(({ status }) => status === 'pending'),
      n,
    )
    if (!one) return []
    await set(one.id, sql`attempt = 4, crash_count = 2`)
    Object.assign(one, { attempt: 4, crashes: 2 })
    return [one]
  }),
)

const loseIds = fc.constant(null).map(() =>
  command('ids are lost()', async (world): Promise<Touched> => {
    await redis().del(QUEUE_KEY)
    await db().execute(sql`
      update reviews set created_at = created_at - interval '16 seconds', announced_at = announced_at - interval '16 seconds'`)
    await announceAgain()
    const due = world.reviews.filter(({ status, due }) => status === 'pending' && due).map(({ id }) => id)
    assert.deepEqual((await redis().lrange(QUEUE_KEY, 0, -1)).sort(), due.sort(), 'what is due is sent again')
    return world.reviews
  }),
)

export const commandsOfTime = [runOut, runOut, sweepers, becomeDue, wearOut, loseIds]
