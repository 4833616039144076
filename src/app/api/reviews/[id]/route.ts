// GET: a review as it stands. `X-Cache` tells whether Redis or Postgres answered.
import { readReview } from '#reviews/read.ts'
import { signedIn } from '../../handle.ts'
import { idIn } from '../../id-in.ts'

export const GET = signedIn('reads', 'reviews:read', async ({ actor, params }) => {
  const { review, cache } = await readReview(actor, idIn(params))
  return Response.json(review, { headers: { 'x-cache': cache } })
})
