// GET: two completed reviews beside each other: what is new, what is fixed, what is still open.
import { ComparisonQuery } from '#contract/comparison.ts'
import { compareReviews } from '#reviews/compare-reviews.ts'
import { signedIn } from '../../handle.ts'
import { queryIn } from '../../query-in.ts'

export const GET = signedIn('reads', 'reviews:read', async ({ actor, request }) =>
  Response.json(await compareReviews(actor, ComparisonQuery.parse(queryIn(request)))),
)
