// What is known of a scope before a review: the review it is compared with, and what older ones said last.
import { sql } from 'drizzle-orm'
import type { Fate, State } from '#contract/finding.ts'
import type { Coverage } from '#contract/review.ts'
import { db } from '#db/client.ts'
import { findings } from '#db/schema/findings.ts'
import { reviewFiles, reviews } from '#db/schema/reviews.ts'
import type { Job } from './claim.ts'
import type { Identity, Past, Sighting } from './compare.ts'
import { ofScope } from './scope.ts'

/** So many reviews of a scope are remembered: what is older is told as if it had not been. */
const LOOK_BACK = 50

const ENDED = `status = 'completed'`

/**
 * The base is the one that was asked for; without one, or if that has not completed, the last completed review of the
 * scope from before this one, and rather one that shares a file with it. Null when there is none.
 */
export async function readPast(job: Job, present: Identity[]): Promise<Past<Occurrence> | null> {
  const identities = JSON.stringify(present.map(({ path, fingerprint }) => ({ path, fingerprint })))
  const [row] = await db().execute<Row>(sql`
    with recent as materialized (
      select id, created_at, coverage from ${reviews}
      where ${ofScope(job)} and ${sql.raw(ENDED)}
        and (created_at, id) < (select created_at, id from ${reviews} where id = ${job.id})
      order by created_at desc, id desc limit ${LOOK_BACK}),
    base as (
      select id, created_at, coverage from (
        select 0 as rank, id, created_at, coverage from ${reviews}
        where id = ${job.baseReviewId} and workspace_id = ${job.workspaceId} and ${sql.raw(ENDED)}
        union all
        select case when exists (
          select from ${reviewFiles} theirs join ${reviewFiles} mine using (path)
          where theirs.review_id = recent.id and mine.review_id = ${job.id}) then 1 else 2 end, recent.* from recent
      ) one order by rank, created_at desc, id desc limit 1),
    found as (
      select found.* from base join ${findings} found on found.review_id = base.id and found.state <> 'fixed'),
    unknown as (
      select present.* from jsonb_to_recordset(${identities}::jsonb) as present(path text, fingerprint text)
      where not exists (select from found where found.path = present.path and found.fingerprint = present.fingerprint)),
    seen as materialized (
      select recent.id, recent.created_at from recent, base
      where (recent.created_at, recent.id) <= (base.created_at, base.id)
      union select id, created_at from base),
    earlier as (
      select distinct on (old.path, old.fingerprint) old.path, old.fingerprint, old.state
      from seen join ${findings} old on old.review_id = seen.id
      where old.fingerprint in (select fingerprint from unknown) and not exists (select from found where found.id = old.id)
      order by old.path, old.fingerprint, seen.created_at desc, seen.id desc)
    select base.coverage,
      (select coalesce(jsonb_agg(jsonb_build_object('id', id, 'path', path, 'fingerprint', fingerprint, 'fate', fate,
        'ruleId', rule_id, 'quote', quote) order by position), '[]') from found) as found,
      (select coalesce(jsonb_agg(to_jsonb(earlier)), '[]') from earlier) as earlier
    from base`)
  if (!row) return null
  const reviewed = row.coverage.filter(({ status }) => status === 'reviewed').map(({ path }) => path)
  return { found: row.found, earlier: row.earlier, reviewed: new Set(reviewed) }
}

export type Occurrence = Sighting & { id: string }

type Row = {
  coverage: Coverage[]
  found: (Occurrence & { fate: Fate })[]
  earlier: (Identity & { state: State })[]
}
