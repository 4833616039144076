// GET: everybody with an account here.
import { listPeople } from '#accounts/administer.ts'
import { administrator } from '../../handle.ts'

export const GET = administrator('reads', async ({ actor }) =>
  Response.json({ items: await listPeople(actor), nextCursor: null }),
)
