// A worker that has grown too large leaves in order, before the machine takes it away in the middle of a review.
import { log } from '#log.ts'

const EVERY_MS = 1000

/** @param limitMb of everything the process holds, its threads included. `leave` is called once. */
export function watchMemory(limitMb: number, leave: () => void): void {
  const timer = setInterval(() => {
    const usedMb = Math.round(process.memoryUsage.rss() / 2 ** 20)
    if (usedMb <= limitMb) return
    clearInterval(timer)
    log.warn({ usedMb, limitMb }, 'worker.too-large')
    leave()
  }, EVERY_MS)
  timer.unref()
}
