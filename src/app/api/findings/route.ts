// GET: the findings of my workspace, each as one matter over all reviews that met it.
import { TrackedQuery } from '#contract/tracked.ts'
import { listTracked } from '#insights/list-tracked.ts'
import { signedIn } from '../handle.ts'
import { queryIn } from '../query-in.ts'

export const GET = signedIn('reads', 'reviews:read', async ({ actor, request }) =>
  Response.json(await listTracked(actor, TrackedQuery.parse(queryIn(request)))),
)
