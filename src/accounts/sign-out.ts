// Signing out with whichever token is still there: the access token may have run out long ago.
import { verifyAccessToken } from './access-token.ts'
import { endSession, sessionOfRefreshToken } from './session.ts'

export async function signOut(accessToken: string | undefined, refreshToken: string | undefined): Promise<void> {
  const claims = accessToken ? await verifyAccessToken(accessToken) : null
  const sessionId = claims?.sid ?? (refreshToken ? await sessionOfRefreshToken(refreshToken) : null)
  if (sessionId) await endSession(sessionId, 'logout', claims?.jti ?? null)
}
