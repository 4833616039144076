// What people submit in a storm and when, from its seed.
import { chance } from '../../bin/testing/random.ts'
import type { Order } from './order.ts'

export type Wish = {
  atMs: number
  order: Order
  /** Which of the clients, from 0 to 1. */
  who: number
  /** The same key is sent twice at once. */
  twice: boolean
  /** After it was accepted. */
  cancelAfterMs: number | null
  retryAfterMs: number | null
}

/**
 * `grim`: one review kills its workers until it is given up, and of the first third of the others some find a model that
 * is never there. Both take half a minute and more to end.
 */
export function wishesOf(seed: number, { seconds, perSecond, grim }: Audience): Wish[] {
  const by = chance(seed * 7919 + 1)
  const count = Math.round(seconds * perSecond)
  return Array.from({ length: count }, (_, n) => {
    const early = grim && n < count / 3
    const hopeless = by.some(0.02) && early
    const poison = grim && n === Math.floor(count / 10)
    const plain = !hopeless && !poison
    return {
      atMs: Math.round((n + by.next()) * (1000 / perSecond)),
      order: {
        key: `storm-${seed}-${n}`,
        ms: 20 + by.below(by.some(0.1) ? 1500 : 200),
        model: hopeless ? ('http-500' as const) : ('good' as const),
        ...(poison && { poison }),
      },
      who: by.next(),
      twice: by.some(0.05),
      cancelAfterMs: by.some(0.08) && plain ? by.below(1500) : null,
      retryAfterMs: by.some(0.03) && plain ? 2000 + by.below(3000) : null,
    }
  })
}

export type Audience = { seconds: number; perSecond: number; grim: boolean }
