// What came of a review. Green is for clean alone: what was not looked at is said, never hidden.
'use client'
import { Button } from '@mantine/core'
import { IconAlertTriangle, IconCircleCheck } from '@tabler/icons-react'
import { isTold } from '#contract/finding.ts'
import type { Review } from '#contract/review.ts'
import { modelWords } from './model-words.ts'
import styles from './review-activity.module.css'
import type { Run } from './review-run.ts'
import { failureWords, filesIn, findingsOf } from './review-words.ts'

type Props = { run: Run; onRetry: () => void }

export function ReviewOutcome({ run, onRetry }: Props) {
  const { review } = run
  if (review?.status === 'completed' && !run.refusal) return <Completed review={review} />
  return (
    <div className={styles.line}>
      <IconAlertTriangle size={18} className={styles.bad} />
      <p className={styles.words}>{failureWords(run)}</p>
      {(run.review || run.sent) && (
        <Button size="compact-xs" variant="default" onClick={onRetry}>
          Retry
        </Button>
      )}
    </div>
  )
}

function Completed({ review }: { review: Review }) {
  const gaps = review.coverage.filter(({ status }) => status !== 'reviewed')
  return (
    <>
      {review.summary?.verdict === 'clean' ? (
        <div className={styles.line}>
          <IconCircleCheck size={18} className={styles.clean} />
          <p className={styles.words}>
            <strong className={styles.clean}>Clean</strong> No findings in {filesIn(review.coverage.length)},{' '}
            {took(review)}
            <Fixed count={review.resolved.length} />
          </p>
        </div>
      ) : (
        <p className={styles.words}>
          <strong>{findingsOf(review.findings.filter(isTold).length)}</strong> in {filesIn(review.coverage.length)},{' '}
          {took(review)}
          <Fixed count={review.resolved.length} />
        </p>
      )}
      {(gaps.length > 0 || review.degraded) && <Gaps gaps={gaps} />}
      {review.modelPart && (
        <p className={styles.words}>
          {modelWords(review, review.modelPart)} <a href={`/reviews/${review.id}#model`}>What was sent</a>
        </p>
      )}
    </>
  )
}

function Fixed({ count }: { count: number }) {
  if (count === 0) return null
  return (
    <>
      {' · '}
      <strong className={styles.clean}>{count} fixed</strong>
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

function took({ createdAt, finishedAt }: Review): string {
  const seconds = (Date.parse(finishedAt ?? createdAt) - Date.parse(createdAt)) / 1000
  return `${seconds < 10 ? seconds.toFixed(1) : Math.round(seconds)} s`
}
