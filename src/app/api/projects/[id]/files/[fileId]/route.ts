// PUT: save a file's content, if nobody else did since (`If-Match`).
import { SavedContent } from '#contract/project.ts'
import { saveFile } from '#projects/save.ts'
import { signedIn } from '../../../../handle.ts'
import { idIn } from '../../../../id-in.ts'
import { readJson } from '../../../../read-json.ts'
import { versionIn } from '../../../../version-in.ts'

export const PUT = signedIn('writes', 'projects:write', async ({ actor, params, request }) => {
  const { content } = SavedContent.parse(await readJson(request))
  const target = { projectId: idIn(params), fileId: idIn(params, 'fileId'), version: versionIn(request) }
  const file = await saveFile(actor, { ...target, content })
  return Response.json(file, { headers: { etag: `"${file.version}"` } })
})
