// The reviewer that does nothing, for measuring what the queue itself costs. `started` is told of each review.
import type { Outcome, SourceFile } from '#analysis/analyse.ts'
import { once } from '#once.ts'

/** Called with the path of the review's one file, which names it. */
export const started = once('bench.started', () => ({ told: (_path: string): void => {} }))

export async function analyse(files: SourceFile[]): Promise<Outcome> {
  started.told(files[0]?.path ?? '')
  return nothing
}

export const nothing: Outcome = {
  engine: { version: '0', analysers: [], model: null },
  coverage: [],
  summary: { verdict: 'clean', counts: { critical: 0, high: 0, medium: 0, low: 0 } },
  findings: [],
  heldBack: 0,
  degraded: false,
  usage: { inputTokens: 0, outputTokens: 0, costUsd: 0 },
}

export const warmEngine = async () => {}
export const closeEngine = async () => {}
export const sizeEngine = () => {}
export const reviewModel = () => null
