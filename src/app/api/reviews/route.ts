// POST: submit code for review. Answered before any analysis.
import { parseSubmission } from '#contract/submission.ts'
import { submitReview } from '#reviews/submit.ts'
import { sayWhatIsLeft } from '../answer.ts'
import { signedIn } from '../handle.ts'
import { idempotencyKey } from '../idempotency-key.ts'
import { readJson } from '../read-json.ts'

export const POST = signedIn('writes', 'reviews:write', async ({ actor, request }) => {
  const submission = parseSubmission(await readJson(request))
  const { accepted, left } = await submitReview(actor, submission, idempotencyKey(request))
  const response = Response.json(accepted, { status: 202, headers: { location: `/api/reviews/${accepted.id}` } })
  if (left) sayWhatIsLeft(response, 'reviews', left.remaining, left.resetSeconds)
  return response
})
