// What came of a review. Green is for clean alone: what was not looked at is said, never hidden.
'use client'
import { Button } from '@mantine/core'
import { IconAlertTriangle, IconCircleCheck } from '@tabler/icons-react'
import { isTold } from '#contract/finding.ts'
import type { Review } from '#contract/review.ts'
import styles from './review-activity.module.css'
import type { Run } from './review-run.ts'

type Props = { run: Run; onReviewAgain: (paths: string[]) => void }

export function ReviewOutcome({ run, onReviewAgain }: Props) {
  const { review } = run
  if (review?.status === 'completed' && !run.refusal) return <Completed review={review} />
  const paths = run.paths.length ? run.paths : (review?.coverage.map(({ path }) => path) ?? [])
  return (
    <div className={styles.line}>
      <IconAlertTriangle size={18} className={styles.bad} />
      <p className={styles.words}>{run.refusal ?? failureWords(review)}</p>
      {paths.length > 0 && (
        <Button size="compact-xs" variant="default" onClick={() => onReviewAgain(paths)}>
          Review again
        </Button>
      )}
    </div>
  )
}

function failureWords(review: Review | null): string {
  if (review?.status === 'cancelled') return 'This review was cancelled.'
  return `The review failed: ${review?.failure?.message ?? 'the log of the worker knows why.'}`
}

function Completed({ review }: { review: Review }) {
  const gaps = review.coverage.filter(({ status }) => status !== 'reviewed')
  return (
    <>
      {review.summary?.verdict === 'clean' ? (
        <div className={styles.line}>
          <IconCircleCheck size={18} className={styles.clean} />
          <p className={styles.words}>
            <strong className={styles.clean}>Clean</strong> No findings in {files(review.coverage.length)},{' '}
            {took(review)}
          </p>
        </div>
      ) : (
        <p className={styles.words}>
          <strong>{findingsIn(review)}</strong> in {files(review.coverage.length)}, {took(review)}
        </p>
      )}
      {(gaps.length > 0 || review.degraded) && <Gaps gaps={gaps} />}
    </>
  )
}

function Gaps({ gaps }: { gaps: Review['coverage'] }) {
  return (
    <div className={styles.gaps}>
      <p className={styles.words}>
        <IconAlertTriangle size={16} className={styles.bad} /> Not everything could be reviewed.
      </p>
      <ul>
        {gaps.map(({ path, status, reason }) => (
          <li key={path}>
            {path}: {reason ?? (status === 'skipped' ? 'not reviewed' : 'reviewed in part')}
          </li>
        ))}
      </ul>
    </div>
  )
}

const files = (count: number) => (count === 1 ? '1 file' : `${count} files`)

function findingsIn({ findings }: Review): string {
  const count = findings.filter(isTold).length
  if (count === 0) return 'No findings'
  return count === 1 ? '1 finding' : `${count} findings`
}

function took({ createdAt, finishedAt }: Review): string {
  const seconds = (Date.parse(finishedAt ?? createdAt) - Date.parse(createdAt)) / 1000
  return `${seconds < 10 ? seconds.toFixed(1) : Math.round(seconds)} s`
}
