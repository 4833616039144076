// When a model's server fails again and again it is left alone for a while; then one call, and one only, tries it.
import { once } from '#once.ts'

export type Breaker = {
  /** Null: ask. Else for how many milliseconds it is still to be left alone. */
  closedFor(now?: number): number | null
  succeeded(): void
  /** @param pauseMs how long the server itself asked to be left alone. */
  failed(now?: number, pauseMs?: number): void
  /** The call came to no end of its own, such as when the review was cancelled. */
  abandoned(): void
}

const MOST_FAILURES = 4
const REST_MS = 30_000
const LONGEST_REST_MS = 10 * 60_000

export function openBreaker(mostFailures = MOST_FAILURES, restMs = REST_MS): Breaker {
  let failures = 0
  let until = 0
  let isProbed = false
  return {
    closedFor(now = Date.now()) {
      if (until === 0) return null
      if (now < until) return until - now
      if (isProbed) return restMs
      isProbed = true
      return null
    },
    succeeded() {
      failures = 0
      until = 0
      isProbed = false
    },
    failed(now = Date.now(), pauseMs = 0) {
      failures++
      if (pauseMs > 0 || failures >= mostFailures || isProbed)
        until = Math.max(until, now + Math.min(Math.max(pauseMs, pauseMs > 0 ? 0 : restMs), LONGEST_REST_MS))
      isProbed = false
    },
    abandoned() {
      isProbed = false
    },
  }
}

const breakers = once('model-breakers', () => new Map<string, Breaker>())

/** One for each model of each server, in this process. */
export function breakerOf({ server, name }: { server: string; name: string }): Breaker {
  const key = `${server} ${name}`
  const breaker = breakers.get(key) ?? openBreaker()
  breakers.set(key, breaker)
  return breaker
}
