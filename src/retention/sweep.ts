// What has been kept long enough goes, a little at a time; nothing that waits or runs is touched.
import { setTimeout as pause } from 'node:timers/promises'
import { and, eq, inArray, isNotNull, or, sql } from 'drizzle-orm'
import { db } from '#db/client.ts'
import { users, workspaces } from '#db/schema/accounts.ts'
import { projects } from '#db/schema/projects.ts'
import { reviewFiles, reviews } from '#db/schema/reviews.ts'
import { log } from '#log.ts'
import { cancelReview } from '#reviews/cancel.ts'
import { forgetReview } from '#reviews/read.ts'

/** So that no statement holds its locks for long, and others have their turn in between. */
const AT_ONCE = 100
const BREATH_MS = 20

const hasEnded = sql`status in ('completed', 'failed', 'cancelled')`
const olderThan = (days: number) => sql`created_at < now() - make_interval(days => ${days}::int)`

/** For every workspace that keeps things for a time only, then for those that are to go altogether. */
export async function sweepRetention(signal: AbortSignal): Promise<void> {
  const due = await db()
    .select()
    .from(workspaces)
    .where(or(isNotNull(workspaces.snapshotDays), isNotNull(workspaces.reviewDays), isNotNull(workspaces.deletedAt)))
  for (const { id, reviewDays, snapshotDays, deletedAt } of due) {
    if (deletedAt) await clearWorkspace(id, signal)
    else {
      if (reviewDays !== null) await untilNone(() => deleteReviews(id, reviewDays), signal)
      if (snapshotDays !== null) await untilNone(() => deleteSnapshots(id, snapshotDays), signal)
    }
    if (signal.aborted) return
  }
  await deleteFormerPeople()
}

/** Answers how many went. The lock keeps whoever submits one of them anew from finding half of it. */
export async function deleteSnapshots(workspaceId: string, days: number): Promise<number> {
  const rows = await db().execute(sql`
    delete from ${reviewFiles} where review_id in (
      select id from ${reviews}
      where workspace_id = ${workspaceId} and ${hasEnded} and ${olderThan(days)}
        and exists (select from ${reviewFiles} kept where kept.review_id = ${reviews}.id)
      order by created_at limit ${AT_ONCE} for update skip locked)
    returning review_id`)
  return rows.length
}

/** Answers how many went. */
export async function deleteReviews(workspaceId: string, days: number): Promise<number> {
  const rows = await db().execute<{ id: string }>(sql`
    delete from ${reviews} where id in (
      select id from ${reviews}
      where workspace_id = ${workspaceId} and ${hasEnded} and ${olderThan(days)}
      order by created_at limit ${AT_ONCE} for update skip locked)
    returning id`)
  await Promise.all(rows.map(({ id }) => forgetReview(workspaceId, id)))
  return rows.length
}

/** Comes to its end once the last review that still ran has stopped: at this sweep, or at a later one. */
async function clearWorkspace(id: string, signal: AbortSignal): Promise<void> {
  const open = and(eq(reviews.workspaceId, id), inArray(reviews.status, ['pending', 'running']))
  for (const review of await db().select({ id: reviews.id }).from(reviews).where(open))
    await cancelReview({ workspaceId: id }, review.id).catch(() => {}) // it has ended meanwhile
  await untilNone(() => deleteReviews(id, 0), signal)
  if (signal.aborted || (await db().$count(reviews, eq(reviews.workspaceId, id))) > 0) return
  await untilNone(() => deleteProject(id), signal)
  if (signal.aborted) return
  await db().delete(workspaces).where(eq(workspaces.id, id))
  log.info({ workspaceId: id }, 'workspace.cleared')
}

async function deleteProject(workspaceId: string): Promise<number> {
  const one = db().select({ id: projects.id }).from(projects).where(eq(projects.workspaceId, workspaceId)).limit(1)
  return (await db().delete(projects).where(inArray(projects.id, one)).returning({ id: projects.id })).length
}

/** Whoever has reviews in a workspace of others stays as a row without a name. */
const deleteFormerPeople = () =>
  db()
    .delete(users)
    .where(
      and(
        isNotNull(users.deletedAt),
        sql`not exists (select from reviews where reviews.user_id = users.id)`,
        sql`not exists (select from memberships where memberships.user_id = users.id)`,
      ),
    )

async function untilNone(work: () => Promise<number>, signal: AbortSignal): Promise<void> {
  while (!signal.aborted && (await work()) > 0) await pause(BREATH_MS)
}
