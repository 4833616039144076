// A finding as it stands between the lines: what, why, how it comes about, and what people said about it.
import type { Finding } from '#contract/finding.ts'
import { dismissalWords } from '../../editor/dismissal-words.ts'
import { Prose } from '../../editor/prose.tsx'
import { SeverityIcon } from '../../editor/severity-icon.tsx'
import { RuleLink } from '../../rule-link.tsx'
import styles from './review.module.css'

export function FindingNote({ finding }: { finding: Finding }) {
  const { id, title, explanation, severity, category, ruleId, cwe, evidence, fix, dismissal, dismissedBefore } = finding
  return (
    <article className={styles.finding} id={`finding-${id}`} data-quiet={dismissal ? true : undefined}>
      <h3 className={styles.findingTitle}>
        <SeverityIcon severity={severity} /> <Prose text={title} />
      </h3>
      <p>
        <Prose text={explanation} />
      </p>
      {evidence && evidence.length > 0 && (
        <ol aria-label="How it comes about">
          {evidence.map(({ path, range, note }, step) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the steps are an order, and two may look alike
            <li key={step}>
              <Prose text={note} /> <span className={styles.soft}>{`${path}:${range.startLine}`}</span>
            </li>
          ))}
        </ol>
      )}
      <p className={styles.soft}>
        <RuleLink ruleId={ruleId} /> · {[category, cwe, finding.state].filter(Boolean).join(' · ')}
        {fix && (
          <>
            {' · fix: '}
            <Prose text={fix.title} />
            {fix.checked && ' (checked)'}
          </>
        )}
      </p>
      {dismissal && <p className={styles.soft}>Dismissed: {dismissalWords(dismissal)}.</p>}
      {dismissedBefore && (
        <p className={styles.soft}>Once dismissed, and reopened: {dismissalWords(dismissedBefore)}.</p>
      )}
    </article>
  )
}
