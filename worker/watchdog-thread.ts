// The watchdog's thread. It counts its own ticks instead of trusting a clock: a machine that slept is no reason to bark.
import { parentPort, workerData } from 'node:worker_threads'
import { log } from '#log.ts'
import { beats } from './pulse.ts'
import type { Watched } from './watchdog.ts'

const TICKS = 20
const LAST_CHANCE_MS = 1000

const { counts, seconds } = workerData as Watched
const seen = beats.map(() => -1)
const quiet = beats.map(() => 0)

const ticking = setInterval(
  () => {
    for (const [index, missing] of beats.entries()) {
      const count = Atomics.load(counts, index)
      quiet[index] = count === seen[index] ? (quiet[index] ?? 0) + 1 : 0
      seen[index] = count
      if (quiet[index] < TICKS) continue
      log.fatal({ missing, seconds }, 'worker.stuck')
      parentPort?.postMessage(missing)
      setTimeout(() => process.kill(process.pid, 'SIGKILL'), LAST_CHANCE_MS)
      return clearInterval(ticking)
    }
  },
  (seconds * 1000) / TICKS,
)
