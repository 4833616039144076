// POST: a folder gets another name or another place, with all that is in it.
import { FolderMove } from '#contract/project.ts'
import { moveFolder } from '#projects/move.ts'
import { signedIn } from '../../../handle.ts'
import { idIn } from '../../../id-in.ts'
import { readJson } from '../../../read-json.ts'

export const POST = signedIn('writes', 'projects:write', async ({ actor, params, request }) => {
  const items = await moveFolder(actor, idIn(params), FolderMove.parse(await readJson(request)))
  return Response.json({ items, nextCursor: null })
})
