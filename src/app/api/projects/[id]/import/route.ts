// POST: many files at once, as JSON or as a zip.
import { ImportQuery } from '#contract/import.ts'
import { importFiles } from '#projects/import.ts'
import { signedIn } from '../../../handle.ts'
import { idIn } from '../../../id-in.ts'
import { queryIn } from '../../../query-in.ts'
import { readImport } from './read-import.ts'

export const POST = signedIn('transfers', 'projects:write', async ({ actor, params, request }) => {
  const { onConflict } = ImportQuery.parse(queryIn(request))
  return Response.json(await importFiles(actor, idIn(params), await readImport(request), onConflict))
})
