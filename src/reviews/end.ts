// The ways out of running, each one guarded write: completed, failed, cancelled, or back to the queue.
import { and, eq, isNotNull, isNull, type SQL, sql } from 'drizzle-orm'
import type { Outcome } from '#analysis/analyse.ts'
import type { failureKinds } from '#contract/review.ts'
import { db } from '#db/client.ts'
import { findings } from '#db/schema/findings.ts'
import { reviewSteps, reviews } from '#db/schema/reviews.ts'
import type { Job } from './claim.ts'
import { toRow } from './finding-rows.ts'
import { held } from './lease.ts'

const MAX_ATTEMPTS = 5
const BATCH = 500

const freed = { leaseToken: null, leaseUntil: null }
const ended = { ...freed, finishedAt: sql`now()`, newsSeq: sql`${reviews.newsSeq} + 1` }

/** The news' sequence number, or null when the lease was no longer ours and nothing was written. */
export async function completeReview(job: Job, outcome: Outcome): Promise<number | null> {
  const { engine, coverage, summary, heldBack, degraded, usage } = outcome
  return db().transaction(async (tx) => {
    const [row] = await tx
      .update(reviews)
      .set({ ...ended, status: 'completed', stage: 'done', engine, coverage, summary, heldBack, degraded, usage })
      .where(held(job))
      .returning({ seq: reviews.newsSeq })
    if (!row) return null
    const rows = outcome.findings.map((candidate, position) => toRow(job, candidate, position))
    for (let from = 0; from < rows.length; from += BATCH)
      await tx.insert(findings).values(rows.slice(from, from + BATCH))
    await tx.delete(reviewSteps).where(eq(reviewSteps.reviewId, job.id)) // served their purpose
    return row.seq
  })
}

/** Back to the queue with full jitter, or failed once the attempts are used up. */
export async function retryReview(job: Job, message: string) {
  const over = job.attempt >= MAX_ATTEMPTS
  if (over) return failReview(job, 'exhausted', message)
  const backoff = sql`random() * least(120, 2 * power(2, ${job.attempt}::int)) * interval '1 second'`
  return putBack(job, { runAt: sql`now() + ${backoff}` })
}

export const failReview = (job: Job, failureKind: (typeof failureKinds)[number], failureMessage: string) =>
  free(job, { ...ended, status: 'failed', failureKind, failureMessage })

/** Writes nothing unless somebody has asked for it. */
export const cancelRunning = (job: Job) =>
  free(job, { ...ended, status: 'cancelled' }, isNotNull(reviews.cancelRequestedAt))

/** A worker that leaves gives the attempt back too. */
export const giveBackReview = (job: Job) => putBack(job, { attempt: sql`${reviews.attempt} - 1`, runAt: sql`now()` })

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
    .returning({ seq: reviews.newsSeq, status: reviews.status })
  return row ?? null
}

type Change = Parameters<ReturnType<typeof update>['set']>[0]

const update = () => db().update(reviews)
