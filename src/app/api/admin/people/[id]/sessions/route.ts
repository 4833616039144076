// DELETE: sign somebody out everywhere.
import { endSessionsOfPerson } from '#accounts/administer.ts'
import { administrator } from '../../../../handle.ts'
import { idIn } from '../../../../id-in.ts'

export const DELETE = administrator('writes', async ({ actor, params, address }) => {
  await endSessionsOfPerson(actor, idIn(params), address)
  return new Response(null, { status: 204 })
})
