// One finding that is not shown: its line, to go to, and what there is to say about it.
'use client'
import type { ReactNode } from 'react'
import type { Finding } from '#contract/finding.ts'
import { Prose } from './prose.tsx'
import styles from './set-aside.module.css'
import { SeverityIcon } from './severity-icon.tsx'

type Props = { finding: Finding; onGo: (finding: Finding) => void; children?: ReactNode }

export function AsideRow({ finding, onGo, children }: Props) {
  const { path, range, ruleId, severity, title } = finding
  return (
    <li className={styles.item}>
      <button type="button" className={styles.go} onClick={() => onGo(finding)}>
        <SeverityIcon severity={severity} />
        <span>
          <Prose text={title} />
          <span className={styles.where}>
            {path}
            {range && `:${range.startLine}`} · {ruleId}
          </span>
        </span>
      </button>
      {children && <div className={styles.more}>{children}</div>}
    </li>
  )
}
