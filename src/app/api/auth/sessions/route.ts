// GET: the devices I am signed in on.
import { listSessions } from '#accounts/own-sessions.ts'
import { signedIn } from '../../handle.ts'

export const GET = signedIn('reads', null, async ({ actor }) =>
  Response.json({ items: await listSessions(actor), nextCursor: null }),
)
