// POST: the same code once more, as a new review.
import { resubmitReview } from '#reviews/resubmit.ts'
import { signedIn } from '../../../handle.ts'
import { idIn } from '../../../id-in.ts'
import { idempotencyKey } from '../../../idempotency-key.ts'
import { acceptedAs } from '../../accepted-as.ts'
import { doorOf } from '../../door-of.ts'

export const POST = signedIn('writes', 'reviews:write', async ({ actor, params, request, jti }) =>
  acceptedAs(await resubmitReview(actor, idIn(params), idempotencyKey(request), { door: doorOf(jti) })),
)
