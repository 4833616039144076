// Many reviews cancelled or deleted at once: each as if it were alone.
import type { Actor } from '#accounts/actor.ts'
import type { BulkChange, BulkOutcome } from '#contract/history.ts'
import { Problem } from '#contract/problem.ts'
import { cancelReview } from './cancel.ts'
import { deleteReview } from './delete.ts'

/** One after the other; what is refused stops none of the others. */
export async function changeMany(actor: Actor, { action, ids }: BulkChange): Promise<BulkOutcome> {
  const outcome: BulkOutcome = { done: [], refused: [] }
  for (const id of new Set(ids)) {
    try {
      await (action === 'cancel' ? cancelReview(actor, id) : deleteReview(actor, id))
      outcome.done.push(id)
    } catch (error) {
      if (!(error instanceof Problem)) throw error
      outcome.refused.push({ id, reason: error.message })
    }
  }
  return outcome
}
