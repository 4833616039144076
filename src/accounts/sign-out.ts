// Signing out with whichever token is still there: the access token may have run out long ago.
import { verifyAccessToken } from './access-token.ts'
import { endSession, sessionOfRefreshToken } from './session.ts'

type Tokens = { access: string | undefined; refresh: string | undefined }

export async function signOut({ access, refresh }: Tokens, address: string): Promise<void> {
  const claims = access ? await verifyAccessToken(access) : null
  const sessionId = claims?.sid ?? (refresh ? await sessionOfRefreshToken(refresh) : null)
  if (sessionId) await endSession(sessionId, 'logout', claims?.jti ?? null, address)
}
