// What is counted and timed in the life of a review.
import type { StepOutcome } from '#analysis/analyse.ts'
import type { failureKinds, ReviewStatus } from '#contract/review.ts'
import { ended, fenced, runSeconds, stepSeconds, waitSeconds } from '#metrics.ts'
import { contextOfReview, inSpan, tellReview, tellSpan } from '#tracing.ts'
import type { Job } from './claim.ts'

export type AttemptOutcome =
  | Extract<ReviewStatus, 'completed' | 'failed' | 'cancelled'>
  | 'retried'
  | 'given back'
  | 'fenced'

/** From the claim on; returns how to say what became of the attempt. The wait is that of the database's clock. */
export function timeAttempt({ id, newsSeq, attempt, ...job }: Job): (outcome: AttemptOutcome) => void {
  const { createdAt, startedAt, runAt } = job
  const isFirst = newsSeq === 0 && attempt === 1
  if (isFirst && startedAt) waitSeconds.observe((startedAt.getTime() - createdAt.getTime()) / 1000)
  tellSpan('wait', { parent: contextOfReview(id), startTime: isFirst ? createdAt : runAt })
  const stop = runSeconds.startTimer()
  return (outcome) => {
    stop({ outcome })
    if (outcome === 'fenced') fenced.inc()
  }
}

/** The model's steps bear the names of files, of which there is no end: they are one here. */
export async function timeStep(step: string, perform: () => Promise<StepOutcome>): Promise<StepOutcome> {
  const kind = step.replace(/:.*/s, '')
  const stop = stepSeconds.startTimer({ step: kind })
  return inSpan('step', { attributes: { 'lintel.step': kind } }, perform).finally(() => stop())
}

/** All that an attempt does, told where the review's spans are. */
export const inAttempt = <T>({ id, attempt, files }: Job, work: () => Promise<T>): Promise<T> => {
  const attributes = { 'lintel.attempt': attempt, 'lintel.files': files.length }
  return inSpan('attempt', { kind: 'CONSUMER', parent: contextOfReview(id), attributes }, work)
}

type FailureKind = (typeof failureKinds)[number]

export const countEnd = (status: ReviewStatus, failureKind: FailureKind | null = null) =>
  ended.inc({ status, failure_kind: failureKind ?? 'none' })

/** Of an attempt that ended its review, which is thereby told as a whole. */
export function tellEnd({ id, createdAt }: Job, status: ReviewStatus, failureKind: FailureKind | null = null): void {
  countEnd(status, failureKind)
  tellReview(id, createdAt, { 'lintel.status': status, ...(failureKind && { 'lintel.failure_kind': failureKind }) })
}
