// A review begins: the row is committed first, then its id is sent on its way.
import { createHash } from 'node:crypto'
import { and, count, eq, inArray, sql } from 'drizzle-orm'
import type { Actor } from '#accounts/actor.ts'
import type { LimitState } from '#contract/account.ts'
import { Problem } from '#contract/problem.ts'
import type { Accepted } from '#contract/review.ts'
import { languageOfFile, type Submission } from '#contract/submission.ts'
import { db, type Transaction } from '#db/client.ts'
import { projects } from '#db/schema/projects.ts'
import { reviewFiles, reviews } from '#db/schema/reviews.ts'
import { giveBackToLimit, policyOf, takeFromLimit } from '#limits.ts'
import { log } from '#log.ts'
import { queue } from '#queue/queue.ts'
import { redis } from '#redis.ts'

const MAX_OPEN = 1000
const MAX_OPEN_PER_USER = 20

/** `left`: what is left of the actor's limit of reviews; null when nothing was taken from it. */
export type Submitted = { accepted: Accepted; left: LimitState | null }

/**
 * With an idempotency key, the same submission gives the same review again at no cost, and another one is refused.
 * Throws `unavailable` or `too-many-requests` when too much is waiting, `invalid` for a project that is not the actor's.
 */
export async function submitReview(
  actor: Actor,
  submission: Submission,
  idempotencyKey: string | null,
): Promise<Submitted> {
  const bodyHash = createHash('sha256').update(JSON.stringify(submission)).digest('hex')
  const earlier = idempotencyKey && (await findByKey(actor, idempotencyKey, bodyHash))
  if (earlier) return { accepted: earlier, left: null }

  const left = await takeFromLimit('reviews', actor.userId)
  try {
    const id = await db().transaction(async (tx) => {
      await refuseWhenFull(tx, actor)
      if (redis().status !== 'ready') await refuseBeyondRate(tx, actor)
      await refuseStrangeLinks(tx, actor, submission)
      return insert(tx, actor, submission, idempotencyKey, bodyHash)
    })
    if (id) {
      await send(id)
      return { accepted: { id, status: 'pending' }, left }
    }
  } catch (error) {
    await payBack(actor)
    throw error
  }
  // No row: the same key came in twice at once, and the other one was first.
  await payBack(actor)
  const accepted = await findByKey(actor, idempotencyKey as string, bodyHash)
  return { accepted: accepted as Accepted, left: null }
}

const payBack = (actor: Actor) => giveBackToLimit('reviews', actor.userId).catch(() => {})

/** A push that fails is no error: the sweep sends the id again. */
export async function send(id: string): Promise<void> {
  await queue()
    .push(id)
    .catch((error) => log.warn({ reviewId: id, error: error.message }, 'push.failed'))
}

async function findByKey(actor: Actor, key: string, bodyHash: string): Promise<Accepted | null> {
  const [row] = await db()
    .select({ id: reviews.id, status: reviews.status, bodyHash: reviews.bodyHash })
    .from(reviews)
    .where(and(eq(reviews.userId, actor.userId), eq(reviews.idempotencyKey, key)))
  if (!row) return null
  if (row.bodyHash !== bodyHash)
    throw new Problem('idempotency-mismatch', 'This Idempotency-Key was used for another submission.')
  return { id: row.id, status: row.status }
}

async function refuseWhenFull(tx: Transaction, actor: Actor) {
  const [open] = await tx
    .select({
      all: count(),
      own: sql<number>`count(*) filter (where ${reviews.userId} = ${actor.userId})`.mapWith(Number),
    })
    .from(reviews)
    .where(inArray(reviews.status, ['pending', 'running']))
  const retryAfterSeconds = 5 + Math.floor(Math.random() * 10)
  if (open && open.all >= MAX_OPEN)
    throw new Problem('unavailable', 'Too many reviews are waiting. Try again in a moment.', { retryAfterSeconds })
  if (open && open.own >= MAX_OPEN_PER_USER)
    throw new Problem(
      'too-many-requests',
      `${MAX_OPEN_PER_USER} of your reviews are waiting. Let some of them end first.`,
      {
        retryAfterSeconds,
      },
    )
}

/** Without Redis each process counts in memory for itself; the rows know how many there were in all. */
async function refuseBeyondRate(tx: Transaction, actor: Actor) {
  const { points, seconds } = policyOf('reviews')
  const lately = sql`${reviews.createdAt} > now() - make_interval(secs => ${seconds})`
  if ((await tx.$count(reviews, and(eq(reviews.userId, actor.userId), lately))) >= points)
    throw new Problem('too-many-requests', `You have had ${points} reviews lately. Try again in a while.`, {
      retryAfterSeconds: Math.ceil(seconds / points),
      limit: 'reviews',
    })
}

async function refuseStrangeLinks(tx: Transaction, actor: Actor, { projectId, baseReviewId }: Submission) {
  const refuse = (path: string, message: string) => {
    throw new Problem('invalid', message, { errors: [{ path, message }] })
  }
  if (projectId) {
    const mine = and(eq(projects.id, projectId), eq(projects.workspaceId, actor.workspaceId))
    if (!(await tx.$count(projects, mine))) refuse('projectId', 'There is no such project.')
  }
  if (baseReviewId) {
    const mine = and(eq(reviews.id, baseReviewId), eq(reviews.workspaceId, actor.workspaceId))
    if (!(await tx.$count(reviews, mine))) refuse('baseReviewId', 'There is no such review.')
  }
}

async function insert(tx: Transaction, actor: Actor, submission: Submission, key: string | null, bodyHash: string) {
  const { files, ...about } = submission
  const { userId, workspaceId } = actor
  const [row] = await tx
    .insert(reviews)
    .values({ ...about, userId, workspaceId, idempotencyKey: key, bodyHash })
    .onConflictDoNothing({ target: [reviews.userId, reviews.idempotencyKey] })
    .returning({ id: reviews.id })
  if (!row) return null
  await tx.insert(reviewFiles).values(
    files.map((file, position) => ({
      reviewId: row.id,
      workspaceId,
      position,
      path: file.path,
      content: file.content,
      language: languageOfFile(file),
    })),
  )
  return row.id
}
