// GET: the files of a project with their content. POST: one more.
import { NewFile } from '#contract/project.ts'
import { listFiles } from '#projects/read.ts'
import { createFile } from '#projects/save.ts'
import { signedIn } from '../../../handle.ts'
import { idIn } from '../../../id-in.ts'
import { readJson } from '../../../read-json.ts'
import { withVersion } from './with-version.ts'

export const GET = signedIn('reads', 'projects:read', async ({ actor, params }) =>
  Response.json({ items: await listFiles(actor, idIn(params)), nextCursor: null }),
)

export const POST = signedIn('writes', 'projects:write', async ({ actor, params, request }) =>
  withVersion(await createFile(actor, idIn(params), NewFile.parse(await readJson(request))), 201),
)
