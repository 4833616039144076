// What was found, beside the code: how the review fares, then the findings by file.
'use client'
import type { Finding } from '#contract/finding.ts'
import { FindingRow } from './finding-row.tsx'
import type { Placements } from './markers.ts'
import styles from './problems.module.css'
import { ReviewActivity } from './review-activity.tsx'
import { SetAside } from './set-aside.tsx'
import { SeverityCounts } from './severity-counts.tsx'
import { ToastStack } from './toast-stack.tsx'
import type { Findings } from './use-findings.ts'
import type { ActiveReview } from './use-review.ts'

type Props = {
  review: ActiveReview
  findings: Findings
  placements: Placements
}

export function Problems({ review, findings, placements }: Props) {
  return (
    <section className={styles.panel} aria-labelledby="problems-title">
      <div className={styles.head}>
        <h2 id="problems-title" className={styles.title}>
          Problems
        </h2>
        <SeverityCounts findings={findings.all} />
      </div>
      <ReviewActivity review={review} />
      <div className={styles.scroll}>
        {byFile(findings.all).map(([path, found]) => (
          <div key={path}>
            <h3 className={styles.path}>{path}</h3>
            <ul className={styles.list}>
              {found.map((finding) => (
                <FindingRow
                  key={finding.id}
                  finding={finding}
                  placement={placements.get(finding.id)}
                  findings={findings}
                />
              ))}
            </ul>
          </div>
        ))}
      </div>
      <SetAside review={review} findings={findings} />
      <ToastStack toasts={findings.toasts} />
    </section>
  )
}

function byFile(findings: Finding[]): [string, Finding[]][] {
  const files = new Map<string, Finding[]>()
  for (const finding of findings) files.set(finding.path, [...(files.get(finding.path) ?? []), finding])
  return [...files]
}
