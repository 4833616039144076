// Which rules and which files the findings of some days are about.
import { sql } from 'drizzle-orm'
import type { Insights, RuleInsight } from '#contract/insights.ts'
import { db } from '#db/client.ts'
import { withinDays } from '#db/paging.ts'
import { trackedFindings } from '#db/schema/insights.ts'
import type { Span } from './read-insights.ts'

const ofSpan = (span: Span) =>
  sql.join(
    [
      sql`workspace_id = ${span.workspaceId}`,
      ...(span.projectId ? [sql`project_id = ${span.projectId}`] : []),
      ...withinDays(sql`first_seen_at`, span),
    ],
    sql` and `,
  )

/** The noisiest first. */
export const readRules = (span: Span): Promise<RuleInsight[]> =>
  db().execute<RuleInsight>(sql`
    with counted as (
      select rule_id, state, case when state = 'dismissed' then dismiss_reason end as reason, count(*) as n
      from ${trackedFindings} where ${ofSpan(span)} group by 1, 2, 3)
    select rule_id as "ruleId", sum(n)::int as found, coalesce(sum(n) filter (where state = 'fixed'), 0)::int as fixed,
      coalesce(sum(n) filter (where state = 'dismissed'), 0)::int as dismissed,
      coalesce(jsonb_agg(jsonb_build_object('reason', reason, 'n', n) order by n desc, reason)
        filter (where state = 'dismissed'), '[]') as reasons
    from counted group by 1 order by dismissed desc, found desc, 1 limit 50`)

export const readFiles = (span: Span): Promise<Insights['files']> =>
  db().execute<Insights['files'][number]>(sql`
    select path, project_id as "projectId", count(*)::int as found, (count(*) filter (where state = 'open'))::int as open
    from ${trackedFindings} where ${ofSpan(span)} group by 1, 2 order by found desc, open desc, 1 limit 20`)
