// PATCH: disable or enable somebody.
import { changePerson } from '#accounts/administer.ts'
import { PersonChange } from '#contract/admin.ts'
import { administrator } from '../../../handle.ts'
import { idIn } from '../../../id-in.ts'
import { readJson } from '../../../read-json.ts'

export const PATCH = administrator('writes', async ({ actor, params, request, address }) => {
  const { disabled } = PersonChange.parse(await readJson(request))
  return Response.json(await changePerson(actor, idIn(params), disabled, address))
})
