// The worker's pulse: turns of its loop and answers of the database, counted where the watchdog's thread can see them.
import { performance } from 'node:perf_hooks'

export const beats = ['turn', 'answer'] as const

export type Pulse = ReturnType<typeof openPulse>

export function openPulse() {
  const counts = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT * beats.length))
  const last = { turn: performance.now(), answer: performance.now() }
  const beat = (what: (typeof beats)[number]) => {
    Atomics.add(counts, beats.indexOf(what), 1)
    last[what] = performance.now()
  }
  const secondsSince = (what: (typeof beats)[number]) => Math.round((performance.now() - last[what]) / 100) / 10
  return {
    counts,
    /** The loop came round: it took a review, or looked for one, or has its hands full and knows it. */
    turned: () => beat('turn'),
    /** Postgres answered. */
    answered: () => beat('answer'),
    secondsSince,
  }
}
