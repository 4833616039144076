// GET, POST: the dance with an issuer. It ends in our own session; next-auth keeps none.

import type { NextRequest } from 'next/server'
import NextAuth, { type AuthOptions } from 'next-auth'
import { linkCookie, readCookie, sessionCookies } from '#accounts/cookies.ts'
import { ssoSecret } from '#accounts/secrets.ts'
import { leaveFormerSession } from '#accounts/sign-out.ts'
import { signInElsewhere } from '#accounts/sso.ts'
import { signLink } from '#accounts/sso-link.ts'
import { Problem } from '#contract/problem.ts'
import { log } from '#log.ts'
import { nextPath } from '../../../next-path.ts'
import { issuerOf, ssoProviders, verifiedEmail } from '../../../sso.ts'
import { deviceOf, withCookies } from '../../device.ts'
import { type Call, open } from '../../handle.ts'

// Its session and sign-out addresses are not ours.
const dance = /^(csrf|providers|error|signin(\/[\w-]+)?|callback\/[\w-]+)$/

const sso = open('refresh', async (call) => {
  const action = call.params.nextauth as string[]
  if (!dance.test(action.join('/')) || ssoProviders().length === 0)
    throw new Problem('not-found', 'There is no such address in the API.')
  const cookies: string[] = []
  const options = optionsFor(call, (made) => cookies.push(...made))
  const context = { params: Promise.resolve({ nextauth: action }) }
  const response: Response = await NextAuth(call.request as NextRequest, context, options).catch((error: unknown) => {
    log.warn({ error: String(error) }, 'sso.failed')
    throw new Problem('invalid', 'This is no answer of an issuer.') // a body it cannot read
  })
  return withCookies(response, cookies)
})

export const GET = sso
export const POST = sso

const optionsFor = (call: Call, setCookies: (cookies: string[]) => void): AuthOptions => ({
  secret: ssoSecret(),
  providers: ssoProviders(),
  session: { strategy: 'jwt', maxAge: 60 },
  pages: { signIn: '/login', error: '/login' },
  logger: { error: (code) => log.warn({ code }, 'sso.failed'), warn: () => {}, debug: () => {} },
  callbacks: {
    // A string, whatever happens: next-auth then redirects there and writes no session of its own.
    async signIn({ account, profile, user }) {
      if (!account) return '/login?error=sso'
      const { providerAccountId: subject } = account
      const provider = issuerOf(account.provider)
      const email = await verifiedEmail(account, profile).catch(() => null)
      const assertion = { provider, subject, email, name: user.name ?? null }
      try {
        setCookies(sessionCookies(await signInElsewhere(assertion, deviceOf(call))))
        await leaveFormerSession(call.request.headers)
        return whereTo(call.request)
      } catch (error) {
        const code = error instanceof Problem ? error.code : 'sso'
        log.warn({ provider, code, error: String(error) }, 'sso.refused')
        if (code === 'email-taken') setCookies([linkCookie(await signLink(assertion))])
        return `/login?error=${code}`
      }
    },
  },
})

/** Where the person wanted to go, as next-auth remembers it; only ever a path of ours. */
function whereTo(request: Request): string {
  const header = request.headers.get('cookie')
  const kept =
    readCookie(header, '__Secure-next-auth.callback-url') ?? readCookie(header, 'next-auth.callback-url') ?? '/'
  const { pathname, search } = new URL(decodeURIComponent(kept), 'http://localhost')
  return nextPath(pathname + search)
}
