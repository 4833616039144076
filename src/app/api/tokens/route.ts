// GET: my API tokens. POST: one more; its secret is told in this answer only.
import { createToken, listTokens } from '#accounts/api-token.ts'
import { NewToken } from '#contract/settings.ts'
import { signedIn } from '../handle.ts'
import { readJson } from '../read-json.ts'

export const GET = signedIn('reads', null, async ({ actor }) =>
  Response.json({ items: await listTokens(actor), nextCursor: null }),
)

export const POST = signedIn('writes', null, async ({ actor, request, address }) => {
  const token = await createToken(actor, NewToken.parse(await readJson(request)), address)
  return Response.json(token, { status: 201 })
})
