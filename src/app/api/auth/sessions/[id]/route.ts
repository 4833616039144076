// DELETE: sign that device out.
import { endOwnSession } from '#accounts/own-sessions.ts'
import { signedIn } from '../../../handle.ts'
import { idIn } from '../../../id-in.ts'

export const DELETE = signedIn('writes', null, async ({ actor, params, address }) => {
  await endOwnSession(actor, idIn(params), address)
  return new Response(null, { status: 204 })
})
