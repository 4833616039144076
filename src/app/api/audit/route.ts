// GET: what was done in my workspace, newest first.
import { z } from 'zod'
import { listAudit } from '#accounts/audit.ts'
import { signedIn } from '../handle.ts'

const Query = z.strictObject({ cursor: z.coerce.number('This is no cursor of ours.').int().positive().optional() })

export const GET = signedIn('reads', null, async ({ actor, request }) => {
  const { cursor = null } = Query.parse(Object.fromEntries(new URL(request.url).searchParams))
  return Response.json(await listAudit(actor, cursor))
})
