// The sums that are kept by day, added up over the days or weeks that are asked for.
import { sql } from 'drizzle-orm'
import { db } from '#db/client.ts'
import { tallies } from '#db/schema/insights.ts'
import { reviews } from '#db/schema/reviews.ts'
import type { Span } from './read-insights.ts'

/** `period`: the first day of it that was asked for. */
export type Sum = { measure: string; period: string; key: string; n: number }
export type TimesSum = { measure: string; period: string; n: number; p50: number; p95: number }

const COUNTED = ['review', 'failure', 'language', 'model', 'micro-usd', 'severity', 'category', 'fixed', 'dismissed']
const TIMED = ['wait', 'run', 'time-to-fix']
/** Sums of a whole workspace stand under this. */
const ALL = '00000000-0000-0000-0000-000000000000'

const periodOf = ({ from, step }: Span, day = sql`day`) =>
  step === 'day' ? sql`${day}::text` : sql`greatest(date_trunc('week', ${day})::date, ${from}::date)::text`

const within = ({ workspaceId, projectId, from, to }: Span, measures: string[]) => sql`
  workspace_id = ${workspaceId} and project_id = ${projectId ?? ALL}
  and measure in ${measures} and day between ${from}::date and ${to}::date`

export const readSums = (span: Span): Promise<Sum[]> =>
  db().execute<Sum>(sql`
    select measure, ${periodOf(span)} as period, key, sum(n)::float8 as n from ${tallies}
    where ${within(span, COUNTED)} group by 1, 2, 3`)

/** A time is known by the step of 10 % it falls into; told is the middle of the one that holds the median, or the 95th. */
export const readTimes = (span: Span): Promise<TimesSum[]> =>
  db().execute<TimesSum>(sql`
    with steps as (
      select measure, ${periodOf(span)} as period, key::int as step, sum(n) as n from ${tallies}
      where ${within(span, TIMED)} group by 1, 2, 3),
    upTo as (
      select *, sum(n) over (partition by measure, period order by step) as before,
        sum(n) over (partition by measure, period) as total from steps)
    select measure, period, max(total)::int as n,
      round(power(1.1, min(step) filter (where before >= 0.5 * total) - 0.5))::float8 as p50,
      round(power(1.1, min(step) filter (where before >= 0.95 * total) - 0.5))::float8 as p95
    from upTo group by 1, 2`)

/** Only what has ended is in the sums; few have not. */
export const readOpenReviews = (span: Span): Promise<Sum[]> =>
  db().execute<Sum>(sql`
    select 'review' as measure, ${periodOf(span)} as period, status as key, count(*)::int as n
    from (select (created_at at time zone 'UTC')::date as day, status from ${reviews}
      where workspace_id = ${span.workspaceId} and status in ('pending', 'running')
        ${span.projectId ? sql`and project_id = ${span.projectId}` : sql``}) as open
    where day between ${span.from}::date and ${span.to}::date group by 1, 2, 3`)
