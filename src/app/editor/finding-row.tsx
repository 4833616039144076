// One finding in the list: a line to click, and below it, once chosen, the whole story.
'use client'
import { memo, type ReactNode, useEffect, useRef } from 'react'
import type { Finding } from '#contract/finding.ts'
import styles from './problems.module.css'
import { Prose } from './prose.tsx'
import { SeverityIcon } from './severity-icon.tsx'

type Props = {
  finding: Finding
  /** Where it stands now; undefined for the whole file. */
  line: number | undefined
  /** What happened to its code since: nothing, or a word for it. */
  since: 'stale' | 'fix applied' | null
  /** Where the heading does not say it. */
  withPath: boolean
  expanded: boolean
  onGo: (finding: Finding) => void
  card: ReactNode
}

/** Kept as it is while only others change: there may be hundreds. */
export const FindingRow = memo(function FindingRow({ finding, line, since, withPath, expanded, onGo, card }: Props) {
  const row = useRef<HTMLLIElement>(null)
  useEffect(() => {
    if (expanded) row.current?.scrollIntoView({ block: 'nearest' })
  }, [expanded])
  return (
    <li ref={row} className={styles.item} data-expanded={expanded || undefined}>
      <button
        type="button"
        className={styles.row}
        aria-expanded={expanded}
        data-finding={finding.ruleId}
        data-line={line}
        onClick={() => onGo(finding)}
      >
        <SeverityIcon severity={finding.severity} />
        <span className={styles.what}>
          <span className={styles.headline}>
            <Prose text={finding.title} />
          </span>
          <span className={styles.where}>
            {withPath && `${finding.path} · `}
            {line === undefined ? 'Whole file' : `Line ${line}`} · {finding.ruleId}
            {since && <span className={styles.stale}>{since}</span>}
          </span>
        </span>
      </button>
      {card}
    </li>
  )
})
