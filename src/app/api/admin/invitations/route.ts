// GET: the invitations. POST: one more; its link is told in this answer only.
import { createInvitation, listInvitations } from '#accounts/invite.ts'
import { NewInvitation } from '#contract/admin.ts'
import { administrator } from '../../handle.ts'
import { readJson } from '../../read-json.ts'

export const GET = administrator('reads', async ({ actor }) =>
  Response.json({ items: await listInvitations(actor), nextCursor: null }),
)

export const POST = administrator('writes', async ({ actor, request, address }) => {
  const { note = null } = NewInvitation.parse(await readJson(request))
  return Response.json(await createInvitation(actor, note, address), { status: 201 })
})
