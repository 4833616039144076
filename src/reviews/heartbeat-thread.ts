// The thread of the heartbeat: three beats per lease for every review in hand, on connections of its own.
import { parentPort } from 'node:worker_threads'
import { env } from '#env.ts'
import { log } from '#log.ts'
import { type Held, type Order, READY, type Word } from './heartbeat.ts'
import { beat } from './lease.ts'

log.level = env().LOG_LEVEL
const timers = new Map<string, NodeJS.Timeout>()

parentPort?.on('message', (order: Order) => {
  if ('hold' in order) {
    const timer = setInterval(() => void beatOnce(order.hold, order.leaseSeconds), (order.leaseSeconds * 1000) / 3)
    timers.set(order.hold.leaseToken, timer)
  } else {
    for (const leaseToken of order.letGo) {
      clearInterval(timers.get(leaseToken))
      timers.delete(leaseToken)
    }
  }
})

parentPort?.postMessage(READY satisfies Word)

/** A database that does not answer is asked again: the guards decide, not this clock. */
async function beatOnce(held: Held, leaseSeconds: number): Promise<void> {
  try {
    const why = await beat(held, leaseSeconds)
    const word: Word | null = why && { leaseToken: held.leaseToken, why }
    if (word) parentPort?.postMessage(word)
  } catch (error) {
    log.warn({ reviewId: held.id, error: String(error) }, 'heartbeat.failed')
  }
}
