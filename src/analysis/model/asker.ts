// The model for the time of one review: few calls at once, paid for beforehand, none once its time or its server is gone.
import { setTimeout as pause } from 'node:timers/promises'
import { log } from '#log.ts'
import { inSpan } from '#tracing.ts'
import { turns } from '../turns.ts'
import { askModel, type Question, type Reply } from './ask.ts'
import { breakerOf } from './breaker.ts'
import type { Model } from './connect.ts'
import { explainFailure, type Failure } from './explain-failure.ts'
import { type Meter, unmetered } from './meter.ts'
import { mostTokens } from './prices.ts'

/** `purpose`: a few words for the ledger, such as `review a.py`. */
export type Order = Question & { purpose: string; promptVersion: string }

/** `model`: who answered; another than was meant when that one gave out. */
export type Answered = Reply & { model: string }

/** Rejects only when the review's signal is aborted: a model that fails, or may not be paid, is an outcome. */
export type Ask = (order: Order) => Promise<Answered | { failure: string }>

export type Limits = { calls: number; callMs: number; reviewMs: number; maxOutputTokens: number; longestWaitMs: number }

// Well within the 15 minutes that a review has.
export const standardLimits: Limits = {
  calls: 4,
  callMs: 120_000,
  reviewMs: 480_000,
  maxOutputTokens: 8_000,
  longestWaitMs: 20_000,
}

/** At the breaker, by one who has waited as long as the server wanted. */
const MOST_LOOKS = 5

type Given = { limits?: Limits; meter?: Meter; tell?: (piece: string) => void }

export function openAsker(model: Model, signal: AbortSignal, given: Given = {}): Ask {
  const { limits = standardLimits, meter = unmetered, tell } = given
  const turn = turns(limits.calls)
  const timeIsUp = AbortSignal.timeout(limits.reviewMs)
  const gone = new Map<string, string>()

  return async (order) => {
    const done = await turn()
    try {
      return await askInTurn(order)
    } finally {
      done()
    }
  }

  /** The model itself, then the other one where there is one. */
  async function askInTurn(order: Order): Promise<Answered | { failure: string }> {
    const first = await askOne(model, order)
    if ('text' in first) return first
    const second = model.fallback && !first.final ? await askOne(model.fallback, order) : first
    return 'text' in second ? second : { failure: first.failure }
  }

  async function askOne(one: Model, order: Order): Promise<Answered | { failure: string; final?: boolean }> {
    for (let [tries, waited] = [0, 0]; ; tries++) {
      signal.throwIfAborted()
      const known = gone.get(one.name)
      if (known) return { failure: known }
      if (timeIsUp.aborted) return { failure: 'The time for it was used up.', final: true }
      if (!(await isLetIn(one, waited)))
        return { failure: 'The server of the model failed too often and is left alone for a while.' }
      const result = await attempt(one, order)
      if ('text' in result || 'refused' in result)
        return 'text' in result ? { ...result, model: one.name } : { failure: result.refused, final: true }
      if (result.hopeless) gone.set(one.name, result.reason)
      const wait = waitFor(result)
      if (wait === null || tries > 0) return { failure: result.reason }
      await rest(wait)
      waited = wait
    }
  }

  function rest(milliseconds: number): Promise<void> {
    const enough = AbortSignal.any([signal, timeIsUp])
    return pause(milliseconds, undefined, { signal: enough }).catch(() => signal.throwIfAborted())
  }

  /** A timer may ring some milliseconds early by the clock, and who failed beside us may have to wait a little longer: so do we. */
  async function isLetIn(one: Model, mostMs: number): Promise<boolean> {
    for (let looks = 0; looks < MOST_LOOKS; looks++) {
      const closedFor = breakerOf(one).closedFor()
      if (closedFor === null || closedFor > mostMs) return closedFor === null
      await rest(closedFor)
    }
    return false
  }

  /** Once more after a stumble, or when the server says when; not when it wants a longer rest than a review can wait. */
  function waitFor({ mayPass, retryAfterMs }: Failure): number | null {
    if (retryAfterMs !== null) return retryAfterMs <= limits.longestWaitMs ? retryAfterMs : null
    return mayPass ? 200 : null
  }

  async function attempt(one: Model, order: Order): Promise<Reply | Failure | { refused: string }> {
    const breaker = breakerOf(one)
    let settle: Awaited<ReturnType<Meter['reserve']>> | null = null
    try {
      settle = await meter.reserve(callOf(one, order, limits.maxOutputTokens))
      if ('refused' in settle) {
        breaker.abandoned()
        return settle
      }
      const clock = AbortSignal.any([signal, timeIsUp, AbortSignal.timeout(limits.callMs)])
      const { maxOutputTokens } = limits
      const reply = await inSpan(
        'model',
        { kind: 'CLIENT', attributes: { 'gen_ai.request.model': one.name } },
        async (span) => {
          const answer = await askModel(one, order, { signal: clock, maxOutputTokens, ...(tell && { tell }) })
          span?.setAttributes({
            'gen_ai.usage.input_tokens': answer.usage.inputTokens,
            'gen_ai.usage.output_tokens': answer.usage.outputTokens,
          })
          return answer
        },
      )
      breaker.succeeded()
      await settle(reply.usage)
      return reply
    } catch (error) {
      const failure = explainFailure(error)
      // What was refused was not counted; of what broke off nobody knows, so what was held for it counts.
      if (typeof settle === 'function' && failure.status !== null && failure.status >= 400) await settle(null)
      if (signal.aborted || timeIsUp.aborted) breaker.abandoned()
      else if (failure.isOutage) breaker.failed(Date.now(), failure.retryAfterMs ?? 0)
      else breaker.succeeded()
      signal.throwIfAborted()
      // Not the error itself: it carries the request, which is people's code.
      log.warn({ model: one.name, status: failure.status, reason: failure.reason }, 'model.failed')
      return failure
    }
  }
}

const callOf = (one: Model, { instructions, data, purpose, promptVersion }: Order, maxOutputTokens: number) => ({
  purpose,
  promptVersion,
  model: one.name,
  sent: data,
  most: { inputTokens: mostTokens(instructions + data), outputTokens: maxOutputTokens },
})
