// POST: this session is over, here and everywhere its tokens may be.

import { clearedCookies, cookieNames, cookieOf } from '#accounts/cookies.ts'
import { signOut } from '#accounts/sign-out.ts'
import { withCookies } from '../../device.ts'
import { open } from '../../handle.ts'

export const POST = open('refresh', async ({ request, address }) => {
  const { headers } = request
  const { access, refresh } = cookieNames()
  await signOut({ access: cookieOf(headers, access), refresh: cookieOf(headers, refresh) }, address)
  return withCookies(new Response(null, { status: 204 }), clearedCookies())
})
