// The same code once more: a review that has ended is followed by a new one of its files.
import { createHash } from 'node:crypto'
import { and, eq, isNotNull, sql } from 'drizzle-orm'
import type { Actor } from '#accounts/actor.ts'
import { Problem } from '#contract/problem.ts'
import { isTerminal } from '#contract/review.ts'
import type { Transaction } from '#db/client.ts'
import { reviewFiles, reviews } from '#db/schema/reviews.ts'
import { admitReview, type Submitted } from './admit.ts'
import { nothingHappens } from './points.ts'
import { noSuchReview } from './read.ts'
import { type Door, priorityOf } from './submit.ts'

/**
 * T11. Costs and is refused like a submission, and an idempotency key works as there. Throws `not-found`, or `conflict`
 * for a review that has not ended.
 */
export async function resubmitReview(
  actor: Actor,
  id: string,
  idempotencyKey: string | null,
  { door = 'browser' as Door, at = nothingHappens } = {},
): Promise<Submitted> {
  const bodyHash = createHash('sha256').update(`retry of ${id}`).digest('hex')
  return admitReview(
    actor,
    { idempotencyKey, bodyHash },
    (tx) => copy(tx, actor, id, { idempotencyKey, bodyHash, door }),
    at,
  )
}

type Sent = { idempotencyKey: string | null; bodyHash: string; door: Door }

/** Nothing that has ended runs again, and what is looked at here is not deleted before the new row hangs on it. */
async function copy(tx: Transaction, { userId, workspaceId }: Actor, id: string, { door, ...sent }: Sent) {
  const own = and(eq(reviews.id, id), eq(reviews.workspaceId, workspaceId))
  const [old] = await tx
    .select({
      status: reviews.status,
      title: reviews.title,
      instructions: reviews.instructions,
      depth: reviews.depth,
      projectId: reviews.projectId,
      baseReviewId: reviews.baseReviewId,
      files: tx.$count(reviewFiles, eq(reviewFiles.reviewId, id)),
    })
    .from(reviews)
    .where(own)
    .for('key share')
  if (!old) throw noSuchReview()
  const { files, status, ...about } = old
  if (!isTerminal(status)) throw new Problem('conflict', 'This review has not ended yet.')
  if (files === 0) throw new Problem('conflict', 'The code of this review is no longer kept.')
  const [row] = await tx
    .insert(reviews)
    .values({ ...about, ...sent, userId, workspaceId, retryOf: id, priority: priorityOf(door, files) })
    .onConflictDoNothing({ target: [reviews.userId, reviews.idempotencyKey], where: isNotNull(reviews.idempotencyKey) })
    .returning({ id: reviews.id })
  if (!row) return null
  await tx.execute(sql`
    insert into ${reviewFiles} (review_id, workspace_id, path, position, language, content)
    select ${row.id}, workspace_id, path, position, language, content from ${reviewFiles} where review_id = ${id}`)
  return row.id
}
