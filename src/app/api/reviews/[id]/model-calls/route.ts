// GET: what the model was asked for this review, and what it cost; what was sent, where that is kept.
import { listModelCalls } from '#reviews/model-status.ts'
import { signedIn } from '../../../handle.ts'
import { idIn } from '../../../id-in.ts'

export const GET = signedIn('reads', 'reviews:read', async ({ actor, params }) =>
  Response.json({ items: await listModelCalls(actor, idIn(params)), nextCursor: null }),
)
