// GET: all files of a project as a zip.
import { exportProject } from '#projects/export.ts'
import { signedIn } from '../../../handle.ts'
import { idIn } from '../../../id-in.ts'

export const GET = signedIn('transfers', 'projects:read', async ({ actor, params, address }) => {
  const { name, zip } = await exportProject(actor, idIn(params), address)
  const headers = { 'content-type': 'application/zip', 'content-disposition': attachment(name) }
  return new Response(new Uint8Array(zip), { headers })
})

/** RFC 6266, with a name that every file system takes. */
const attachment = (name: string) =>
  `attachment; filename="${name.replace(/[^\w.-]+/g, '-').replace(/^[-.]+|[-.]+$/g, '') || 'project'}.zip"`
