// The threads that judge code, so that the main thread never waits for a parser and no analyser can take the process down.
import { availableParallelism } from 'node:os'
import { fileURLToPath } from 'node:url'
import { Piscina } from 'piscina'
import { log } from '#log.ts'
import { turns } from './turns.ts'

const MOST_THREADS = 4
const MEMORY_MB = 512

/** A function of a file of ours, called in a thread: it exports `name` and takes one plain value. */
export type Task = { module: URL; name: string; input: unknown }

export type Pool = {
  threads: number
  /** Rejects with the task's own error, with the signal's reason, or with a TookTooLong; the thread is then replaced. */
  run(task: Task, limits: { milliseconds: number; signal: AbortSignal }): Promise<unknown>
  close(): Promise<void>
}

export const tookTooLong = Symbol('took too long')

export function openPool(threads = Math.min(MOST_THREADS, availableParallelism())): Pool {
  const pool = new Piscina({
    minThreads: threads,
    maxThreads: threads,
    idleTimeout: Number.POSITIVE_INFINITY,
    resourceLimits: { maxOldGenerationSizeMb: MEMORY_MB },
    // Threads need neither our secrets nor the flags of whoever started this process.
    env: {},
    execArgv: [],
  })
  pool.on('error', (error) => log.error({ err: error }, 'analysis.thread_failed'))
  const turn = turns(threads)

  return {
    threads,
    close: () => pool.destroy(),
    async run({ module, name, input }, { milliseconds, signal }) {
      // The clock starts with the work, not with the wait for a thread.
      const done = await turn()
      const clock = new AbortController()
      const timer = setTimeout(() => clock.abort(tookTooLong), milliseconds)
      try {
        signal.throwIfAborted()
        const options = { filename: fileURLToPath(module), name, signal: AbortSignal.any([signal, clock.signal]) }
        return await pool.run(input, options)
      } catch (error) {
        signal.throwIfAborted()
        throw clock.signal.aborted ? tookTooLong : error
      } finally {
        clearTimeout(timer)
        done()
      }
    },
  }
}
