// What goes wrong and when, from a seed: the same seed is the same storm.
import { chance } from '../../bin/testing/random.ts'

/** Each as often in the deck as it stands here: workers die most. */
export const deck = [
  ...Array<'worker-kill'>(4).fill('worker-kill'),
  ...Array<'worker-freeze'>(2).fill('worker-freeze'),
  'worker-restart',
  'api-kill',
  'redis-kill',
  'redis-flush',
  'redis-black-hole',
  'redis-cut',
  'redis-slow',
  'redis-pause',
  'redis-full',
  'redis-read-only',
  'postgres-cut',
  'postgres-terminate',
  'postgres-stop',
  'list-duplicates',
  'list-garbage',
  'list-wrong-type',
  'model-cut',
  'model-black-hole',
] as const
export type FaultName = (typeof deck)[number]
export const faultNames = [...new Set(deck)]

/** `pick`, from 0 to 1, says whom it hits. */
export type Fault = { atMs: number; name: FaultName; pick: number; lastingMs: number }

/** Milliseconds, least and most. What is not named here is over at once. */
const lasting: Partial<Record<FaultName, [number, number]>> = {
  'redis-kill': [500, 3000],
  'redis-black-hole': [1000, 5000],
  'redis-slow': [1000, 4000],
  'redis-pause': [2000, 10_000],
  'redis-full': [1000, 4000],
  'redis-read-only': [1000, 4000],
  'postgres-stop': [5000, 5000],
  'list-wrong-type': [500, 3000],
  'model-black-hole': [500, 2000],
}

/** `gapMs`: between two faults, half of it to one and a half. Every kind comes before any comes again. */
export function scheduleOf(seed: number, { seconds, lease, gapMs }: Weather): Fault[] {
  const by = chance(seed)
  const faults: Fault[] = []
  let left: FaultName[] = []
  for (let atMs = gapMs; atMs < seconds * 1000; atMs += Math.round(gapMs * (0.5 + by.next()))) {
    if (left.length === 0) left = [...deck]
    const [name] = left.splice(by.below(left.length), 1) as [FaultName]
    // A frozen worker must thaw when others have its review already, or are about to take it.
    const [least, most] = name === 'worker-freeze' ? [lease * 1100, lease * 3000] : (lasting[name] ?? [0, 0])
    faults.push({ atMs, name, pick: by.next(), lastingMs: Math.round(least + by.next() * (most - least)) })
  }
  return faults
}

export type Weather = { seconds: number; lease: number; gapMs: number }
