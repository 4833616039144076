// Signing out with whichever token is still there: the access token may have run out long ago.
import { verifyAccessToken } from './access-token.ts'
import { cookieNames, cookieOf } from './cookies.ts'
import { endSession, sessionOfRefreshToken } from './session.ts'

type Tokens = { access: string | undefined; refresh: string | undefined }

export async function signOut(tokens: Tokens, address: string): Promise<void> {
  const { sessionId, jti } = await sessionOf(tokens)
  if (sessionId) await endSession(sessionId, 'logout', jti, address)
}

/** Whoever signs in anew leaves the session this browser held: nobody ends it later, for nobody holds it any more. */
export async function leaveFormerSession(headers: Headers): Promise<void> {
  const { access, refresh } = cookieNames()
  const { sessionId, jti } = await sessionOf({ access: cookieOf(headers, access), refresh: cookieOf(headers, refresh) })
  if (sessionId) await endSession(sessionId, 'signed in anew', jti)
}

async function sessionOf({ access, refresh }: Tokens): Promise<{ sessionId: string | null; jti: string | null }> {
  const claims = access ? await verifyAccessToken(access) : null
  const sessionId = claims?.sid ?? (refresh ? await sessionOfRefreshToken(refresh) : null)
  return { sessionId, jti: claims?.jti ?? null }
}
