// One finding of the list: where, since when, how it stands; unfolded, its comments and what can be done about it.
'use client'
import { Button } from '@mantine/core'
import type { TrackedFinding } from '#contract/tracked.ts'
import { reasonWords } from '../editor/dismiss-reasons.ts'
import { Prose } from '../editor/prose.tsx'
import { SeverityIcon } from '../editor/severity-icon.tsx'
import styles from '../list-page.module.css'
import { LocalTime } from '../local-time.tsx'
import { RuleLink } from '../rule-link.tsx'
import { Discussion } from './discussion.tsx'
import { ageWords, stateWords } from './tracked-words.ts'

type Props = {
  finding: TrackedFinding
  project: string | undefined
  now: string
  unfolded: boolean
  onUnfold: () => void
}

const tones: Partial<Record<TrackedFinding['state'], string>> = { fixed: 'good' }

export function TrackedRow({ finding, project, now, unfolded, onUnfold }: Props) {
  const { id, severity, category, title, path, line, ruleId, state, comments, reviewId, dismissReason } = finding
  const place = line === null ? path : `${path}:${line}`
  const at = new URLSearchParams({ file: path })
  const talk = comments === 0 ? 'Discuss' : comments === 1 ? '1 comment' : `${comments} comments`
  return (
    <li className={styles.item}>
      <SeverityIcon severity={severity} />
      <div className={styles.what}>
        <p className={styles.name}>
          {reviewId ? (
            <a href={`/reviews/${reviewId}?${at}#finding-${id}`}>
              <Prose text={title} />
            </a>
          ) : (
            <Prose text={title} />
          )}
          {state !== 'open' && (
            <span className={styles.mark} data-tone={tones[state]}>
              {stateWords[state]}
            </span>
          )}
        </p>
        <p className={styles.details}>
          {[project, place, category].filter(Boolean).join(' · ')} · <RuleLink ruleId={ruleId} />
          {state === 'dismissed' && ` · ${reasonWords(dismissReason ?? undefined)}`}
          {!reviewId && ' · its last review was deleted'}
        </p>
        {unfolded && reviewId && <Discussion finding={finding} />}
      </div>
      <div className={styles.side}>
        <span>{ageWords(finding, now)}</span>
        <span>
          first <LocalTime at={finding.firstSeenAt} />
        </span>
        <span>
          last <LocalTime at={finding.lastSeenAt} />
        </span>
        {reviewId && (
          <Button
            size="compact-xs"
            variant="default"
            aria-expanded={unfolded}
            aria-label={`${talk}: ${title}`}
            onClick={onUnfold}
          >
            {talk}
          </Button>
        )}
      </div>
    </li>
  )
}
