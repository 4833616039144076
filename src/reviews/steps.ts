// Finished steps of a running review: kept once, fenced by the lease, and announced as they come.
import { asc, eq, sql } from 'drizzle-orm'
import type { StepOutcome } from '#analysis/analyse.ts'
import type { Candidate, Finding } from '#contract/finding.ts'
import type { News } from '#contract/live.ts'
import { db } from '#db/client.ts'
import { reviewSteps, reviews } from '#db/schema/reviews.ts'
import { announce } from '#events.ts'
import type { Job } from './claim.ts'
import { provisional } from './finding-rows.ts'
import { held } from './lease.ts'

/** What a step has to show; what it holds back is told only with the whole result. */
export const shownBy = (outcome: StepOutcome): Candidate[] => outcome.findings.filter(({ fate }) => fate === 'shown')

export async function readSteps(reviewId: string): Promise<Map<string, StepOutcome>> {
  const rows = await db()
    .select({ name: reviewSteps.name, outcome: reviewSteps.outcome })
    .from(reviewSteps)
    .where(eq(reviewSteps.reviewId, reviewId))
    .orderBy(asc(reviewSteps.seq))
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
  const [row] = await db()
    .update(reviews)
    .set({ stepsTotal: total, stepsDone: done, newsSeq: sql`${reviews.newsSeq} + 1` })
    .where(held(job))
    .returning({ seq: reviews.newsSeq })
  if (row) await announce(progressNews(job, row.seq, done, total))
  return row !== undefined
}

/** False when the lease was lost: then nothing was written or said. */
export async function keepStep(job: Job, name: string, outcome: StepOutcome): Promise<boolean> {
  const shown = shownBy(outcome)
  const size = shown.length + 1
  const row = await db().transaction(async (tx) => {
    const [row] = await tx
      .update(reviews)
      .set({ stepsDone: sql`${reviews.stepsDone} + 1`, newsSeq: sql`${reviews.newsSeq} + ${size}` })
      .where(held(job))
      .returning({ seq: reviews.newsSeq, done: reviews.stepsDone, total: reviews.stepsTotal })
    if (!row) return null
    const { id: reviewId, workspaceId, attempt } = job
    await tx
      .insert(reviewSteps)
      .values({ reviewId, workspaceId, name, attempt, seq: row.seq, outcome })
      .onConflictDoNothing()
    return row
  })
  if (!row) return false
  const found: News[] = shown.map((candidate, index) => ({
    type: 'finding',
    reviewId: job.id,
    seq: row.seq - size + 1 + index,
    finding: provisional(job.id, candidate),
  }))
  await announce(...found, progressNews(job, row.seq, row.done, row.total))
  return true
}

const progressNews = (job: Job, seq: number, done: number, total: number): News => ({
  type: 'progress',
  reviewId: job.id,
  seq,
  status: 'running',
  progress: { stage: 'analysing', done, total },
})
