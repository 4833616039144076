// The door of the queue: what asks to be let in is counted, and what is too much is refused. One count for all doors.
import { and, count, eq, inArray, sql } from 'drizzle-orm'
import type { Actor } from '#accounts/actor.ts'
import type { LimitState } from '#contract/account.ts'
import { Problem } from '#contract/problem.ts'
import type { Accepted } from '#contract/review.ts'
import { db, type Transaction } from '#db/client.ts'
import { reviews } from '#db/schema/reviews.ts'
import { env } from '#env.ts'
import { giveBackToLimit, policyOf, takeFromLimit } from '#limits.ts'
import { submitted } from '#metrics.ts'
import { redis } from '#redis.ts'
import { contextOfReview, inSpan, linkToHere } from '#tracing.ts'
import { nothingHappens } from './points.ts'
import { send } from './send.ts'

/** `left`: what is left of the actor's limit of reviews; null when nothing was taken from it. */
export type Submitted = { accepted: Accepted; left: LimitState | null }

/** `idempotencyKey`: the caller's name for this wish; `bodyHash` tells whether the same name comes with another one. */
export type Wish = { idempotencyKey: string | null; bodyHash: string }

/**
 * T0. Writes one review by `insert`, which answers its id (null: the key is taken), and sends it on its way after the commit. With an idempotency
 * key, the same wish gives the same review again at no cost, and another one is refused.
 *
 * Throws `unavailable` or `too-many-requests` when too much is waiting, and what `insert` throws; neither costs anything.
 */
export async function admitReview(actor: Actor, wish: Wish, insert: Insert, at = nothingHappens): Promise<Submitted> {
  const earlier = await findByKey(db(), actor, wish)
  if (earlier) return { accepted: earlier, left: null }

  const left = await takeFromLimit('reviews', actor.userId)
  const { id, accepted } = await write(actor, wish, insert).catch(async (error) => {
    await payBack(actor)
    throw error
  })
  if (!id) {
    await payBack(actor)
    return { accepted, left: null }
  }
  submitted.inc()
  await at('submit.committed')
  await inSpan('send', { kind: 'PRODUCER', parent: contextOfReview(id), links: linkToHere() }, () => send(id))
  await at('submit.pushed')
  return { accepted, left }
}

const payBack = (actor: Actor) => giveBackToLimit('reviews', actor.userId).catch(() => {})

type Insert = (tx: Transaction) => Promise<string | null>
type Written = { id: string | null; accepted: Accepted }

/** `id` is null when the same wish came twice at once and the other one was first. */
async function write(actor: Actor, wish: Wish, insert: Insert): Promise<Written> {
  for (const door of ['wide', 'narrow'] as const) {
    const written = await db().transaction(async (tx) => {
      await pass(tx, door, actor)
      const [earlier, open] = await Promise.all([findByKey(tx, actor, wish), countOpen(tx, actor)])
      if (earlier) return { id: null, accepted: earlier }
      if (door === 'wide' && open.all + open.inFlight >= env().MAX_OPEN_REVIEWS) return null
      refuseWhenFull(open)
      if (redis().status !== 'ready') await refuseBeyondRate(tx, actor)
      const id = await insert(tx)
      if (id) return { id, accepted: { id, status: 'pending' as const } }
      return { id, accepted: (await findByKey(tx, actor, wish)) as Accepted }
    })
    if (written) return written
  }
  throw new Error('the narrow door let nobody through and refused nobody')
}

/**
 * Both caps are exact. One person's submissions pass one by one. Everybody's pass side by side while there is more room
 * than there are connections to come in by, and one by one when there is not; that door waits until the wide one is empty.
 * A lock is one statement and counting the next, which then sees what the one before has committed.
 */
const pass = (tx: Transaction, door: 'wide' | 'narrow', { userId }: Actor) =>
  tx.execute(
    sql`select pg_advisory_xact_lock(hashtext('lintel.submit'), hashtext(${userId})), ${
      door === 'wide' ? sql`pg_advisory_xact_lock_shared` : sql`pg_advisory_xact_lock`
    }(hashtextextended('lintel.submit', 0))`,
  )

type Database = Pick<Transaction, 'select'>

async function findByKey(on: Database, actor: Actor, { idempotencyKey, bodyHash }: Wish): Promise<Accepted | null> {
  if (idempotencyKey === null) return null
  const [row] = await on
    .select({ id: reviews.id, status: reviews.status, bodyHash: reviews.bodyHash })
    .from(reviews)
    .where(and(eq(reviews.userId, actor.userId), eq(reviews.idempotencyKey, idempotencyKey)))
  if (!row) return null
  if (row.bodyHash !== bodyHash)
    throw new Problem('idempotency-mismatch', 'This Idempotency-Key was used for another submission.')
  return { id: row.id, status: row.status }
}

type Open = { all: number; own: number; inFlight: number }

async function countOpen(tx: Transaction, { userId }: Actor): Promise<Open> {
  const [open] = await tx
    .select({
      all: count(),
      own: sql<number>`count(*) filter (where ${reviews.userId} = ${userId})`.mapWith(Number),
      inFlight: sql<number>`current_setting('max_connections')::int`,
    })
    .from(reviews)
    .where(inArray(reviews.status, ['pending', 'running']))
    .prepare('count_open')
    .execute()
  return open as Open
}

function refuseWhenFull({ all, own }: Open): void {
  const { MAX_OPEN_REVIEWS, MAX_OPEN_REVIEWS_PER_USER: most } = env()
  const retryAfterSeconds = 5 + Math.floor(Math.random() * 10)
  if (all >= MAX_OPEN_REVIEWS)
    throw new Problem('unavailable', 'Too many reviews are waiting. Try again in a moment.', { retryAfterSeconds })
  if (own >= most)
    throw new Problem('too-many-requests', `${most} of your reviews are waiting. Let some of them end first.`, {
      retryAfterSeconds,
    })
}

/** Without Redis each process counts in memory for itself; the rows know how many there were in all. */
async function refuseBeyondRate(tx: Transaction, { userId }: Actor): Promise<void> {
  const { points, seconds } = policyOf('reviews')
  const lately = sql`${reviews.createdAt} > now() - make_interval(secs => ${seconds})`
  if ((await tx.$count(reviews, and(eq(reviews.userId, userId), lately))) >= points)
    throw new Problem('too-many-requests', `You have had ${points} reviews lately. Try again in a while.`, {
      retryAfterSeconds: Math.ceil(seconds / points),
      limit: 'reviews',
    })
}
