// What a report is made of: the outcome of a review, wherever it was judged.
import type { Candidate, Finding } from '#contract/finding.ts'
import type { Coverage, Engine, Summary } from '#contract/review.ts'

export type Judgement = {
  engine: Engine
  coverage: Coverage[]
  summary: Summary
  findings: (Candidate | Finding)[]
}

export const shown = ({ findings }: Pick<Judgement, 'findings'>) => findings.filter(({ fate }) => fate === 'shown')

/** `3 findings (1 critical, 2 high)`, or `no findings`. */
export function countsInWords({ counts }: Summary): string {
  const parts = Object.entries(counts).filter(([, count]) => count > 0)
  const all = parts.reduce((sum, [, count]) => sum + count, 0)
  if (all === 0) return 'no findings'
  return `${plural(all, 'finding')} (${parts.map(([severity, count]) => `${count} ${severity}`).join(', ')})`
}

/** `14 files: 12 reviewed, 1 partly, 1 skipped`. */
export function coverageInWords(coverage: Coverage[]): string {
  const count = (status: Coverage['status']) => coverage.filter((one) => one.status === status).length
  const [partial, skipped] = [count('partial'), count('skipped')]
  const parts = [`${count('reviewed')} reviewed`]
  if (partial) parts.push(`${partial} partly`)
  if (skipped) parts.push(`${skipped} skipped`)
  return `${plural(coverage.length, 'file')}: ${parts.join(', ')}`
}

export const plural = (count: number, noun: string, many = `${noun}s`) => `${count} ${count === 1 ? noun : many}`
