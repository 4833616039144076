// A real OpenID Connect issuer for the browser stories: whoever signs in there is `<name>@issuer.example`, verified
// unless the name begins with "unverified".
import { randomBytes } from 'node:crypto'
import type { Server } from 'node:http'
import { exportJWK, generateKeyPair } from 'jose'
import Provider from 'oidc-provider'
import type { Variables } from '../launch/child.ts'

/** Answers the settings under which Lintel knows this issuer, and how to close it. */
export async function startIssuer(port: number, origin: string): Promise<{ settings: Variables; close(): void }> {
  const issuer = `http://127.0.0.1:${port}`
  const client = { client_id: 'lintel', client_secret: randomBytes(24).toString('hex') }
  const { privateKey } = await generateKeyPair('RS256', { extractable: true })
  const provider = new Provider(issuer, {
    clients: [{ ...client, redirect_uris: [`${origin}/api/auth/callback/oidc`] }],
    claims: { openid: ['sub'], email: ['email', 'email_verified'], profile: ['name'] },
    conformIdTokenClaims: false,
    findAccount: (_, id) => ({ accountId: id, claims: () => claimsOf(id) }),
    pkce: { required: () => true },
    cookies: { keys: [randomBytes(16).toString('hex')] },
    jwks: { keys: [{ ...(await exportJWK(privateKey)), alg: 'RS256', use: 'sig' }] },
  })
  const server: Server = provider.listen(port, '127.0.0.1')
  const { client_id: OIDC_CLIENT_ID, client_secret: OIDC_CLIENT_SECRET } = client
  return {
    settings: { OIDC_ISSUER: issuer, OIDC_CLIENT_ID, OIDC_CLIENT_SECRET, OIDC_NAME: 'the test issuer' },
    close: () => {
      server.closeAllConnections()
      server.close()
    },
  }
}

const claimsOf = (id: string) => ({
  sub: id,
  name: id,
  email: `${id}@issuer.example`,
  email_verified: !id.startsWith('unverified'),
})
