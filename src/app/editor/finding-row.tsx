// One finding in the list: a line to click, and below it, once chosen, the whole story.
'use client'
import { useEffect, useRef } from 'react'
import type { Finding } from '#contract/finding.ts'
import { FindingCard } from './finding-card.tsx'
import type { Placement } from './markers.ts'
import styles from './problems.module.css'
import { Prose } from './prose.tsx'
import { SeverityIcon } from './severity-icon.tsx'
import type { Findings } from './use-findings.ts'

type Props = {
  finding: Finding
  placement: Placement | undefined
  findings: Findings
}

export function FindingRow({ finding, placement, findings }: Props) {
  const expanded = findings.selected === finding.id
  const row = useRef<HTMLLIElement>(null)
  useEffect(() => {
    if (expanded) row.current?.scrollIntoView({ block: 'nearest' })
  }, [expanded])
  const line = (placement?.range ?? finding.range)?.startLine
  return (
    <li ref={row} className={styles.item} data-expanded={expanded || undefined}>
      <button
        type="button"
        className={styles.row}
        aria-expanded={expanded}
        data-finding={finding.ruleId}
        data-line={line}
        onClick={() => findings.goTo(finding)}
      >
        <SeverityIcon severity={finding.severity} />
        <span className={styles.what}>
          <span className={styles.headline}>
            <Prose text={finding.title} />
          </span>
          <span className={styles.where}>
            {line === undefined ? 'Whole file' : `Line ${line}`} · {finding.ruleId}
            {placement?.stale && <span className={styles.stale}>stale</span>}
          </span>
        </span>
      </button>
      {expanded && <FindingCard finding={finding} placement={placement} findings={findings} />}
    </li>
  )
}
