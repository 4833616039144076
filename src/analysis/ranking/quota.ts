// Which of the model's findings are shown: the best few by truth times worth, and none that is hardly either.
import type { Candidate } from '#contract/finding.ts'

export const QUOTA = 7
export const FLOOR = 0.22

/** How often such a finding has been worth its reader's time, where nobody has judged this one. */
const priors: Record<Candidate['category'], number> = {
  security: 0.5,
  bug: 0.5,
  performance: 0.35,
  maintainability: 0.28,
  style: 0.23,
}

/** From 0 to 1 each. */
export type Judgement = { truth: number; worth: number }

/** In order, with what has become of each; `judgements` by the candidate's place in the list. */
export function applyQuota(candidates: Candidate[], judgements: Map<number, Judgement>): Candidate[] {
  const scores = candidates.map(({ category }, index) => {
    const judged = judgements.get(index)
    return judged ? judged.truth * judged.worth : priors[category]
  })
  const open = candidates.keys().filter((index) => candidates[index]?.fate === 'shown')
  const best = [...open].sort((a, b) => (scores[b] as number) - (scores[a] as number) || a - b)
  const place = new Map(best.map((index, rank) => [index, rank]))
  return candidates.map((one, index) => {
    const rank = place.get(index)
    const score = scores[index] as number
    if (rank === undefined) return one
    if (score < FLOOR) return later(one, `it was judged hardly true or hardly worth a change (${percent(score)})`)
    return rank < QUOTA
      ? one
      : later(one, `only the best ${QUOTA} of the model's findings are shown (${percent(score)})`)
  })
}

const percent = (score: number) => `${Math.round(score * 100)} of 100`

/** It was told while the review ran, and whoever saw it wants to know where it went. */
const later = (one: Candidate, why: string): Candidate => ({
  ...one,
  fate: 'held-back',
  fateReason: `It was shown while the review ran, then held back: ${why}.`,
})
