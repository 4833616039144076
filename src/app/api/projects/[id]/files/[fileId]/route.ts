// GET: a file. PUT: save its content. PATCH: rename or move it. DELETE: it goes. Only if nobody else changed it (`If-Match`).
import { MovedFile, SavedContent } from '#contract/project.ts'
import { moveFile } from '#projects/move.ts'
import { readFile } from '#projects/read.ts'
import { deleteFile } from '#projects/remove.ts'
import { saveFile } from '#projects/save.ts'
import { type Params, signedIn } from '../../../../handle.ts'
import { idIn } from '../../../../id-in.ts'
import { readJson } from '../../../../read-json.ts'
import { anyVersionIn, versionIn } from '../../../../version-in.ts'
import { withVersion } from '../with-version.ts'

const target = (params: Params) => ({ projectId: idIn(params), fileId: idIn(params, 'fileId') })

export const GET = signedIn('reads', 'projects:read', async ({ actor, params }) => {
  const { projectId, fileId } = target(params)
  return withVersion(await readFile(actor, projectId, fileId))
})

export const PUT = signedIn('writes', 'projects:write', async ({ actor, params, request }) => {
  const { content } = SavedContent.parse(await readJson(request))
  return withVersion(await saveFile(actor, { ...target(params), version: versionIn(request), content }))
})

export const PATCH = signedIn('writes', 'projects:write', async ({ actor, params, request }) => {
  const { path } = MovedFile.parse(await readJson(request))
  return withVersion(await moveFile(actor, { ...target(params), version: versionIn(request) }, path))
})

export const DELETE = signedIn('writes', 'projects:write', async ({ actor, params, request }) => {
  await deleteFile(actor, { ...target(params), version: anyVersionIn(request) })
  return new Response(null, { status: 204 })
})
