// The way from cause to effect, step by step; each step brings the editor to its place.
'use client'
import type { Evidence, Range } from '#contract/finding.ts'
import styles from './finding-card.module.css'
import { Prose } from './prose.tsx'

type Props = { steps: Evidence[]; onGo: (path: string, range: Range) => void }

export function EvidencePath({ steps, onGo }: Props) {
  return (
    <ol className={styles.steps} aria-label="How it comes about">
      {steps.map(({ path, range, note }, step) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the steps are an order, and two may look alike
        <li key={step}>
          <Prose text={note} />{' '}
          <button type="button" className={styles.place} onClick={() => onGo(path, range)}>
            {path}:{range.startLine}
          </button>
        </li>
      ))}
    </ol>
  )
}
