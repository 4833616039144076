// The first signal stops in order, the second at once.
import { log } from '#log.ts'

const PATIENCE_MS = 10_000

/** @param drainMs how long it goes on serving before that. */
export function stopOrderly(stop: () => Promise<void>, drainMs = 0): void {
  let stopping = false
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.on(signal, () => {
      if (stopping) process.exit(130)
      stopping = true
      log.info('web.stopping')
      setTimeout(() => process.exit(1), PATIENCE_MS + drainMs).unref()
      stop().then(
        () => {
          log.info('web.stopped')
          process.exit(0)
        },
        (error) => {
          log.error({ error: String(error) }, 'web.stop-failed')
          process.exit(1)
        },
      )
    })
}
