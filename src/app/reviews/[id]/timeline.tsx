// What a review lived through: handed in, waited for, attempted, step by step, ended.
import type { ReactNode } from 'react'
import type { ReviewEvent, ReviewStory } from '#contract/history.ts'
import type { Review } from '#contract/review.ts'
import { LocalTime } from '../../local-time.tsx'
import { failureNames, spanBetween } from '../review-words.ts'
import styles from './review.module.css'

export function Timeline({ review, story }: { review: Review; story: ReviewStory }) {
  const { createdAt, failure, progress, status } = review
  const { events, retryOf, baseReviewId } = story
  return (
    <section className={styles.block} aria-labelledby="timeline">
      <h2 id="timeline">Timeline</h2>
      <ol className={styles.timeline}>
        <Moment at={createdAt}>
          Handed in by {story.by}
          {retryOf && (
            <>
              , as another try of <a href={`/reviews/${retryOf}`}>an earlier review</a>
            </>
          )}
        </Moment>
        {events.map((event, index) => (
          <Moment
            // biome-ignore lint/suspicious/noArrayIndexKey: what has happened stays in its place
            key={index}
            at={event.at}
            after={spanBetween(events[index - 1]?.at ?? createdAt, event.at)}
          >
            {wordsOf(event)}
            {event.what === 'failed' && failure && ` (${failureNames[failure.kind]}): ${failure.message}`}
          </Moment>
        ))}
        {status === 'pending' && <li>Waiting for a worker</li>}
        {status === 'running' && (
          <li>
            {progress.stage}
            {progress.total > 0 && `: ${progress.done} of ${progress.total} steps`}
          </li>
        )}
      </ol>
      {story.crashes > 0 && <p className={styles.soft}>Workers that died over it: {story.crashes}.</p>}
      {baseReviewId && (
        <p className={styles.soft}>
          Told against <a href={`/reviews/${baseReviewId}`}>the review it was handed in with</a>.
        </p>
      )}
    </section>
  )
}

function wordsOf({ what, attempt, detail }: ReviewEvent): string {
  const words: Record<ReviewEvent['what'], string> = {
    started: `Attempt ${attempt} began`,
    step: `${detail} has ended`,
    returned: `Attempt ${attempt} broke off; back in the queue`,
    cancelling: 'Somebody asked to cancel it',
    completed: 'Completed',
    failed: 'Failed',
    cancelled: 'Cancelled',
  }
  return words[what]
}

const Moment = ({ at, after, children }: { at: string; after?: string; children: ReactNode }) => (
  <li>
    {children}{' '}
    <span className={styles.soft}>
      <LocalTime at={at} />
      {after && ` · ${after} later`}
    </span>
  </li>
)
