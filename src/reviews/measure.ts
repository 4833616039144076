// What is counted and timed in the life of a review.
import type { StepOutcome } from '#analysis/analyse.ts'
import type { failureKinds, ReviewStatus } from '#contract/review.ts'
import { ended, fenced, runSeconds, stepSeconds, waitSeconds } from '#metrics.ts'
import type { Job } from './claim.ts'

export type AttemptOutcome =
  | Extract<ReviewStatus, 'completed' | 'failed' | 'cancelled'>
  | 'retried'
  | 'given back'
  | 'fenced'

/** From the claim on; returns how to say what became of the attempt. The wait is that of the database's clock. */
export function timeAttempt({ newsSeq, attempt, createdAt, startedAt }: Job): (outcome: AttemptOutcome) => void {
  if (newsSeq === 0 && attempt === 1 && startedAt)
    waitSeconds.observe((startedAt.getTime() - createdAt.getTime()) / 1000)
  const stop = runSeconds.startTimer()
  return (outcome) => {
    stop({ outcome })
    if (outcome === 'fenced') fenced.inc()
  }
}

/** The model's steps bear the names of files, of which there is no end: they are one here. */
export async function timeStep(step: string, perform: () => Promise<StepOutcome>): Promise<StepOutcome> {
  const stop = stepSeconds.startTimer({ step: step.replace(/:.*/s, '') })
  try {
    return await perform()
  } finally {
    stop()
  }
}

export const countEnd = (status: ReviewStatus, failureKind: (typeof failureKinds)[number] | null = null) =>
  ended.inc({ status, failure_kind: failureKind ?? 'none' })
