// Finished steps of a running review: kept once, fenced by the lease, and announced as they come.
import { and, asc, eq, lte, sql } from 'drizzle-orm'
import type { Stage, StepOutcome } from '#analysis/analyse.ts'
import type { Candidate, Finding } from '#contract/finding.ts'
import type { News } from '#contract/live.ts'
import type { Progress } from '#contract/review.ts'
import { db } from '#db/client.ts'
import { reviewSteps, reviews } from '#db/schema/reviews.ts'
import { announce } from '#events.ts'
import { once } from '#once.ts'
import type { Job } from './claim.ts'
import { provisional } from './finding-rows.ts'
import { anyJob, held } from './lease.ts'

/** What a step has to show; what it holds back is told only with the whole result. */
export const shownBy = (outcome: StepOutcome): Candidate[] => outcome.findings.filter(({ fate }) => fate === 'shown')

/** @param upTo the last number of news that counts: what was kept after a row was read is no part of it. */
export async function readSteps(reviewId: string, upTo = Number.MAX_SAFE_INTEGER): Promise<Map<string, StepOutcome>> {
  const rows = await db()
    .select({ name: reviewSteps.name, outcome: reviewSteps.outcome })
    .from(reviewSteps)
    .where(and(eq(reviewSteps.reviewId, reviewId), lte(reviewSteps.seq, upTo)))
    .orderBy(asc(reviewSteps.seq))
    .prepare('read_steps')
    .execute()
  return new Map(rows.map(({ name, outcome }) => [name, outcome as StepOutcome]))
}

/** What a review that still runs has found so far; the end may yet hold some of it back. */
export const provisionalFindings = (reviewId: string, steps: Map<string, StepOutcome>): Finding[] => {
  const found = [...steps.values()].flatMap(shownBy)
  return [
    ...new Map(found.map((candidate) => provisional(reviewId, candidate)).map((item) => [item.id, item])).values(),
  ]
}

/** Tells how many steps there will be. False when the lease was lost. */
export async function planSteps(job: Job, total: number, done: number): Promise<boolean> {
  const { id, leaseToken } = job
  const [row] = await once('plan-steps', () => plan(anyJob)).execute({ id, leaseToken, total, done })
  if (row) await announce(progressNews(job, { ...row, done, total }))
  return row !== undefined
}

const plan = (job: typeof anyJob) =>
  db()
    .update(reviews)
    .set({
      stepsTotal: sql`${sql.placeholder('total')}`,
      stepsDone: sql`${sql.placeholder('done')}`,
      newsSeq: sql`${reviews.newsSeq} + 1`,
    })
    .where(held(job))
    .returning({ seq: reviews.newsSeq, stage: reviews.stage })
    .prepare('plan_steps')

/** The work changes its kind, and whoever watches sees it. False when the lease was lost. */
export async function enterStage(job: Job, stage: Stage): Promise<boolean> {
  const [row] = await db()
    .update(reviews)
    .set({
      // Somebody who has cancelled sees that first.
      stage: sql`case when ${reviews.cancelRequestedAt} is null then ${stage}::review_stage else ${reviews.stage} end`,
      newsSeq: sql`${reviews.newsSeq} + 1`,
    })
    .where(held(job))
    .returning({ seq: reviews.newsSeq, done: reviews.stepsDone, total: reviews.stepsTotal, stage: reviews.stage })
  if (row) await announce(progressNews(job, row))
  return row !== undefined
}

/**
 * False when the lease was lost: then nothing was written or said.
 * @param counts whether it is one of the steps that were planned.
 */
export async function keepStep(job: Job, name: string, outcome: StepOutcome, counts = true): Promise<boolean> {
  const shown = shownBy(outcome)
  const size = shown.length + 1
  const { id, leaseToken, workspaceId, attempt } = job
  const step = { size, name, outcome: JSON.stringify(outcome), more: counts ? 1 : 0 }
  const given = { id, leaseToken, workspaceId, attempt, ...step }
  const [row] = await once('keep-step', () => keeping(anyJob)).execute(given)
  if (!row) return false
  const found: News[] = shown.map((candidate, index) => ({
    type: 'finding',
    reviewId: job.id,
    seq: row.seq - size + 1 + index,
    finding: provisional(job.id, candidate),
  }))
  await announce(...found, progressNews(job, row))
  return true
}

function keeping(job: typeof anyJob) {
  const { placeholder } = sql
  const counted = db()
    .$with('counted')
    .as(
      db()
        .update(reviews)
        .set({
          stepsDone: sql`${reviews.stepsDone} + ${placeholder('more')}::int`,
          newsSeq: sql`${reviews.newsSeq} + ${placeholder('size')}`,
        })
        .where(held(job))
        .returning({ seq: reviews.newsSeq, done: reviews.stepsDone, total: reviews.stepsTotal, stage: reviews.stage }),
    )
  const kept = db()
    .$with('kept', {})
    .as(sql`
    insert into ${reviewSteps} (review_id, workspace_id, name, attempt, seq, outcome)
    select ${job.id}::uuid, ${placeholder('workspaceId')}::uuid, ${placeholder('name')},
      ${placeholder('attempt')}::int, news_seq, ${placeholder('outcome')}::jsonb
    from counted
    on conflict do nothing`)
  return db().with(counted, kept).select().from(counted).prepare('keep_step')
}

type Reached = Progress & { seq: number }

const progressNews = (job: Job, { seq, stage, done, total }: Reached): News => ({
  type: 'progress',
  reviewId: job.id,
  seq,
  status: 'running',
  progress: { stage, done, total },
})
