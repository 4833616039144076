// Somebody no longer wants a review: one that waits ends at once, one that runs is stopped by its worker.
import { and, eq, inArray, sql } from 'drizzle-orm'
import type { Actor } from '#accounts/actor.ts'
import { Problem } from '#contract/problem.ts'
import type { Accepted } from '#contract/review.ts'
import { db } from '#db/client.ts'
import { reviews } from '#db/schema/reviews.ts'
import { announce } from '#events.ts'
import { countEnd } from './measure.ts'
import { noSuchReview } from './read.ts'

/**
 * T7, in one statement, so that a claim or an end at the same moment comes either before it or after it. Asking again is
 * fine. Throws `not-found`, or `conflict` for a review that has ended.
 */
export async function cancelReview(actor: Pick<Actor, 'workspaceId'>, id: string): Promise<Accepted> {
  const waits = sql`${reviews.status} = 'pending'`
  const own = and(eq(reviews.id, id), eq(reviews.workspaceId, actor.workspaceId))
  const [row] = await db()
    .update(reviews)
    .set({
      status: sql`case when ${waits} then 'cancelled' else ${reviews.status} end`,
      finishedAt: sql`case when ${waits} then now() end`,
      stage: sql`case when ${waits} then 'done' else 'cancelling' end::review_stage`,
      cancelRequestedAt: sql`coalesce(${reviews.cancelRequestedAt}, now())`,
      newsSeq: sql`${reviews.newsSeq} + 1`,
    })
    .where(and(own, inArray(reviews.status, ['pending', 'running'])))
    .returning()
  if (row) {
    if (row.status === 'cancelled') countEnd('cancelled')
    await tell(row)
    return { id, status: row.status }
  }
  if (await db().$count(reviews, own)) throw new Problem('conflict', 'This review has ended already.')
  throw noSuchReview()
}

/** Whoever watches sees it, and the worker that has it hears it: its next beat comes at once. */
function tell({ id, status, newsSeq: seq, stage, stepsDone: done, stepsTotal: total }: typeof reviews.$inferSelect) {
  const about = { reviewId: id, seq, status }
  if (status === 'cancelled') return announce({ type: 'ended', ...about })
  return announce({ type: 'progress', ...about, progress: { stage, done, total } })
}
