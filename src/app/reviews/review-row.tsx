// One review in the list: what it is about, how it stands, what was found, and how long it took.
'use client'
import { severities } from '#contract/finding.ts'
import type { ListedReview } from '#contract/history.ts'
import { languageNames } from '../editor/language-names.ts'
import { SeverityIcon } from '../editor/severity-icon.tsx'
import styles from '../list-page.module.css'
import { LocalTime } from '../local-time.tsx'
import { costWords, failureNames, nameOf, spanBetween, statusTone, statusWords } from './review-words.ts'

type Props = { review: ListedReview; project: string | undefined; chosen: boolean; onChoose: () => void }

export function ReviewRow({ review, project, chosen, onChoose }: Props) {
  const { id, status, failureKind, createdAt, startedAt, finishedAt, languages, costUsd } = review
  const name = nameOf(review)
  const about = [
    project,
    languages.map((language) => languageNames[language]).join(', '),
    failureKind && failureNames[failureKind],
    startedAt && finishedAt && `took ${spanBetween(startedAt, finishedAt)}`,
    costUsd > 0 && costWords(costUsd),
  ].filter(Boolean)
  return (
    <li className={styles.item}>
      <input type="checkbox" aria-label={`Select ${name}`} checked={chosen} onChange={onChoose} />
      <div className={styles.what}>
        <p className={styles.name}>
          <a href={`/reviews/${id}`}>{name}</a>
          {status !== 'completed' && (
            <span className={styles.mark} data-tone={statusTone[status]}>
              {statusWords[status]}
            </span>
          )}
        </p>
        <p className={styles.details}>{about.join(' · ')}</p>
      </div>
      <div className={styles.side}>
        {review.counts && <Counts counts={review.counts} />}
        <LocalTime at={createdAt} />
      </div>
    </li>
  )
}

function Counts({ counts }: { counts: NonNullable<ListedReview['counts']> }) {
  const there = severities.filter((severity) => counts[severity] > 0)
  if (there.length === 0) return <span className={styles.mark}>No findings</span>
  return (
    <ul className={styles.counts} aria-label="Findings by severity">
      {there.map((severity) => (
        <li key={severity}>
          <SeverityIcon severity={severity} /> {counts[severity]}
        </li>
      ))}
    </ul>
  )
}
