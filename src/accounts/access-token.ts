// The access token: a signed statement, good for minutes, of who holds which session.
import { hash, randomUUID } from 'node:crypto'
import { jwtVerify, SignJWT } from 'jose'
import { z } from 'zod'
import { env } from '#env.ts'
import { once } from '#once.ts'
import { accessKey } from './secrets.ts'

const ALGORITHM = 'HS256'
const TYPE = 'at+jwt'
const KEY_ID = '1'

const Claims = z.object({ sub: z.uuid(), sid: z.uuid(), jti: z.uuid(), exp: z.int() })
export type Claims = z.infer<typeof Claims>

/** Valid for ACCESS_TOKEN_TTL seconds. */
export const signAccessToken = (userId: string, sessionId: string): Promise<string> =>
  new SignJWT({ sid: sessionId })
    .setProtectedHeader({ alg: ALGORITHM, typ: TYPE, kid: KEY_ID })
    .setSubject(userId)
    .setIssuer(env().APP_ORIGIN)
    .setAudience(env().APP_ORIGIN)
    .setJti(randomUUID())
    .setIssuedAt()
    .setExpirationTime(`${env().ACCESS_TOKEN_TTL}s`)
    .sign(accessKey())

/** Null for anything that is not exactly a token of ours that is still good. */
export async function verifyAccessToken(token: string): Promise<Claims | null> {
  const key = hash('sha256', token, 'base64')
  const claims = verified().get(key) ?? (await readClaims(token))
  if (!claims || claims.exp <= Math.floor(Date.now() / 1000)) {
    verified().delete(key)
    return null
  }
  return rememberVerified(key, claims)
}

const MOST_REMEMBERED = 10_000

/**
 * What tokens of good signature say, by the hash of the token: a browser sends the same one for minutes, and each look at
 * its signature is a trip to another thread. Whether its session is over is asked every time, elsewhere.
 */
const verified = () => once('verified-access-tokens', () => new Map<string, Claims>())

function rememberVerified(key: string, claims: Claims): Claims {
  if (verified().has(key)) return claims
  const [oldest] = verified().size < MOST_REMEMBERED ? [] : verified().keys() // the first to run out as well
  if (oldest) verified().delete(oldest)
  verified().set(key, claims)
  return claims
}

async function readClaims(token: string): Promise<Claims | null> {
  try {
    const { payload, protectedHeader } = await jwtVerify(token, accessKey(), {
      algorithms: [ALGORITHM],
      typ: TYPE,
      issuer: env().APP_ORIGIN,
      audience: env().APP_ORIGIN,
      requiredClaims: ['sub', 'sid', 'jti', 'iat', 'exp'],
    })
    return protectedHeader.kid === KEY_ID ? Claims.parse(payload) : null
  } catch {
    return null
  }
}
