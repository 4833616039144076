// What was found, beside the code: how the review fares, then the findings by file.
'use client'
import type { Finding } from '#contract/finding.ts'
import { FindingRow } from './finding-row.tsx'
import type { Placements } from './markers.ts'
import styles from './problems.module.css'
import { ReviewActivity } from './review-activity.tsx'
import { SeverityCounts } from './severity-counts.tsx'
import type { Findings } from './use-findings.ts'
import type { ActiveReview } from './use-review.ts'

type Props = {
  review: ActiveReview
  findings: Findings
  placements: Placements
  onReviewAgain: (paths: string[]) => void
}

export function Problems({ review, findings, placements, onReviewAgain }: Props) {
  return (
    <section className={styles.panel} aria-labelledby="problems-title">
      <div className={styles.head}>
        <h2 id="problems-title" className={styles.title}>
          Problems
        </h2>
        <SeverityCounts findings={findings.all} />
      </div>
      <ReviewActivity run={review.run} onReviewAgain={onReviewAgain} onLetGo={review.letGo} />
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
                  expanded={findings.selected === finding.id}
                  onGo={findings.goTo}
                  onFold={findings.fold}
                />
              ))}
            </ul>
          </div>
        ))}
      </div>
    </section>
  )
}

function byFile(findings: Finding[]): [string, Finding[]][] {
  const files = new Map<string, Finding[]>()
  for (const finding of findings) files.set(finding.path, [...(files.get(finding.path) ?? []), finding])
  return [...files]
}
