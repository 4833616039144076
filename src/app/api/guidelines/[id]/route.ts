// PUT: a guideline in other words, or for other files. DELETE: it goes.
import { NewGuideline } from '#contract/guideline.ts'
import { changeGuideline, deleteGuideline } from '#rules/guidelines.ts'
import { signedIn } from '../../handle.ts'
import { idIn } from '../../id-in.ts'
import { readJson } from '../../read-json.ts'

export const PUT = signedIn('writes', 'projects:write', async ({ actor, params, request, address }) =>
  Response.json(await changeGuideline(actor, idIn(params), NewGuideline.parse(await readJson(request)), address)),
)

export const DELETE = signedIn('writes', 'projects:write', async ({ actor, params, address }) => {
  await deleteGuideline(actor, idIn(params), address)
  return new Response(null, { status: 204 })
})
