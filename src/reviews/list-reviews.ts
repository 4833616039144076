// The reviews of a workspace, newest first: narrowed down, searched, and walked page by page along an index.
import { type SQL, sql } from 'drizzle-orm'
import type { Actor } from '#accounts/actor.ts'
import type { ListedReview, ReviewsQuery } from '#contract/history.ts'
import type { Page } from '#contract/listing.ts'
import { db } from '#db/client.ts'
import { beyond, cursorOf, pageFrom, withinDays } from '#db/paging.ts'
import { acceptedFindings } from '#db/schema/baseline.ts'
import { dismissals } from '#db/schema/dismissals.ts'
import { findings } from '#db/schema/findings.ts'
import { reviewDigests } from '#db/schema/insights.ts'
import { reviewFiles, reviews } from '#db/schema/reviews.ts'
import { digestQuery } from './digest-query.ts'

/** `total` counts all that fit; it stands on the first page only. */
export async function listReviews(actor: Pick<Actor, 'workspaceId'>, query: ReviewsQuery): Promise<Page<ListedReview>> {
  const rows = await db().execute<Row>(pageQuery(actor, query))
  return pageFrom(rows, query, told, async () => {
    const { from, where } = conditions(actor, query)
    const counted = sql`select count(*)::int as n from ${from} where ${sql.join(where, sql` and `)}`
    return (await db().execute<{ n: number }>(counted))[0]?.n ?? 0
  })
}

/** What Postgres is asked for a page; the bench has it explained. */
export function pageQuery(actor: Pick<Actor, 'workspaceId'>, query: ReviewsQuery): SQL {
  const { from, where } = conditions(actor, query)
  const at = beyond(sql`r.created_at`, sql`r.id`, query.cursor)
  return sql`
    with page as materialized (
      select r.* from ${from} where ${sql.join([...where, ...at], sql` and `)}
      order by r.created_at desc, r.id desc limit ${query.limit + 1})
    select page.id, title, status, attempt, project_id as "projectId", failure_kind as "failureKind",
      created_at as "createdAt", started_at as "startedAt", finished_at as "finishedAt",
      coalesce((usage->>'costUsd')::float8, 0) as "costUsd", ${cursorOf(sql`created_at`, sql`id`)} as cursor,
      case when status = 'completed' then (${countsNow}) end as counts,
      array(select unnest(languages)::text from ${reviewDigests} where review_id = id) as languages,
      (select count(*)::int from ${reviewFiles} where review_id = id) as files,
      (select path from ${reviewFiles} where review_id = id order by position limit 1) as path
    from page order by created_at desc, id desc`
}

function conditions({ workspaceId }: Pick<Actor, 'workspaceId'>, query: ReviewsQuery): { from: SQL; where: SQL[] } {
  const { status, failure, projectId } = query
  const words = digestQuery(workspaceId, query)
  return {
    from: words
      ? sql`${reviewDigests} d join ${reviews} r on r.id = d.review_id and r.workspace_id = d.workspace_id`
      : sql`${reviews} r`,
    where: [
      sql`r.workspace_id = ${workspaceId}`,
      ...(words ? [sql`d.words @@ ${words}`] : []),
      ...(status ? [sql`r.status = ${status}`] : []),
      ...(failure ? [sql`r.status = 'failed' and r.failure_kind = ${failure}`] : []),
      ...(projectId ? [sql`r.project_id = ${projectId}`] : []),
      ...withinDays(sql`r.created_at`, query),
    ],
  }
}

/** As the review itself tells them: what a person has dismissed or accepted since is not counted. */
const countsNow = sql`
  select jsonb_build_object('critical', 0, 'high', 0, 'medium', 0, 'low', 0) || coalesce(jsonb_object_agg(severity, n), '{}')
  from (
    select f.severity, count(*) as n from ${findings} f
    where f.review_id = page.id and f.fate = 'shown' and f.state <> 'fixed'
      and not exists (select from ${acceptedFindings} a
        where a.project_id = page.project_id and a.fingerprint = f.fingerprint)
      and coalesce((select d.state from ${dismissals} d
        where d.workspace_id = page.workspace_id and d.fingerprint = f.fingerprint
          and (d.project_id = page.project_id
            or (page.project_id is null and d.user_id = page.user_id and d.path = f.path))
        order by d.id desc limit 1), 'reopened') <> 'dismissed'
    group by f.severity) as counted`

// Raw SQL answers times as text.
type Times = 'createdAt' | 'startedAt' | 'finishedAt'
type Row = Omit<ListedReview, Times> & Record<Times, string> & { cursor: string }

const told = ({ cursor: _, createdAt, startedAt, finishedAt, ...rest }: Row): ListedReview => ({
  ...rest,
  createdAt: new Date(createdAt).toISOString(),
  startedAt: startedAt && new Date(startedAt).toISOString(),
  finishedAt: finishedAt && new Date(finishedAt).toISOString(),
})
