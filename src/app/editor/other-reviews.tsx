// The reviews of this tab that are not on the screen: at work or ended, a click from being looked at.
'use client'
import { ActionIcon, Button } from '@mantine/core'
import { IconX } from '@tabler/icons-react'
import { isTold } from '#contract/finding.ts'
import styles from './review-activity.module.css'
import { isSettled, type Run } from './review-run.ts'
import { findingsOf, stageWords, subjectOf } from './review-words.ts'
import type { ActiveReview } from './use-review.ts'

export function OtherReviews({ review }: { review: ActiveReview }) {
  const others = review.runs.filter(({ key }) => key !== review.run?.key)
  if (others.length === 0) return null
  return (
    <ul className={styles.others} aria-label="Other reviews">
      {others.map((run) => (
        <li key={run.key} className={styles.other}>
          <button type="button" className={styles.show} onClick={() => review.show(run.key)}>
            <strong>{subjectOf(run)}</strong> {isSettled(run) ? endOf(run) : stageWords(run)}
          </button>
          {isSettled(run) ? (
            <ActionIcon
              size="sm"
              variant="subtle"
              c="var(--lintel-soft)"
              aria-label={`Put away: ${subjectOf(run)}`}
              onClick={() => review.forget(run)}
            >
              <IconX size={14} />
            </ActionIcon>
          ) : (
            <Button size="compact-xs" variant="default" disabled={run.cancelling} onClick={() => review.cancel(run)}>
              Cancel<span className={styles.unseen}> {subjectOf(run)}</span>
            </Button>
          )}
        </li>
      ))}
    </ul>
  )
}

function endOf({ review, refusal, paths }: Run): string {
  const [has, is, was] = paths.length > 1 ? ['have', 'are', 'were'] : ['has', 'is', 'was']
  if (refusal !== null) return `${was} not reviewed`
  if (review?.status !== 'completed') return review?.status === 'cancelled' ? `${was} cancelled` : 'failed'
  if (review.summary?.verdict === 'clean') return `${is} clean`
  return `${has} ${findingsOf(review.findings.filter(isTold).length).toLowerCase()}`
}
