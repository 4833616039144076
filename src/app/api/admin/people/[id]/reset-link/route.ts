// POST: a link with which somebody sets a new password, once.
import { makeResetLink } from '#accounts/administer.ts'
import { administrator } from '../../../../handle.ts'
import { idIn } from '../../../../id-in.ts'

export const POST = administrator('writes', async ({ actor, params, address }) =>
  Response.json(await makeResetLink(actor, idIn(params), address), { status: 201 }),
)
