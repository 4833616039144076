// A finding told in full: why it matters, how it comes about, where the rule stands, and the fix if there is one.
'use client'
import type { Finding } from '#contract/finding.ts'
import styles from './finding-card.module.css'
import { FixOffer } from './fix-offer.tsx'
import { safeLink } from './link.ts'
import type { Placement } from './markers.ts'
import { Prose } from './prose.tsx'

type Props = { finding: Finding; placement: Placement | undefined; onFold: () => void }

export function FindingCard({ finding, placement, onFold }: Props) {
  return (
    <div className={styles.card}>
      {placement?.stale && (
        <p className={styles.note}>This code has changed since the review. Review again to be sure.</p>
      )}
      <p className={styles.text}>
        <Prose text={finding.explanation} />
      </p>
      {finding.evidence && finding.evidence.length > 0 && (
        <ol className={styles.steps} aria-label="How it comes about">
          {finding.evidence.map(({ path, range, note }, step) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the steps are an order, and two may look alike
            <li key={step}>
              <Prose text={note} />{' '}
              <span className={styles.place}>
                {path}:{range.startLine}
              </span>
            </li>
          ))}
        </ol>
      )}
      {finding.fix && <FixOffer fix={finding.fix} offered={placement?.fix ?? null} />}
      <p className={styles.foot}>
        <RuleLink finding={finding} />
        {finding.cwe && <span>{finding.cwe}</span>}
        <span>{finding.category}</span>
        <button type="button" className={styles.fold} onClick={onFold}>
          Fold
        </button>
      </p>
    </div>
  )
}

function RuleLink({ finding: { ruleId, ruleUrl } }: { finding: Finding }) {
  const link = safeLink(ruleUrl)
  if (!link) return <span>{ruleId}</span>
  return (
    <a href={link} target="_blank" rel="noopener noreferrer">
      {ruleId}
    </a>
  )
}
