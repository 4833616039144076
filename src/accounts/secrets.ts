// Secrets: keys made from JWT_SECRET, one for each purpose, and random ones of which only a hash is kept.
import { createHash, createHmac, createSecretKey, hkdfSync, type KeyObject, randomBytes } from 'node:crypto'
import { env } from '#env.ts'
import { once } from '#once.ts'

type Purpose = 'access-token' | 'refresh-successor' | 'sso' | 'sso-link' | 'webhook'

const keyFor = (purpose: Purpose): KeyObject =>
  once(`key.${purpose}`, () =>
    createSecretKey(Buffer.from(hkdfSync('sha256', env().JWT_SECRET, 'lintel', purpose, 32))),
  )

export const accessKey = () => keyFor('access-token')

/** Whoever refreshes twice with one token gets one successor: it follows from the token. */
export const successorOf = (refreshToken: string) =>
  createHmac('sha256', keyFor('refresh-successor')).update(refreshToken).digest('base64url')

/** For next-auth's own short-lived cookies. */
export const ssoSecret = () => keyFor('sso').export().toString('base64')

export const ssoLinkKey = () => keyFor('sso-link')

/** What a webhook's messages are signed with: it follows from a random id, so that no database holds it. */
export const webhookSecret = (id: string): Buffer => createHmac('sha256', keyFor('webhook')).update(id).digest()

/** 256 random bits, fit for a cookie and an address. */
export const randomSecret = () => randomBytes(32).toString('base64url')

/** What is stored of a random secret. Enough for 256 bits of chance; a password needs more. */
export const sha256 = (secret: string) => createHash('sha256').update(secret).digest('base64url')
