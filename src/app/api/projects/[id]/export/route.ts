// GET: all files of a project as a zip.
import { exportProject } from '#projects/export.ts'
import { signedIn } from '../../../handle.ts'
import { idIn } from '../../../id-in.ts'

export const GET = signedIn('transfers', 'projects:read', async ({ actor, params, address }) => {
  const { name, zip } = await exportProject(actor, idIn(params), address)
  const headers = { 'content-type': 'application/zip', 'content-disposition': attachment(name) }
  return new Response(new Uint8Array(zip), { headers })
})

/** RFC 6266: a name that every file system takes, and for those who read it the one in all its letters (RFC 8187). */
const attachment = (name: string) => `attachment; filename="${plain(name)}.zip"; filename*=UTF-8''${whole(name)}.zip`

const plain = (name: string) => name.replace(/[^\w.-]+/g, '-').replace(/^[-.]+|[-.]+$/g, '') || 'project'
const whole = (name: string) =>
  encodeURIComponent(name.replace(/[\p{C}/\\:*?"<>|]+/gu, '-')).replace(/['()*]/g, percent)
const percent = (char: string) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`
