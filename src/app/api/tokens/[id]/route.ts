// DELETE: revoke a token; it stops working at once.
import { revokeToken } from '#accounts/api-token.ts'
import { signedIn } from '../../handle.ts'
import { idIn } from '../../id-in.ts'

export const DELETE = signedIn('writes', null, async ({ actor, params, address }) => {
  await revokeToken(actor, idIn(params), address)
  return new Response(null, { status: 204 })
})
