// Ends a worker that is stuck. A blocked main thread runs no timers, so it is a thread of its own that looks.
import { Worker } from 'node:worker_threads'
import type { Pulse } from './pulse.ts'

/** What the thread is given. */
export type Watched = { counts: Int32Array; seconds: number }

/** After so many seconds without a turn of the loop or an answer of the database the process ends: with 1, or killed. */
export function keepWatch({ counts }: Pulse, seconds: number): void {
  const workerData: Watched = { counts, seconds }
  const thread = new Worker(new URL('./watchdog-thread.ts', import.meta.url), { workerData, execArgv: [] })
  thread.on('message', () => process.exit(1)) // the main thread still turns: it can leave by itself
  thread.unref()
}
