// DELETE: the folder `?path=` goes, with all that is in it.
import { FolderQuery } from '#contract/project.ts'
import { deleteFolder } from '#projects/remove.ts'
import { signedIn } from '../../../handle.ts'
import { idIn } from '../../../id-in.ts'
import { queryIn } from '../../../query-in.ts'

export const DELETE = signedIn('writes', 'projects:write', async ({ actor, params, request }) => {
  await deleteFolder(actor, idIn(params), FolderQuery.parse(queryIn(request)).path)
  return new Response(null, { status: 204 })
})
