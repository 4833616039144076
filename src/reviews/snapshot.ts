// The code of a review as it was submitted.
import { and, asc, eq } from 'drizzle-orm'
import type { Actor } from '#accounts/actor.ts'
import type { ReviewFile } from '#contract/review.ts'
import { db } from '#db/client.ts'
import { reviewFiles, reviews } from '#db/schema/reviews.ts'
import { noSuchReview } from './read.ts'

/** In the order they were handed in. Throws `not-found`. */
export async function readSnapshot({ workspaceId }: Pick<Actor, 'workspaceId'>, id: string): Promise<ReviewFile[]> {
  const own = and(eq(reviews.workspaceId, workspaceId), eq(reviews.id, id))
  const [review] = await db().select({ id: reviews.id }).from(reviews).where(own)
  if (!review) throw noSuchReview()
  return db()
    .select({ path: reviewFiles.path, language: reviewFiles.language, content: reviewFiles.content })
    .from(reviewFiles)
    .where(eq(reviewFiles.reviewId, review.id))
    .orderBy(asc(reviewFiles.position))
}
