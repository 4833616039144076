// The findings of a workspace, each as one matter over all reviews that met it, newest first.
import { type SQL, sql } from 'drizzle-orm'
import type { Actor } from '#accounts/actor.ts'
import type { Page } from '#contract/listing.ts'
import type { TrackedFinding, TrackedQuery } from '#contract/tracked.ts'
import { db } from '#db/client.ts'
import { beyond, cursorOf, pageFrom, withinDays } from '#db/paging.ts'
import { findingComments, trackedFindings } from '#db/schema/insights.ts'
import { reviews } from '#db/schema/reviews.ts'

/** By the day that is asked for: found, fixed or dismissed. `total` stands on the first page only. */
export async function listTracked(
  actor: Pick<Actor, 'workspaceId'>,
  query: TrackedQuery,
): Promise<Page<TrackedFinding>> {
  const at = dayOf[query.day]
  const where = conditions(actor, query)
  const rows = await db().execute<Row>(sql`
    select t.last_finding_id as id, fingerprint, t.project_id as "projectId", path, line, rule_id as "ruleId", severity,
      category, t.title, state, first_seen_at as "firstSeenAt", last_seen_at as "lastSeenAt", fixed_at as "fixedAt",
      dismissed_at as "dismissedAt", dismiss_reason as "dismissReason",
      (select id from ${reviews} where id = t.last_review_id and workspace_id = t.workspace_id) as "reviewId",
      (select count(*)::int from ${findingComments} where tracked_id = t.id) as comments,
      ${cursorOf(at, sql`t.id`)} as cursor
    from ${trackedFindings} t
    where ${sql.join([...where, ...beyond(at, sql`t.id`, query.cursor)], sql` and `)}
    order by ${at} desc, t.id desc limit ${query.limit + 1}`)
  return pageFrom(rows, query, told, async () => {
    const counted = sql`select count(*)::int as n from ${trackedFindings} t where ${sql.join(where, sql` and `)}`
    return (await db().execute<{ n: number }>(counted))[0]?.n ?? 0
  })
}

const dayOf: Record<TrackedQuery['day'], SQL> = {
  found: sql`t.first_seen_at`,
  fixed: sql`t.fixed_at`,
  dismissed: sql`t.dismissed_at`,
}

function conditions({ workspaceId }: Pick<Actor, 'workspaceId'>, query: TrackedQuery): SQL[] {
  const { day, projectId, state, severity, category, ruleId, path } = query
  return [
    sql`t.workspace_id = ${workspaceId}`,
    ...(day === 'found' ? [] : [sql`${dayOf[day]} is not null`]),
    ...(projectId === 'none' ? [sql`t.project_id is null`] : projectId ? [sql`t.project_id = ${projectId}`] : []),
    ...(state ? [sql`t.state = ${state}`] : []),
    ...(severity ? [sql`t.severity = ${severity}`] : []),
    ...(category ? [sql`t.category = ${category}`] : []),
    ...(ruleId ? [sql`t.rule_id = ${ruleId}`] : []),
    ...(path ? [sql`t.path = ${path}`] : []),
    ...withinDays(dayOf[day], query),
  ]
}

// Raw SQL answers times as text.
type Times = 'firstSeenAt' | 'lastSeenAt' | 'fixedAt' | 'dismissedAt'
type Row = Omit<TrackedFinding, Times> & Record<Times, string> & { cursor: string }

const told = ({ cursor: _, ...row }: Row): TrackedFinding => ({
  ...row,
  firstSeenAt: iso(row.firstSeenAt),
  lastSeenAt: iso(row.lastSeenAt),
  fixedAt: row.fixedAt && iso(row.fixedAt),
  dismissedAt: row.dismissedAt && iso(row.dismissedAt),
})

const iso = (at: string) => new Date(at).toISOString()
