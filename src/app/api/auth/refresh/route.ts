// POST: the next pair of tokens for the refresh token in the cookie.

import { cookieNames, cookieOf, sessionCookies } from '#accounts/cookies.ts'
import { refreshSession } from '#accounts/session.ts'
import type { Refreshed } from '#contract/account.ts'
import { Problem } from '#contract/problem.ts'
import { withCookies } from '../../device.ts'
import { open } from '../../handle.ts'

export const POST = open('refresh', async ({ request, address }) => {
  const token = cookieOf(request.headers, cookieNames().refresh)
  const tokens = token ? await refreshSession(token, address) : null
  // No cookie is cleared here: the loser of a race would sign out the winner.
  if (!tokens) throw new Problem('unauthenticated', 'The session is over. Please sign in again.')
  return withCookies(Response.json({ expiresAt: tokens.accessExpiresAt } satisfies Refreshed), sessionCookies(tokens))
})
