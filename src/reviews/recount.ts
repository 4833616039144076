// The sum of a review, once people have said what of it is none: what is dismissed is shown and not counted.
import type { Finding } from '#contract/finding.ts'
import type { Coverage, Summary } from '#contract/review.ts'

/** With every finding dismissed it is as if there had been none: clean, if all was looked at. */
export function recount(summary: Summary, shown: Finding[], coverage: Coverage[]): Summary {
  const dismissed = shown.filter(({ state }) => state === 'dismissed')
  if (dismissed.length === 0) return summary
  const counts = { ...summary.counts }
  for (const { severity } of dismissed) counts[severity] -= 1
  if (dismissed.length < shown.length) return { ...summary, counts }
  return { ...summary, counts, verdict: coverage.every(({ status }) => status === 'reviewed') ? 'clean' : 'partial' }
}
