// How the reviews of this tab fare, in words: the one on the screen in full, the others a line each.
'use client'
import { Button, Progress } from '@mantine/core'
import { useReducedMotion } from '@mantine/hooks'
import { OtherReviews } from './other-reviews.tsx'
import styles from './review-activity.module.css'
import { ReviewOutcome } from './review-outcome.tsx'
import { isSettled, type Run } from './review-run.ts'
import { stageWords, subjectOf } from './review-words.ts'
import type { ActiveReview } from './use-review.ts'

export function ReviewActivity({ review }: { review: ActiveReview }) {
  const { run } = review
  return (
    <>
      <div className={styles.activity} role="status" data-testid="review-activity">
        {run === null && <Nothing />}
        {run && !isSettled(run) && <AtWork run={run} onCancel={() => review.cancel(run)} />}
        {run && isSettled(run) && <ReviewOutcome run={run} onRetry={() => review.retry(run)} />}
        {run?.problem && (
          <p className={styles.problem} role="alert">
            {run.problem}
          </p>
        )}
      </div>
      <OtherReviews review={review} />
    </>
  )
}

function Nothing() {
  return (
    <p className={styles.words}>
      Nothing reviewed yet. Press <strong>Review</strong> and findings appear here and on their lines.
    </p>
  )
}

function AtWork({ run, onCancel }: { run: Run; onCancel: () => void }) {
  const still = useReducedMotion()
  return (
    <>
      <div className={styles.line}>
        <p className={styles.words}>
          <strong>{subjectOf(run)}</strong> {stageWords(run)}
        </p>
        <Button size="compact-xs" variant="default" disabled={run.cancelling} onClick={onCancel}>
          Cancel
        </Button>
      </div>
      <Progress value={shareOf(run)} size="xs" animated={!still} transitionDuration={200} aria-label="Progress" />
    </>
  )
}

function shareOf({ review }: Run): number {
  const { done, total } = review?.progress ?? { done: 0, total: 0 }
  return Math.max(total > 0 ? (100 * done) / total : 0, 4)
}
