// The headers of every answer, errors included: what a browser may load, and from where.
import { randomFillSync } from 'node:crypto'
import { env } from '#env.ts'

const NONCE_BYTES = 16
const chance = Buffer.allocUnsafeSlow(256 * NONCE_BYTES)
let used = chance.length

/** The system is asked for chance once for many. */
export function newNonce(): string {
  if (used === chance.length) {
    randomFillSync(chance)
    used = 0
  }
  used += NONCE_BYTES
  return chance.toString('base64url', used - NONCE_BYTES, used)
}

/** Scripts run by nonce only. Styles may be inline: Monaco and the component kit write them from scripts. */
export function contentSecurityPolicy(nonce: string): string {
  policy ??= policyAround()
  return `${policy.before}${nonce}${policy.after}`
}

/** All but the nonce is the same for every answer. */
let policy: { before: string; after: string } | null = null

function policyAround(): { before: string; after: string } {
  const dev = env().NODE_ENV === 'development'
  const directives = [
    "default-src 'none'",
    `script-src 'nonce-?' 'strict-dynamic'${dev ? " 'unsafe-eval'" : ''}`,
    "worker-src 'self'",
    "style-src 'self' 'unsafe-inline'",
    "font-src 'self'",
    "img-src 'self' data:",
    "connect-src 'self'",
    "manifest-src 'self'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ]
  const [before = '', after = ''] = directives.join('; ').split('?')
  return { before, after }
}

export function securityHeaders(): [string, string][] {
  headers ??= headersMade()
  return headers
}

let headers: [string, string][] | null = null

function headersMade(): [string, string][] {
  const headers: [string, string][] = [
    ['x-content-type-options', 'nosniff'],
    ['referrer-policy', 'no-referrer'],
    ['cross-origin-opener-policy', 'same-origin'],
    ['cross-origin-resource-policy', 'same-origin'],
    ['permissions-policy', 'camera=(), microphone=(), geolocation=(), payment=()'],
  ]
  if (env().APP_ORIGIN.startsWith('https:')) headers.push(['strict-transport-security', 'max-age=31536000'])
  return headers
}
