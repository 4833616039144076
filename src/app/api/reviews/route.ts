// POST: submit code for review. Answered before any analysis.
import { parseSubmission } from '#contract/submission.ts'
import { submitReview } from '#reviews/submit.ts'
import { signedIn } from '../handle.ts'
import { idempotencyKey } from '../idempotency-key.ts'
import { readJson } from '../read-json.ts'
import { acceptedAs } from './accepted-as.ts'
import { doorOf } from './door-of.ts'

export const POST = signedIn('writes', 'reviews:write', async ({ actor, request, jti }) => {
  const submission = parseSubmission(await readJson(request))
  return acceptedAs(await submitReview(actor, submission, idempotencyKey(request), { door: doorOf(jti) }))
})
