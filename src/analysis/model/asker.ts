// The model for the time of one review: few calls at once, none after the time for it is up or its server has given out.
import { log } from '#log.ts'
import { turns } from '../turns.ts'
import { askModel, type Question, type Reply } from './ask.ts'
import type { Model } from './connect.ts'
import { explainFailure } from './explain-failure.ts'

/** Rejects only when the review's signal is aborted: a model that fails is an outcome. */
export type Ask = (question: Question) => Promise<Reply | { failure: string }>

export type Limits = { calls: number; callMs: number; reviewMs: number; failures: number }

// Well within the 15 minutes that a review has.
export const standardLimits: Limits = { calls: 2, callMs: 120_000, reviewMs: 480_000, failures: 2 }

export function openAsker(model: Model, signal: AbortSignal, limits = standardLimits): Ask {
  const turn = turns(limits.calls)
  const timeIsUp = AbortSignal.timeout(limits.reviewMs)
  let failuresInARow = 0
  let givenUp: string | null = null

  return async (question) => {
    const done = await turn()
    try {
      signal.throwIfAborted()
      if (givenUp) return { failure: givenUp }
      if (timeIsUp.aborted) return { failure: 'The time for it was used up.' }
      const reply = await askModel(
        model,
        question,
        AbortSignal.any([signal, timeIsUp, AbortSignal.timeout(limits.callMs)]),
      )
      failuresInARow = 0
      return reply
    } catch (error) {
      signal.throwIfAborted()
      const { reason, status, hopeless } = explainFailure(error)
      // Not the error itself: it carries the request, which is people's code.
      log.warn({ model: model.name, status, reason }, 'model.failed')
      failuresInARow++
      if (hopeless || failuresInARow >= limits.failures) givenUp = reason
      return { failure: reason }
    } finally {
      done()
    }
  }
}
