// What the model takes, before and after a review, in words.
import type { Estimate } from '#contract/model.ts'
import type { ModelPart, Review } from '#contract/review.ts'
import { costWords } from '../reviews/review-words.ts'

export function estimateWords({ calls, inputTokens, outputTokens, costUsd }: Estimate): string {
  if (calls === 0) return 'nothing for the model'
  return `about ${costUsd === null ? `${callsOf(calls)}, ${tokensOf(inputTokens + outputTokens)}` : costWords(costUsd)}`
}

/** What was saved is what an earlier answer made needless. */
export function modelWords({ engine, usage }: Review, { calls, saved }: ModelPart): string {
  const { inputTokens, outputTokens, costUsd } = usage
  const cost = costUsd > 0 ? costWords(costUsd) : tokensOf(inputTokens + outputTokens)
  const asked = calls > 0 ? `asked ${calls === 1 ? 'once' : `${calls} times`}, ${cost}` : 'not asked'
  return `${engine?.model?.name ?? 'The model'} was ${asked}${saved > 0 ? ` (${callsOf(saved)} saved)` : ''}.`
}

const callsOf = (calls: number) => (calls === 1 ? '1 call' : `${calls} calls`)
const tokensOf = (tokens: number) => `${tokens.toLocaleString('en')} tokens`
