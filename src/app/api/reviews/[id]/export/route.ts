// GET: a completed review as a file, in the format that is asked for.
import { ExportQuery } from '#contract/review.ts'
import { exportReview } from '#reviews/export.ts'
import { signedIn } from '../../../handle.ts'
import { idIn } from '../../../id-in.ts'
import { queryIn } from '../../../query-in.ts'

export const GET = signedIn('transfers', 'reviews:read', async ({ actor, params, request }) => {
  const { name, type, text } = await exportReview(actor, idIn(params), ExportQuery.parse(queryIn(request)).format)
  const headers = { 'content-type': type, 'content-disposition': `attachment; filename="${name}"` }
  return new Response(text, { headers })
})
