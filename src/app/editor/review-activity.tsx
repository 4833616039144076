// How the review fares, in words: sent, queued, at work, and what came of it.
'use client'
import { Button, Progress } from '@mantine/core'
import type { Review } from '#contract/review.ts'
import styles from './review-activity.module.css'
import { ReviewOutcome } from './review-outcome.tsx'
import { isSettled, type Run } from './review-run.ts'

type Props = { run: Run | null; onReviewAgain: (paths: string[]) => void; onLetGo: () => void }

export function ReviewActivity({ run, onReviewAgain, onLetGo }: Props) {
  return (
    <div className={styles.activity} role="status" data-testid="review-activity">
      {run === null && <Nothing />}
      {run && !isSettled(run) && <AtWork run={run} onLetGo={onLetGo} />}
      {run && isSettled(run) && <ReviewOutcome run={run} onReviewAgain={onReviewAgain} />}
    </div>
  )
}

function Nothing() {
  return (
    <p className={styles.words}>
      Nothing reviewed yet. Press <strong>Review</strong> and findings appear here and on their lines.
    </p>
  )
}

function AtWork({ run, onLetGo }: { run: Run; onLetGo: () => void }) {
  const progress = run.review?.progress
  const share = progress && progress.total > 0 ? (100 * progress.done) / progress.total : 0
  return (
    <>
      <div className={styles.line}>
        <p className={styles.words}>
          <strong>{subjectOf(run.paths)}</strong> {stageWords(run.review)}
        </p>
        {run.id && (
          <Button size="compact-xs" variant="subtle" c="var(--lintel-soft)" onClick={onLetGo}>
            Stop waiting
          </Button>
        )}
      </div>
      <Progress value={Math.max(share, 4)} size="xs" animated transitionDuration={200} aria-label="Progress" />
    </>
  )
}

function stageWords(review: Review | null): string {
  if (!review) return 'is being sent'
  const { stage, done, total, position } = review.progress
  if (review.status === 'pending') {
    if (!position) return 'is next in line'
    return position === 1 ? 'waits for one review before it' : `waits for ${position} reviews before it`
  }
  const at = {
    queued: 'is starting',
    analysing: 'is being analysed',
    'asking the model': 'is with the model',
    cancelling: 'is being cancelled',
  }
  const words = stage === 'ranking' || stage === 'done' ? 'is nearly done' : at[stage]
  return total > 0 ? `${words}: ${done} of ${total} steps` : words
}

function subjectOf(paths: string[]): string {
  const [first = 'The review'] = paths
  return paths.length > 1 ? `${paths.length} files` : (first.split('/').at(-1) ?? first)
}
