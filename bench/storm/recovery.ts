// From the kill of a worker to the next claim of what it held, read from the record.
import type { Step } from './history.ts'

export type Kill = { pid: number; at: number }

/** Milliseconds for each review that was held; one that was never claimed again is Infinity, one that was cancelled is left out. */
export function recoveries(lives: Iterable<Step[]>, kills: Kill[]): number[] {
  const deaths = new Map(kills.map(({ pid, at }) => [pid, at]))
  return [...lives].flatMap((life) =>
    life.flatMap((step, index) => {
      const death = deaths.get(step.pid)
      const next = life[index + 1]
      const held = step.status === 'running' && death !== undefined && step.at <= death && (!next || next.at > death)
      if (!held) return []
      const later = life.slice(index + 1)
      const claimed = later.find(({ status }) => status === 'running')
      if (!claimed && later.length > 0 && later.at(-1)?.status !== 'pending') return [] // ended without another claim
      return [(claimed?.at ?? Number.POSITIVE_INFINITY) - death]
    }),
  )
}
