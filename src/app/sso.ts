// The issuers people may sign in with, as next-auth wants them: it does the dance, and nothing else.
import type { Account, AuthOptions, Profile } from 'next-auth'
import Google from 'next-auth/providers/google'
import { env } from '#env.ts'

type Provider = AuthOptions['providers'][number]
type Check = 'pkce' | 'state' | 'nonce'

export function ssoProviders(): Provider[] {
  const providers: Provider[] = []
  const { OIDC_ISSUER, OIDC_CLIENT_ID, OIDC_CLIENT_SECRET, OIDC_NAME } = env()
  if (OIDC_ISSUER && OIDC_CLIENT_ID && OIDC_CLIENT_SECRET)
    providers.push({
      id: 'oidc',
      name: OIDC_NAME,
      type: 'oauth',
      idToken: true,
      checks: ['pkce', 'state', 'nonce'],
      wellKnown: `${OIDC_ISSUER.replace(/\/$/, '')}/.well-known/openid-configuration`,
      authorization: { params: { scope: 'openid email profile' } },
      clientId: OIDC_CLIENT_ID,
      clientSecret: OIDC_CLIENT_SECRET,
      profile: ({ sub, email = null, name = null }) => ({ id: sub, email, name }),
    })
  const { GITHUB_CLIENT_ID, GITHUB_CLIENT_SECRET, GOOGLE_CLIENT_ID, GOOGLE_CLIENT_SECRET } = env()
  if (GITHUB_CLIENT_ID && GITHUB_CLIENT_SECRET) providers.push(gitHub(GITHUB_CLIENT_ID, GITHUB_CLIENT_SECRET))
  if (GOOGLE_CLIENT_ID && GOOGLE_CLIENT_SECRET) {
    const checks: Check[] = ['pkce', 'state', 'nonce']
    providers.push(Google({ clientId: GOOGLE_CLIENT_ID, clientSecret: GOOGLE_CLIENT_SECRET, checks }))
  }
  return providers
}

// Not next-auth's own: that one asks github.com for e-mails, with the token of whatever GitHub was signed in to.
const gitHub = (clientId: string, clientSecret: string): Provider => ({
  id: 'github',
  name: 'GitHub',
  type: 'oauth',
  issuer: `${gitHubUrl()}/login/oauth`,
  checks: ['pkce', 'state'],
  authorization: { url: `${gitHubUrl()}/login/oauth/authorize`, params: { scope: 'read:user user:email' } },
  token: `${gitHubUrl()}/login/oauth/access_token`,
  userinfo: `${gitHubApi()}/user`,
  clientId,
  clientSecret,
  profile: ({ id, name, login }) => ({ id: String(id), name: name ?? login ?? null, email: null }),
})

const gitHubUrl = () => env().GITHUB_URL.replace(/\/$/, '')
const gitHubApi = () => (gitHubUrl() === 'https://github.com' ? 'https://api.github.com' : `${gitHubUrl()}/api/v3`)

/** Whose word it is: a subject means nothing without it, and an instance may come to trust another issuer one day. */
export function issuerOf(provider: string): string {
  if (provider === 'oidc') return `oidc ${env().OIDC_ISSUER}`
  return provider === 'github' ? `github ${gitHubUrl()}` : provider
}

/** What the sign-in page offers. */
export const ssoChoices = () => ssoProviders().map(({ id, name }) => ({ id, name }))

/** Null unless the issuer says that it has verified the address. */
export async function verifiedEmail(account: Account, profile: Profile | undefined): Promise<string | null> {
  if (account.provider === 'github') return verifiedGitHubEmail(account.access_token)
  const claims = profile as { email?: string; email_verified?: boolean } | undefined
  return claims?.email_verified === true ? (claims.email ?? null) : null
}

type GitHubEmail = { email: string; primary: boolean; verified: boolean }

/** GitHub's profile names an address without saying whether it was verified; this list does. */
async function verifiedGitHubEmail(token: string | undefined): Promise<string | null> {
  const response = await fetch(`${gitHubApi()}/user/emails`, {
    headers: { authorization: `Bearer ${token}`, accept: 'application/vnd.github+json' },
    signal: AbortSignal.timeout(5000),
    redirect: 'error',
  })
  if (!response.ok) return null
  const emails = (await response.json()) as GitHubEmail[]
  return emails.find(({ primary, verified }) => primary && verified)?.email ?? null
}
