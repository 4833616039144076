// Keeps leases alive from a thread of its own: whatever keeps the main thread busy must not cost a review.
import path from 'node:path'
import { Worker } from 'node:worker_threads'
import { env } from '#env.ts'
import { once } from '#once.ts'
import type { Job } from './claim.ts'
import type { Interruption } from './lease.ts'

export type Held = Pick<Job, 'id' | 'leaseToken'>
/** What the thread is told, and what it tells. */
export type Order = { hold: Held; leaseSeconds: number } | { letGo: string[] }
export const READY = 'ready'
export type Word = typeof READY | { leaseToken: string; why: Interruption }

/** A beat too many finds nothing of ours, and a message costs half a query: those that end together share one. */
const LET_GO_MS = 100

/** Resolves when the thread is there; a process that is about to take reviews has it ready before the first one. */
export const warmHeart = (): Promise<void> => heart().ready

/** Returns how to stop. */
export function keepBeating({ id, leaseToken }: Job, interrupt: (why: Interruption) => void): () => void {
  const { order, interrupts, letGo } = heart()
  interrupts.set(leaseToken, interrupt)
  order({ hold: { id, leaseToken }, leaseSeconds: env().LEASE_SECONDS })
  return () => {
    interrupts.delete(leaseToken)
    letGo(leaseToken)
  }
}

/** Should the thread fail, the process ends with it, unhandled on purpose: nothing it holds would stay its own. */
const heart = () =>
  once('heart', () => {
    const interrupts = new Map<string, (why: Interruption) => void>()
    const file = path.join(/* turbopackIgnore: true */ process.cwd(), 'src/reviews/heartbeat-thread.ts')
    const thread = new Worker(file, { execArgv: [] })
    const { promise: ready, resolve: isReady } = Promise.withResolvers<void>()
    thread.on('message', (word: Word) => {
      if (word !== READY) return interrupts.get(word.leaseToken)?.(word.why)
      thread.unref() // only now: who waits for it must not end before it has come
      isReady()
    })
    const order = (order: Order) => thread.postMessage(order)
    const gone: string[] = []
    const letGo = (leaseToken: string) => {
      if (gone.push(leaseToken) === 1) setTimeout(() => order({ letGo: gone.splice(0) }), LET_GO_MS).unref()
    }
    return { ready, interrupts, order, letGo }
  })
