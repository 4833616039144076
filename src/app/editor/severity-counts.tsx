// How many findings there are of each severity, as far as there are any.
import { type Finding, severities } from '#contract/finding.ts'
import styles from './problems.module.css'
import { SeverityIcon } from './severity-icon.tsx'

export function SeverityCounts({ findings }: { findings: Finding[] }) {
  const counts = severities
    .map((severity) => ({ severity, count: findings.filter((finding) => finding.severity === severity).length }))
    .filter(({ count }) => count > 0)
  return (
    <ul className={styles.counts} aria-label="Findings by severity">
      {counts.map(({ severity, count }) => (
        <li key={severity}>
          <SeverityIcon severity={severity} /> {count}
        </li>
      ))}
    </ul>
  )
}
