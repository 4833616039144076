// GET: the projects of my workspace.
import { listProjects } from '#projects/open.ts'
import { signedIn } from '../handle.ts'

export const GET = signedIn('reads', 'projects:read', async ({ actor }) =>
  Response.json({ items: await listProjects(actor), nextCursor: null }),
)
