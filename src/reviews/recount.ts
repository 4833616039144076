// The sum of a review, once people have said what of it is none: what is dismissed or accepted is not counted.
import { type Finding, isTold } from '#contract/finding.ts'
import type { Coverage, Summary } from '#contract/review.ts'

/** @param shown what the review itself has shown. With every finding dismissed or accepted it is as if there had been none: clean, if all was looked at. */
export function recount(summary: Summary, shown: Finding[], coverage: Coverage[]): Summary {
  const silent = shown.filter((finding) => !isTold(finding))
  if (silent.length === 0) return summary
  const counts = { ...summary.counts }
  for (const { severity } of silent) counts[severity] -= 1
  if (silent.length < shown.length) return { ...summary, counts }
  return { ...summary, counts, verdict: coverage.every(({ status }) => status === 'reviewed') ? 'clean' : 'partial' }
}
