// GET: where in the project's files a piece of text stands.
import { SearchQuery } from '#contract/search.ts'
import { searchFiles } from '#projects/search.ts'
import { signedIn } from '../../../handle.ts'
import { idIn } from '../../../id-in.ts'
import { queryIn } from '../../../query-in.ts'

export const GET = signedIn('reads', 'projects:read', async ({ actor, params, request }) =>
  Response.json(await searchFiles(actor, idIn(params), SearchQuery.parse(queryIn(request)))),
)
