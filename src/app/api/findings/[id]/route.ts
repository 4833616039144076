// PATCH: dismiss a finding or take that back, in every review it occurs in.
import { FindingChange } from '#contract/finding.ts'
import { changeFinding } from '#reviews/dismiss.ts'
import { signedIn } from '../../handle.ts'
import { idIn } from '../../id-in.ts'
import { readJson } from '../../read-json.ts'

export const PATCH = signedIn('writes', 'reviews:write', async ({ actor, params, request }) =>
  Response.json(await changeFinding(actor, idIn(params), FindingChange.parse(await readJson(request)))),
)
