// POST: sign in with e-mail and password.
import { clearedLinkCookie, cookieNames, cookieOf, sessionCookies } from '#accounts/cookies.ts'
import { signIn } from '#accounts/sign-in.ts'
import { leaveFormerSession } from '#accounts/sign-out.ts'
import { linkAfterPassword } from '#accounts/sso.ts'
import { Credentials, type SignedIn } from '#contract/account.ts'
import { deviceOf, withCookies } from '../../device.ts'
import { open } from '../../handle.ts'
import { readJson } from '../../read-json.ts'

export const POST = open('login', async (call) => {
  const credentials = Credentials.parse(await readJson(call.request))
  const { user, tokens } = await signIn(credentials, deviceOf(call))
  await leaveFormerSession(call.request.headers)
  const note = cookieOf(call.request.headers, cookieNames().link)
  if (note) await linkAfterPassword(user, note, call.address)
  const cookies = note ? [...sessionCookies(tokens), clearedLinkCookie()] : sessionCookies(tokens)
  return withCookies(Response.json({ user } satisfies SignedIn), cookies)
})
