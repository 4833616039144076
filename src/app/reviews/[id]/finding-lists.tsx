// Every candidate of a review by what became of it: told, dismissed, held back, fixed since, each with its reason.
import type { Finding } from '#contract/finding.ts'
import { dismissalWords } from '../../editor/dismissal-words.ts'
import { Prose } from '../../editor/prose.tsx'
import { SeverityIcon } from '../../editor/severity-icon.tsx'
import styles from './review.module.css'

type Props = { id: string; findings: Finding[]; resolved: Finding[] }

export function FindingLists({ id, findings, resolved }: Props) {
  const heldBack = findings.filter(({ fate }) => fate === 'held-back')
  const shown = findings.filter(({ fate }) => fate === 'shown')
  const dismissed = shown.filter(({ state }) => state === 'dismissed')
  return (
    <section className={styles.block} aria-labelledby="what-became">
      <h2 id="what-became">What became of each</h2>
      <Group id={id} title="Shown" findings={shown.filter(({ state }) => state !== 'dismissed')} open />
      <Group
        id={id}
        title="Dismissed"
        findings={dismissed}
        why={({ dismissal }) => dismissal && dismissalWords(dismissal)}
        open
      />
      <Group id={id} title="Held back" findings={heldBack} why={({ fateReason }) => fateReason} />
      <Group id={id} title="Fixed since the review before" findings={resolved} />
    </section>
  )
}

type GroupProps = {
  id: string
  title: string
  findings: Finding[]
  why?: (finding: Finding) => string | undefined
  open?: boolean
}

function Group({ id, title, findings, why, open = false }: GroupProps) {
  return (
    <details className={styles.group} open={open && findings.length > 0}>
      <summary>
        {title} ({findings.length})
      </summary>
      <ul>
        {findings.map((finding) => (
          <li key={finding.id}>
            <SeverityIcon severity={finding.severity} />
            <span>
              <a href={`/reviews/${id}?${new URLSearchParams({ file: finding.path })}#${anchorOf(finding)}`}>
                <Prose text={finding.title} />
              </a>
              <span className={styles.soft}>
                {' '}
                {finding.path}
                {finding.range && `:${finding.range.startLine}`}
                {why?.(finding) && ` · ${why(finding)}`}
              </span>
            </span>
          </li>
        ))}
      </ul>
    </details>
  )
}

/** What is not shown has no note between the lines. */
const anchorOf = ({ id, fate, state, range }: Finding) =>
  fate === 'shown' && state !== 'fixed' ? `finding-${id}` : `L${range?.startLine ?? 1}`
