// DELETE: the invitation's link stops working.
import { revokeInvitation } from '#accounts/invite.ts'
import { administrator } from '../../../handle.ts'
import { idIn } from '../../../id-in.ts'

export const DELETE = administrator('writes', async ({ actor, params, address }) => {
  await revokeInvitation(actor, idIn(params), address)
  return new Response(null, { status: 204 })
})
