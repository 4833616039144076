// Keys made from JWT_SECRET, one for each purpose, so that none serves two.
import { createHmac, createSecretKey, hkdfSync, type KeyObject } from 'node:crypto'
import { env } from '#env.ts'
import { once } from '#once.ts'

type Purpose = 'access-token' | 'refresh-successor' | 'sso'

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
