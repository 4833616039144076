// POST: a review is no longer wanted. One that runs is stopped by its worker a moment later.
import { cancelReview } from '#reviews/cancel.ts'
import { signedIn } from '../../../handle.ts'
import { idIn } from '../../../id-in.ts'

export const POST = signedIn('writes', 'reviews:write', async ({ actor, params }) =>
  Response.json(await cancelReview(actor, idIn(params)), { status: 202 }),
)
