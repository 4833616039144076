// POST: a new account, signed in.

import { sessionCookies } from '#accounts/cookies.ts'
import { register } from '#accounts/register.ts'
import { leaveFormerSession } from '#accounts/sign-out.ts'
import { Registration, type SignedIn } from '#contract/account.ts'
import { deviceOf, withCookies } from '../../device.ts'
import { open } from '../../handle.ts'
import { readJson } from '../../read-json.ts'

export const POST = open('register', async (call) => {
  const registration = Registration.parse(await readJson(call.request))
  const { user, tokens } = await register(registration, deviceOf(call))
  await leaveFormerSession(call.request.headers)
  return withCookies(Response.json({ user } satisfies SignedIn, { status: 201 }), sessionCookies(tokens))
})
