// GET: every candidate of a review, with the reason it was shown or held back.
import { FindingsQuery } from '#contract/review.ts'
import { listFindings } from '#reviews/list-findings.ts'
import { signedIn } from '../../../handle.ts'
import { idIn } from '../../../id-in.ts'

export const GET = signedIn('reads', 'reviews:read', async ({ actor, params, request }) => {
  const query = FindingsQuery.parse(Object.fromEntries(new URL(request.url).searchParams))
  return Response.json(await listFindings(actor, idIn(params), query))
})
