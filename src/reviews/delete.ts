// A review goes, with its files and findings.
import { and, eq } from 'drizzle-orm'
import type { Actor } from '#accounts/actor.ts'
import { db } from '#db/client.ts'
import { reviews } from '#db/schema/reviews.ts'
import { announce } from '#events.ts'
import { forgetReview, noSuchReview } from './read.ts'

/**
 * In every state. Whoever runs it has lost it with the row: every write of a worker names a lease, and there is none any
 * more; the news let it look at once. Throws `not-found`.
 */
export async function deleteReview({ workspaceId }: Actor, id: string): Promise<void> {
  const [row] = await db()
    .delete(reviews)
    .where(and(eq(reviews.id, id), eq(reviews.workspaceId, workspaceId)))
    .returning({ status: reviews.status, seq: reviews.newsSeq, done: reviews.stepsDone, total: reviews.stepsTotal })
  if (!row) throw noSuchReview()
  await forgetReview(workspaceId, id)
  const { status, seq, done, total } = row
  if (status === 'running')
    await announce({
      type: 'progress',
      reviewId: id,
      seq: seq + 1,
      status,
      progress: { stage: 'cancelling', done, total },
    })
}
