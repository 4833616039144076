// Between an issuer that named somebody with an account here, and the password that proves it is theirs: a signed note in
// a cookie, good for ten minutes.
import { jwtVerify, SignJWT } from 'jose'
import { z } from 'zod'
import { ssoLinkKey } from './secrets.ts'
import type { Assertion } from './sso.ts'

export const LINK_SECONDS = 600
const ALGORITHM = 'HS256'
const TYPE = 'sso-link+jwt'

const Note = z.object({ provider: z.string(), sub: z.string(), email: z.email(), name: z.string().nullable() })

export const signLink = ({ provider, subject, email, name }: Assertion): Promise<string> =>
  new SignJWT({ provider, email, name })
    .setProtectedHeader({ alg: ALGORITHM, typ: TYPE })
    .setSubject(subject)
    .setIssuedAt()
    .setExpirationTime(`${LINK_SECONDS}s`)
    .sign(ssoLinkKey())

/** Null for anything that is not a note of ours that is still good. */
export async function verifyLink(token: string): Promise<Assertion | null> {
  try {
    const { payload } = await jwtVerify(token, ssoLinkKey(), { algorithms: [ALGORITHM], typ: TYPE })
    const { provider, sub, email, name } = Note.parse(payload)
    return { provider, subject: sub, email, name }
  } catch {
    return null
  }
}
