// The ways out of running, each one guarded write: completed, failed, cancelled, or back to the queue.
import { and, isNotNull, isNull, type SQL, sql } from 'drizzle-orm'
import type { Outcome } from '#analysis/analyse.ts'
import type { failureKinds } from '#contract/review.ts'
import { db } from '#db/client.ts'
import { findings } from '#db/schema/findings.ts'
import { reviewSteps, reviews } from '#db/schema/reviews.ts'
import { once } from '#once.ts'
import type { Job } from './claim.ts'
import { asJson, endOf, toRow } from './finding-rows.ts'
import { anyJob, held } from './lease.ts'
import { allNew } from './states.ts'

const MAX_ATTEMPTS = 5

const freed = { leaseToken: null, leaseUntil: null, slot: null }
const ended = { ...freed, stage: 'done', finishedAt: sql`now()`, newsSeq: sql`${reviews.newsSeq} + 1` } as const

/**
 * T3: the row, its findings, what they have fixed and the end of its steps, in one statement: all of it or nothing.
 * @returns the news' sequence number, or null when the lease was no longer ours and nothing was written.
 */
export async function completeReview(
  job: Job,
  outcome: Outcome,
  { states, was, fixed } = allNew,
): Promise<number | null> {
  const { id, leaseToken } = job
  const rows = outcome.findings.map((candidate, position) =>
    asJson({ ...toRow(job, candidate, position, states[position]), was: was[position] ?? null }),
  )
  const ends = fixed.map((occurrence, index) => ({
    of: occurrence.id,
    row: endOf(job, occurrence, rows.length + index),
  }))
  const given = {
    id,
    leaseToken,
    modelPart: null,
    ...outcome,
    findings: JSON.stringify(rows),
    ends: JSON.stringify(ends),
  }
  const [row] = await once('complete-review', () => completion(anyJob)).execute(given)
  return row?.seq ?? null
}

function completion(job: typeof anyJob) {
  const given = (name: keyof Outcome & keyof typeof reviews) => sql`${sql.param(sql.placeholder(name), reviews[name])}`
  const result = { engine: given('engine'), coverage: given('coverage'), summary: given('summary') }
  const rest = {
    heldBack: given('heldBack'),
    degraded: given('degraded'),
    usage: given('usage'),
    modelPart: given('modelPart'),
  }
  const completed = db()
    .$with('completed')
    .as(
      db()
        .update(reviews)
        .set({ ...ended, status: 'completed', ...result, ...rest })
        .where(held(job))
        .returning({ id: reviews.id, seq: reviews.newsSeq }),
    )
  const found = sql`jsonb_populate_recordset(null::${findings}, ${sql.placeholder('findings')}::jsonb)`
  const gone = sql`jsonb_to_recordset(${sql.placeholder('ends')}::jsonb) as gone(of uuid, row jsonb)`
  const kept = db()
    .$with('kept', {})
    .as(sql`insert into ${findings}
    select found.* from completed, ${found} found
    union all
    select ended.* from completed, ${gone} join ${findings} old on old.id = gone.of,
      jsonb_populate_record(old, gone.row) ended`)
  const cleared = db()
    .$with('cleared', {})
    .as(sql`delete from ${reviewSteps} using completed where ${reviewSteps.reviewId} = completed.id`) // served their purpose
  return db().with(completed, kept, cleared).select().from(completed).prepare('complete_review')
}

/**
 * T4: back to the queue with full jitter, or failed once the attempts are used up.
 * @param retryAfterSeconds how long somebody we depend on asked to be left alone.
 */
export async function retryReview(job: Job, message: string, retryAfterSeconds = 0) {
  if (job.attempt >= MAX_ATTEMPTS) return failReview(job, 'exhausted', message)
  const jitter = sql`random() * least(120, 2 * power(2, ${job.attempt}::int))`
  return putBack(job, {
    runAt: sql`now() + greatest(${jitter}, ${retryAfterSeconds}::float8) * interval '1 second'`,
  })
}

/** T5. */
export const failReview = (job: Job, failureKind: (typeof failureKinds)[number], failureMessage: string) =>
  free(job, { ...ended, status: 'failed', failureKind, failureMessage })

/** T6: writes nothing unless somebody has asked for it. */
export const cancelRunning = (job: Job) =>
  free(job, { ...ended, status: 'cancelled' }, isNotNull(reviews.cancelRequestedAt))

/** T8: a worker that leaves gives the attempt back too. What was due stays due since then, so its turn comes first. */
export const giveBackReview = (job: Job) => putBack(job, { attempt: sql`${reviews.attempt} - 1` })

/**
 * What is to be cancelled must not wait in the queue, where nobody would take it: it ends here. A wish that comes
 * between the two writes leaves the row running, for the sweep to cancel.
 */
const putBack = async (job: Job, change: Change) =>
  (await cancelRunning(job)) ??
  free(job, { ...freed, status: 'pending', stage: 'queued', ...change }, isNull(reviews.cancelRequestedAt))

async function free(job: Job, change: Change, only?: SQL) {
  const [row] = await update()
    .set(change)
    .where(and(held(job), only))
    .returning({ seq: reviews.newsSeq, status: reviews.status, failureKind: reviews.failureKind })
  return row ?? null
}

type Change = Parameters<ReturnType<typeof update>['set']>[0]

const update = () => db().update(reviews)
