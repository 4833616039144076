// GET: what people wrote about a finding. POST: one comment more.
import { NewComment } from '#contract/tracked.ts'
import { addComment, listComments } from '#insights/comments.ts'
import { signedIn } from '../../../handle.ts'
import { idIn } from '../../../id-in.ts'
import { readJson } from '../../../read-json.ts'

export const GET = signedIn('reads', 'reviews:read', async ({ actor, params }) =>
  Response.json({ items: await listComments(actor, idIn(params)), nextCursor: null }),
)

export const POST = signedIn('writes', 'reviews:write', async ({ actor, params, request }) =>
  Response.json(await addComment(actor, idIn(params), NewComment.parse(await readJson(request))), { status: 201 }),
)
