// POST: the model writes a rule from a guideline; it is saved when it does what the examples show.
import { RuleExamples } from '#contract/guideline.ts'
import { compileGuideline } from '#reviews/compile-guideline.ts'
import { signedIn } from '../../../handle.ts'
import { idIn } from '../../../id-in.ts'
import { readJson } from '../../../read-json.ts'

export const POST = signedIn('asks', 'projects:write', async ({ actor, params, request, address }) => {
  const saved = await compileGuideline(actor, idIn(params), RuleExamples.parse(await readJson(request)), address)
  return Response.json(saved, { status: 201, headers: { location: `/api/rules/${saved.rule.id}` } })
})
