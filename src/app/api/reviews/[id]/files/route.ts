// GET: the code that was reviewed, as it was submitted.
import { readSnapshot } from '#reviews/snapshot.ts'
import { signedIn } from '../../../handle.ts'
import { idIn } from '../../../id-in.ts'

export const GET = signedIn('reads', 'reviews:read', async ({ actor, params }) =>
  Response.json({ items: await readSnapshot(actor, idIn(params)), nextCursor: null }),
)
