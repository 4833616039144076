// A review becomes somebody's: only one worker can turn a waiting review into a running one.
import { eq, getTableColumns, type SQL, sql } from 'drizzle-orm'
import type { SourceFile } from '#analysis/analyse.ts'
import { claimsDb } from '#db/client.ts'
import { type ReviewRow, reviewFiles, reviews, SLOT_TAKEN, turn } from '#db/schema/reviews.ts'
import { ruleSettings, rules } from '#db/schema/rules.ts'
import { env } from '#env.ts'
import { once } from '#once.ts'
import { violates } from './violates.ts'

/**
 * A running review whose lease is ours, with its files in their order. Every later write must name the token.
 * `hasPast`: there may be earlier reviews to compare it with; `hasLaw`: its workspace or project may have rules of its own.
 */
export type Job = ReviewRow & { leaseToken: string; files: SourceFile[]; hasPast: boolean; hasLaw: boolean }

/** Each try that fails is another worker's that did not, for the same person at the same moment. */
const MOST_TRIES = 20

const due = sql`waiting.status = 'pending' and waiting.run_at <= now() and waiting.cancel_requested_at is null`

/** T1: the review of this id, if it is due and free and its person has a place left; else null. */
export const claimReview = (id: string, workerId: string): Promise<Job | null> => claim(byName(), { id, workerId })

/**
 * T1b: whatever is due; null when there is nothing, or when everybody who waits has as many running as one may have.
 * First comes the person with the fewest running, then the review whose turn it is.
 */
export const claimNextReview = (workerId: string): Promise<Job | null> => claim(byTurn(), { workerId })

const byName = () =>
  once('claim.by-name', () =>
    prepare(
      'claim_by_name',
      sql`select waiting.id, waiting.user_id from ${reviews} waiting
        where waiting.id = ${sql.placeholder('id')} and ${due} for update skip locked`,
    ),
  )

/**
 * One level after the other, those who have none running first: each is a walk along the index of turns that ends at
 * the first review to be had. What another worker is just taking is walked past: nobody waits for it, and nobody comes
 * back empty while there is more.
 */
const byTurn = () =>
  once('claim.by-turn', () =>
    prepare(
      'claim_by_turn',
      sql`with busy as materialized (
          select user_id, count(*) as running from ${reviews} where status = 'running' group by user_id)
        select first.id, first.user_id
        from (select 0 as running union select running from busy order by running) level
        cross join lateral (
          select waiting.id, waiting.user_id from ${reviews} waiting
          where ${due} and waiting.user_id not in (select user_id from busy where busy.running > level.running)
          order by ${turn(sql`waiting.run_at`, sql`waiting.priority`)}, waiting.id
          limit 1
          for update skip locked) first
        where level.running < ${sql.placeholder('cap')}
        order by level.running
        limit 1`,
    ),
  )

/**
 * The person's lowest free place; null when all are taken. Whoever takes it at the same moment makes this claim fail on
 * the unique index of places, so nobody ever has more running than there are places, however many workers claim.
 */
const freeSlot = sql`(
  select min(place) from (
    select 0 as place union all
    select slot + 1 from ${reviews} where status = 'running' and user_id = candidate.user_id) place
  where place < ${sql.placeholder('cap')} and not exists (
    select from ${reviews} where status = 'running' and user_id = candidate.user_id and slot = place))`

// What whoever claims a review needs next comes in the same round trip.
const files = sql<SourceFile[]>`(
  select coalesce(json_agg(json_build_object('path', path, 'content', content, 'language', language) order by position), '[]')
  from ${reviewFiles} where review_id = "reviews"."id")`

/** One index for each of the two scopes (`scope.ts`), so each is asked for by itself. */
const hasPast = sql<boolean>`("reviews"."base_review_id" is not null or case when "reviews"."project_id" is null
  then exists (select from ${reviews} earlier where earlier.user_id = "reviews"."user_id"
    and earlier.workspace_id = "reviews"."workspace_id" and earlier.project_id is null and earlier.status = 'completed')
  else exists (select from ${reviews} earlier where earlier.project_id = "reviews"."project_id"
    and earlier.workspace_id = "reviews"."workspace_id" and earlier.status = 'completed') end)`

const hasLaw = sql<boolean>`("reviews"."project_id" is not null
  or exists (select from ${rules} where workspace_id = "reviews"."workspace_id")
  or exists (select from ${ruleSettings} where workspace_id = "reviews"."workspace_id"))`

const prepare = (name: string, candidate: SQL) =>
  claimsDb()
    .update(reviews)
    .set({
      status: 'running',
      attempt: sql`${reviews.attempt} + 1`,
      leaseToken: sql`gen_random_uuid()`,
      leaseUntil: sql`now() + make_interval(secs => ${sql.placeholder('lease')})`,
      slot: sql`chosen.slot`,
      workerId: sql`${sql.placeholder('workerId')}`,
      startedAt: sql`coalesce(${reviews.startedAt}, now())`,
      claimedAt: sql`now()`,
      stage: 'analysing',
      stepsDone: 0,
      stepsTotal: 0,
    })
    // Looked for once, whatever the plan: a subquery that is run again would walk past what it has just taken, to the next.
    .from(
      sql`(with once as materialized (select candidate.id, ${freeSlot} as slot from (${candidate}) candidate)
        select id, slot from once) chosen`,
    )
    .where(sql`${eq(reviews.id, sql`chosen.id`)} and chosen.slot is not null`)
    .returning({ ...getTableColumns(reviews), files, hasPast, hasLaw })
    .prepare(name)

async function claim(query: ReturnType<typeof prepare>, given: { id?: string; workerId: string }): Promise<Job | null> {
  const settings = { cap: env().MAX_RUNNING_REVIEWS_PER_USER, lease: env().LEASE_SECONDS }
  for (let tries = 1; ; tries++)
    try {
      const [row] = await query.execute({ ...given, ...settings })
      return (row as Job | undefined) ?? null
    } catch (error) {
      if (!violates(error, SLOT_TAKEN) || tries === MOST_TRIES) throw error
    }
}
