// GET: the reviews of my workspace, newest first. POST: submit code for review. Answered before any analysis.
import { ReviewsQuery } from '#contract/history.ts'
import { parseSubmission } from '#contract/submission.ts'
import { listReviews } from '#reviews/list-reviews.ts'
import { submitReview } from '#reviews/submit.ts'
import { signedIn } from '../handle.ts'
import { idempotencyKey } from '../idempotency-key.ts'
import { queryIn } from '../query-in.ts'
import { readJson } from '../read-json.ts'
import { acceptedAs } from './accepted-as.ts'
import { doorOf } from './door-of.ts'

export const GET = signedIn('reads', 'reviews:read', async ({ actor, request }) =>
  Response.json(await listReviews(actor, ReviewsQuery.parse(queryIn(request)))),
)

export const POST = signedIn('writes', 'reviews:write', async ({ actor, request, jti }) => {
  const submission = parseSubmission(await readJson(request))
  return acceptedAs(await submitReview(actor, submission, idempotencyKey(request), { door: doorOf(jti) }))
})
