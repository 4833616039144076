// In one line: whose review, of what, how it stands, how long it took, what it cost.
import { Fragment, type ReactNode } from 'react'
import type { ReviewStory } from '#contract/history.ts'
import type { Review } from '#contract/review.ts'
import { LocalTime } from '../../local-time.tsx'
import { costWords, spanBetween, statusWords } from '../review-words.ts'

export function Facts({ review, story }: { review: Review; story: ReviewStory }) {
  const { status, createdAt, startedAt, finishedAt, usage, engine, degraded } = review
  const facts: ReactNode[] = [
    <strong key="status">{statusWords[status]}</strong>,
    <span key="by">
      by {story.by}, <LocalTime at={createdAt} />
    </span>,
    story.project,
    startedAt && finishedAt && `took ${spanBetween(startedAt, finishedAt)}`,
    engine && `engine ${engine.version}${engine.model ? ` with ${engine.model.name}` : ''}`,
    usage.inputTokens > 0 &&
      `${costWords(usage.costUsd)} for ${usage.inputTokens.toLocaleString('en')} tokens in and ${usage.outputTokens.toLocaleString('en')} out`,
    degraded && 'not everything could be reviewed',
  ]
  return facts.filter(Boolean).map((fact, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: the facts of one fixed line
    <Fragment key={index}>
      {index > 0 && ' · '}
      {fact}
    </Fragment>
  ))
}
