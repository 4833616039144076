// POST: what a rule would find, without keeping anything.
import { RuleTrial } from '#contract/rule-try.ts'
import { tryRule } from '#rules/try.ts'
import { signedIn } from '../../handle.ts'
import { readJson } from '../../read-json.ts'

export const POST = signedIn('writes', 'projects:read', async ({ actor, request }) =>
  Response.json(await tryRule(actor, RuleTrial.parse(await readJson(request)))),
)
