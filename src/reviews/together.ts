// One look for all who want the same at the same moment: ten thousand who hear of an end make two look-ups, not as many.
import { untilLate } from '#queue/until-late.ts'

/** A connection that died silently must cost those who wait for it, not everybody who comes after. */
const PATIENCE_MS = 8000

type Under<T> = { now: Promise<T>; next: Promise<T> | null }

/**
 * What is answered was looked up after it was asked for: whoever comes while a look is under way shares the next one.
 * Rejects as the look does, and with ETIMEDOUT when it takes too long.
 */
export function shared<T extends object>(
  look: (key: string) => Promise<T>,
  patienceMs = PATIENCE_MS,
): (key: string) => Promise<T> {
  const all = new Map<string, Under<T>>()
  const begin = (key: string): Promise<T> => {
    const under: Under<T> = { now: inTime(look(key), patienceMs), next: null }
    all.set(key, under)
    const done = () => {
      if (!under.next) all.delete(key)
    }
    under.now.then(done, done)
    return under.now
  }
  return (key) => {
    const under = all.get(key)
    if (!under) return begin(key)
    const anew = () => begin(key)
    under.next ??= under.now.then(anew, anew)
    return under.next
  }
}

/** What was seen is told to whoever asks until it is so old. A look that failed is not. */
export function recent<T extends object>(look: () => Promise<T>, youngMs: number): () => Promise<T> {
  const lookTogether = shared(look)
  let latest: { seen: T; at: number } | null = null
  return async () => {
    const at = performance.now()
    if (latest && at - latest.at < youngMs) return latest.seen
    const seen = await lookTogether('')
    latest = { seen, at }
    return seen
  }
}

async function inTime<T extends object>(work: Promise<T>, ms: number): Promise<T> {
  const answer = await untilLate(work, ms)
  if (answer === 'late') throw Object.assign(new Error('nothing was heard in time'), { code: 'ETIMEDOUT' })
  return answer
}
