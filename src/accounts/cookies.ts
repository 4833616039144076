// The two cookies of a session. Never readable by a page's code, never sent by another site's form.

import { env } from '#env.ts'
import { ABSOLUTE_DAYS, type TokenPair } from './session.ts'
import { LINK_SECONDS } from './sso-link.ts'

/** `__Host-` binds a cookie to this origin; it needs Secure, which browsers accept on https and on loopback. */
export const cookieNames = () =>
  isPlainHttp()
    ? { access: 'at', refresh: 'rt', link: 'sl' }
    : { access: '__Host-at', refresh: '__Host-rt', link: '__Host-sl' }

export function sessionCookies(tokens: TokenPair): string[] {
  const { access, refresh } = cookieNames()
  return [
    cookie(access, tokens.access, env().ACCESS_TOKEN_TTL),
    cookie(refresh, tokens.refresh, ABSOLUTE_DAYS * 86_400),
  ]
}

/** Carries an issuer's word to the sign-in that proves whose account it is. */
export const linkCookie = (note: string): string => cookie(cookieNames().link, note, LINK_SECONDS)
export const clearedLinkCookie = (): string => cookie(cookieNames().link, '', 0)

export function clearedCookies(): string[] {
  const { access, refresh } = cookieNames()
  return [cookie(access, '', 0), cookie(refresh, '', 0)]
}

const cookie = (name: string, value: string, maxAge: number) =>
  `${name}=${value}; Path=/; Max-Age=${maxAge}; HttpOnly; SameSite=Lax${isPlainHttp() ? '' : '; Secure'}`

/** INSECURE_HTTP left behind by whoever has https by now weakens nothing. */
const isPlainHttp = () => env().INSECURE_HTTP && env().APP_ORIGIN.startsWith('http:')

/** Of a request: beside a bearer, cookies do not count. */
export const cookieOf = (headers: Headers, name: string) =>
  headers.has('authorization') ? undefined : readCookie(headers.get('cookie'), name)

/** The first cookie of this name in a Cookie header. */
export function readCookie(header: string | null | undefined, name: string): string | undefined {
  for (const part of header?.split(';') ?? []) {
    const [key, value] = part.trim().split('=', 2)
    if (key === name && value) return value
  }
  return undefined
}
