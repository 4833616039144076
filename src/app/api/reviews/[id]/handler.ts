// GET: a review as it stands. `X-Cache` tells whether Redis or Postgres answered.
import { readReviewAsJson, recallReview } from '#reviews/read.ts'
import { type Asked, signedIn } from '../../handle.ts'
import { idIn } from '../../id-in.ts'
import { type Plain, plainJson } from '../../plain.ts'

export const GET = signedIn<Asked, Plain, Promise<Buffer | null>>(
  'reads',
  'reviews:read',
  async ({ actor, params, ahead }) => {
    const { json, cache } = await readReviewAsJson(actor, idIn(params), ahead)
    return plainJson(json, [['x-cache', cache]])
  },
  ({ id }) => recallReview(`${id}`), // under what is no id nothing is kept
)
