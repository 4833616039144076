// Who a request comes from: the bearer of an API token, or the holder of a cookie. A bearer's cookies do not count.
import type { Scope } from '#contract/settings.ts'
import type { Actor } from './actor.ts'
import { authenticateToken } from './api-token.ts'
import { authenticate } from './authenticate.ts'
import { cookieNames, readCookie } from './cookies.ts'

/** `scopes`: null for a person in a browser. `expiresAt` in seconds since 1970, null for a token. */
export type Identity = { actor: Actor; scopes: Scope[] | null; jti: string | null; expiresAt: number | null }

/**
 * Null for a stranger.
 * @param meanwhile called as soon as a cookie is known to be one of ours, with whose it is, while it is asked whether its
 * session goes on.
 */
export async function identify(
  headers: { get(name: string): string | null },
  meanwhile?: (userId: string) => void,
): Promise<Identity | null> {
  const authorization = headers.get('authorization')
  if (authorization !== null) {
    const secret = /^Bearer +(\S+)$/i.exec(authorization)?.[1]
    const bearer = secret ? await authenticateToken(secret) : null
    return bearer && { ...bearer, jti: null, expiresAt: null }
  }
  const session = await authenticate(readCookie(headers.get('cookie'), cookieNames().access), meanwhile)
  return session && { ...session, scopes: null }
}
