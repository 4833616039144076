// POST: what a review of this code by the model is likely to take; the body is that of a submission.
import { parseSubmission } from '#contract/submission.ts'
import { estimateReview } from '#reviews/model-status.ts'
import { signedIn } from '../../handle.ts'
import { readJson } from '../../read-json.ts'

export const POST = signedIn('reads', 'reviews:read', async ({ request }) =>
  Response.json(await estimateReview(parseSubmission(await readJson(request)))),
)
