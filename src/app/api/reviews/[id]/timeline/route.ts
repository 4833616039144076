// GET: what a review lived through: attempts, steps, and how it ended.
import { readTimeline } from '#reviews/timeline.ts'
import { signedIn } from '../../../handle.ts'
import { idIn } from '../../../id-in.ts'

export const GET = signedIn('reads', 'reviews:read', async ({ actor, params }) =>
  Response.json(await readTimeline(actor, idIn(params))),
)
