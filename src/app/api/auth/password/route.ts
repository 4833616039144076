// PUT: a new password; every other device is signed out.
import { changePassword } from '#accounts/change-password.ts'
import { PasswordChange } from '#contract/settings.ts'
import { signedIn } from '../../handle.ts'
import { readJson } from '../../read-json.ts'

export const PUT = signedIn('writes', null, async ({ actor, request, address }) => {
  await changePassword(actor, PasswordChange.parse(await readJson(request)), address)
  return new Response(null, { status: 204 })
})
