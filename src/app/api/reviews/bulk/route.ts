// POST: many reviews cancelled or deleted at once. What could not be done is told.
import { BulkChange } from '#contract/history.ts'
import { changeMany } from '#reviews/change-many.ts'
import { signedIn } from '../../handle.ts'
import { readJson } from '../../read-json.ts'

export const POST = signedIn('writes', 'reviews:write', async ({ actor, request }) =>
  Response.json(await changeMany(actor, BulkChange.parse(await readJson(request)))),
)
