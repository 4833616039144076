// POST: sign in with e-mail and password.

import { sessionCookies } from '#accounts/cookies.ts'
import { signIn } from '#accounts/sign-in.ts'
import { Credentials, type SignedIn } from '#contract/account.ts'
import { deviceOf, withCookies } from '../../device.ts'
import { open } from '../../handle.ts'
import { readJson } from '../../read-json.ts'

export const POST = open('login', async (call) => {
  const credentials = Credentials.parse(await readJson(call.request))
  const { user, tokens } = await signIn(credentials, deviceOf(call))
  return withCookies(Response.json({ user } satisfies SignedIn), sessionCookies(tokens))
})
