// GET: a review as it stands. `X-Cache` tells whether Redis or Postgres answered.
import { readReviewAsJson } from '#reviews/read.ts'
import { type Asked, signedIn } from '../../handle.ts'
import { idIn } from '../../id-in.ts'

export const GET = signedIn<Asked>('reads', 'reviews:read', async ({ actor, params }) => {
  const { json, cache } = await readReviewAsJson(actor, idIn(params))
  return new Response(json, { headers: { 'content-type': 'application/json', 'x-cache': cache } })
})
