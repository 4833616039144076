// GET: what is looked for, rule by rule, and what holds for each. POST: one more rule of the team's own.
import { NewOwnRule, RulesQuery } from '#contract/own-rule.ts'
import { listRules } from '#rules/list.ts'
import { createRule } from '#rules/save.ts'
import { signedIn } from '../handle.ts'
import { queryIn } from '../query-in.ts'
import { readJson } from '../read-json.ts'

export const GET = signedIn('reads', 'reviews:read', async ({ actor, request }) => {
  const { projectId = null } = RulesQuery.parse(queryIn(request))
  return Response.json(await listRules(actor, projectId))
})

export const POST = signedIn('writes', 'projects:write', async ({ actor, request, address }) => {
  const saved = await createRule(actor, NewOwnRule.parse(await readJson(request)), address)
  return Response.json(saved, { status: 201, headers: { location: `/api/rules/${saved.rule.id}` } })
})
