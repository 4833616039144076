// What a review lived through, moment by moment, with who handed it in and what it belongs to.
import { and, asc, eq, sql } from 'drizzle-orm'
import type { Actor } from '#accounts/actor.ts'
import type { ReviewStory } from '#contract/history.ts'
import { db } from '#db/client.ts'
import { users } from '#db/schema/accounts.ts'
import { projects } from '#db/schema/projects.ts'
import { reviewEvents, reviews } from '#db/schema/reviews.ts'
import { noSuchReview } from './read.ts'

/** Throws `not-found`. */
export async function readTimeline({ workspaceId }: Pick<Actor, 'workspaceId'>, id: string): Promise<ReviewStory> {
  const [row] = await db()
    .select({
      by: sql<string>`coalesce(${users.name}, ${users.email})`,
      project: projects.name,
      retryOf: reviews.retryOf,
      baseReviewId: reviews.baseReviewId,
      crashes: reviews.crashCount,
    })
    .from(reviews)
    .innerJoin(users, eq(users.id, reviews.userId))
    .leftJoin(projects, eq(projects.id, reviews.projectId))
    .where(and(eq(reviews.workspaceId, workspaceId), eq(reviews.id, id)))
  if (!row) throw noSuchReview()
  const events = await db()
    .select({
      at: reviewEvents.at,
      what: reviewEvents.what,
      attempt: reviewEvents.attempt,
      detail: reviewEvents.detail,
    })
    .from(reviewEvents)
    .where(eq(reviewEvents.reviewId, id))
    .orderBy(asc(reviewEvents.id))
  return { ...row, events: events.map((event) => ({ ...event, at: event.at.toISOString() })) }
}
