// GET: a review as it stands; the front door answers the same by itself. DELETE: it goes, whatever its state.
import { deleteReview } from '#reviews/delete.ts'
import { signedIn } from '../../handle.ts'
import { idIn } from '../../id-in.ts'
import { asRoute } from '../../plain.ts'
import { GET as answer } from './handler.ts'

export const GET = asRoute(answer)

export const DELETE = signedIn('writes', 'reviews:write', async ({ actor, params }) => {
  await deleteReview(actor, idIn(params))
  return new Response(null, { status: 204 })
})
