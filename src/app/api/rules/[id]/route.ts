// GET: a rule of the team's own, with its history. PUT: another text. DELETE: it goes, its history stays.
import { OwnRuleChange } from '#contract/own-rule.ts'
import { readOwnRule } from '#rules/read.ts'
import { changeRule, deleteRule } from '#rules/save.ts'
import { signedIn } from '../../handle.ts'
import { idIn } from '../../id-in.ts'
import { readJson } from '../../read-json.ts'

export const GET = signedIn('reads', 'reviews:read', async ({ actor, params }) =>
  Response.json(await readOwnRule(actor, idIn(params))),
)

export const PUT = signedIn('writes', 'projects:write', async ({ actor, params, request, address }) =>
  Response.json(await changeRule(actor, idIn(params), OwnRuleChange.parse(await readJson(request)), address)),
)

export const DELETE = signedIn('writes', 'projects:write', async ({ actor, params, address }) => {
  await deleteRule(actor, idIn(params), address)
  return new Response(null, { status: 204 })
})
