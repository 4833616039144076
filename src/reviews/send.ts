// Tells the workers that there is something to do.
import { log } from '#log.ts'
import { pushFailures } from '#metrics.ts'
import { queue } from '#queue/queue.ts'

/** A push that fails is no error: the sweep sends the ids again. */
export async function send(...ids: string[]): Promise<void> {
  if (ids.length === 0) return
  await queue()
    .push(...ids)
    .catch((error) => {
      pushFailures.inc(ids.length)
      log.warn({ reviewId: ids[0], ids: ids.length, error: error.message }, 'push.failed')
    })
}
