// What was found, beside the code: how the reviews fare, the findings, and what is not among them.
'use client'
import { ExportReview } from './export-review.tsx'
import { FixAll } from './fix-all.tsx'
import { FixedList } from './fixed-list.tsx'
import type { Placements } from './markers.ts'
import { ProblemFilter } from './problem-filter.tsx'
import { ProblemList } from './problem-list.tsx'
import styles from './problems.module.css'
import { ReviewActivity } from './review-activity.tsx'
import { SetAside } from './set-aside.tsx'
import { SeverityCounts } from './severity-counts.tsx'
import { ToastStack } from './toast-stack.tsx'
import type { Findings } from './use-findings.ts'
import type { ActiveReview } from './use-review.ts'

type Props = { review: ActiveReview; findings: Findings; placements: Placements }

export function Problems({ review, findings, placements }: Props) {
  const done = review.run?.review?.status === 'completed' ? review.run.review : null
  return (
    <section className={styles.panel} aria-labelledby="problems-title">
      <div className={styles.head}>
        <h2 id="problems-title" className={styles.title}>
          Problems
        </h2>
        <SeverityCounts findings={findings.all} />
        {done && <ExportReview id={done.id} toasts={findings.toasts} />}
      </div>
      <ReviewActivity review={review} />
      {findings.all.length > 0 && <ProblemFilter view={findings.view} />}
      <FixAll findings={findings} />
      <div className={styles.scroll}>
        <ProblemList findings={findings} placements={placements} />
        <FixedList fixed={review.run?.review?.resolved ?? []} />
      </div>
      <SetAside review={review} findings={findings} />
      <ToastStack toasts={findings.toasts} />
    </section>
  )
}
