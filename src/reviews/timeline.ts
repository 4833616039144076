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
      attempt: reviews.attempt,
      status: reviews.status,
      claimedAt: reviews.claimedAt,
      workerId: reviews.workerId,
      finishedAt: reviews.finishedAt,
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
  const { by, project, retryOf, baseReviewId, crashes, ...last } = row
  const told = [...beginOf(last, events), ...events, ...endOf(last)].toSorted((a, b) => Number(a.at) - Number(b.at))
  return {
    by,
    project,
    retryOf,
    baseReviewId,
    crashes,
    events: told.map((event) => ({ ...event, at: event.at.toISOString() })),
  }
}

type Row = Pick<typeof reviews.$inferSelect, 'attempt' | 'status' | 'claimedAt' | 'workerId' | 'finishedAt'>
type Event = Pick<typeof reviewEvents.$inferSelect, 'at' | 'what' | 'attempt' | 'detail'>

/** An attempt that was broken off has its beginning among the events. */
function beginOf({ attempt, claimedAt, workerId }: Row, events: Event[]): Event[] {
  if (!claimedAt || events.some(({ what, at }) => what === 'returned' && at > claimedAt)) return []
  return [{ at: claimedAt, what: 'started', attempt, detail: workerId }]
}

function endOf({ attempt, status, finishedAt }: Row): Event[] {
  if (!finishedAt || status === 'pending' || status === 'running') return []
  return [{ at: finishedAt, what: status, attempt, detail: null }]
}
