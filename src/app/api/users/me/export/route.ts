// GET: everything of mine and of my workspace, as a zip that comes as it is written.
import { Readable } from 'node:stream'
import { exportEverything } from '#retention/export-everything.ts'
import { signedIn } from '../../../handle.ts'

export const GET = signedIn('transfers', null, async ({ actor, address }) => {
  const zip = Readable.from(await exportEverything(actor, address))
  const headers = { 'content-type': 'application/zip', 'content-disposition': 'attachment; filename="lintel.zip"' }
  return new Response(Readable.toWeb(zip) as ReadableStream, { headers })
})
