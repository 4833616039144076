// POST: a new password for whoever holds a one-time link.
import { resetPassword } from '#accounts/change-password.ts'
import { PasswordReset } from '#contract/settings.ts'
import { open } from '../../handle.ts'
import { readJson } from '../../read-json.ts'

export const POST = open('login', async ({ request, address }) => {
  await resetPassword(PasswordReset.parse(await readJson(request)), address)
  return new Response(null, { status: 204 })
})
