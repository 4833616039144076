// Everything that looks like an access token and is none is refused, and always in the same words.
import { createHmac, createSecretKey, generateKeyPairSync, hkdfSync, randomBytes, randomUUID } from 'node:crypto'
import { type JWTPayload, SignJWT } from 'jose'
import { expect, test } from 'playwright/test'
import { call, problemOf } from '../../bin/testing/call.ts'
import { newPerson, type Person } from '../../bin/testing/people.ts'
import { GET as whoAmI } from '../app/api/users/me/route.ts'
import { env } from '../env.ts'
import { accessKey, ssoSecret } from './secrets.ts'

type Forging = {
  header?: Record<string, unknown>
  claims?: JWTPayload
  without?: string
  key?: Parameters<SignJWT['sign']>[0]
}

let person: Person
test.beforeAll(async () => {
  person = await newPerson()
})

const now = () => Math.floor(Date.now() / 1000)
const genuine = (): JWTPayload => ({
  sub: person.actor.userId,
  sid: person.actor.sessionId,
  iss: env().APP_ORIGIN,
  aud: env().APP_ORIGIN,
  jti: randomUUID(),
  iat: now(),
  exp: now() + 600,
})

/** A token that is right in everything but what is given. */
function forge({ header, claims, without, key = accessKey() }: Forging = {}): Promise<string> {
  const payload: JWTPayload = { ...genuine(), ...claims }
  if (without) delete payload[without]
  return new SignJWT(payload).setProtectedHeader({ alg: 'HS256', typ: 'at+jwt', kid: '1', ...header }).sign(key)
}

const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url')
/** By hand, for what a library refuses to write. */
function handmade(header: Record<string, unknown>, sign: (text: string) => string): string {
  const text = `${part({ typ: 'at+jwt', kid: '1', ...header })}.${part(genuine())}`
  return `${text}.${sign(text)}`
}
const hmac =
  (key: string | Buffer, hash = 'sha256') =>
  (text: string) =>
    createHmac(hash, key).update(text).digest('base64url')
const secretAsKey = () => createSecretKey(Buffer.from(env().JWT_SECRET))
const keyOf = (purpose: string) =>
  createSecretKey(Buffer.from(hkdfSync('sha256', env().JWT_SECRET, 'lintel', purpose, 32)))

const forged: Record<string, () => string | Promise<string>> = {
  'alg none': () => handmade({ alg: 'none' }, () => ''),
  'alg NONE': () => handmade({ alg: 'NONE' }, () => ''),
  'alg none with a signature': () => handmade({ alg: 'none' }, hmac(accessKey().export())),
  'HS512 with our key': () => handmade({ alg: 'HS512' }, hmac(accessKey().export(), 'sha512')),
  'RS256 in the header, our key': () => handmade({ alg: 'RS256' }, hmac(accessKey().export())),
  'a real RS256 key': () =>
    forge({ header: { alg: 'RS256' }, key: generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey }),
  'no alg': () => handmade({}, hmac(accessKey().export())),
  'the raw secret as key': () => forge({ key: secretAsKey() }),
  'an empty key': () => handmade({ alg: 'HS256' }, hmac('')),
  'a random key': () => forge({ key: createSecretKey(randomBytes(32)) }),
  'the key of refresh tokens': () => forge({ key: keyOf('refresh-successor') }),
  'the key of SSO': () => forge({ key: createSecretKey(Buffer.from(ssoSecret(), 'base64')) }),
  'a key in the header': () =>
    forge({ header: { jwk: { kty: 'oct', k: 'AAAA' } }, key: createSecretKey(randomBytes(32)) }),
  'typ JWT': () => forge({ header: { typ: 'JWT' } }),
  'no typ': () => forge({ header: { typ: undefined } }),
  'another kid': () => forge({ header: { kid: '2' } }),
  'no kid': () => forge({ header: { kid: undefined } }),
  'an unknown critical header': () => handmade({ alg: 'HS256', crit: ['mine'], mine: 1 }, hmac(accessKey().export())),
  'another issuer': () => forge({ claims: { iss: 'http://evil.example' } }),
  'another audience': () => forge({ claims: { aud: 'http://evil.example' } }),
  'expired a second ago': () => forge({ claims: { exp: now() - 1 } }),
  'not yet valid': () => forge({ claims: { nbf: now() + 60 } }),
  'an expiry that is no number': () => forge({ claims: { exp: 'never' as unknown as number } }),
  ...Object.fromEntries(
    ['sub', 'sid', 'jti', 'iat', 'exp', 'iss', 'aud'].map((claim) => [`no ${claim}`, () => forge({ without: claim })]),
  ),
  'the session of somebody else': async () => forge({ claims: { sid: (await newPerson()).actor.sessionId } }),
  'a user that does not exist': () => forge({ claims: { sub: randomUUID() } }),
  'a session that does not exist': () => forge({ claims: { sid: randomUUID() } }),
  'a session id that is none': () => forge({ claims: { sid: "' or true --" } }),
  'tampered claims': async () => {
    const [header, , signature] = person.tokens.access.split('.')
    return `${header}.${part({ ...genuine(), sub: randomUUID() })}.${signature}`
  },
  'a cut signature': () => person.tokens.access.slice(0, -4),
  'two parts': () => person.tokens.access.split('.').slice(0, 2).join('.'),
  'four parts': () => `${person.tokens.access}.AAAA`,
  'the refresh token': () => person.tokens.refresh,
  garbage: () => 'not-a-token',
  dots: () => '..',
  'a very long one': () => `${'A'.repeat(100_000)}.${'B'.repeat(100_000)}.C`,
}

test('the token the others are forged from is good', async () => {
  for (const access of [person.tokens.access, await forge()])
    expect((await call(whoAmI, { headers: { cookie: `__Host-at=${access}` } })).status).toBe(200)
})

test(`S1: ${Object.keys(forged).length} forged tokens are 401, all in one body`, async () => {
  expect(Object.keys(forged).length).toBeGreaterThanOrEqual(25)
  for (const [name, make] of Object.entries(forged)) {
    const headers = { cookie: `__Host-at=${await make()}`, 'x-request-id': 'the-same-for-all' }
    const response = await call(whoAmI, { headers })
    expect.soft(response.status, name).toBe(401)
    expect.soft(await problemOf(response), name).toEqual({
      type: 'urn:lintel:problem:unauthenticated',
      title: 'Not signed in',
      status: 401,
      code: 'unauthenticated',
      detail: 'Please sign in.',
      requestId: 'the-same-for-all',
    })
  }
})

test('S1: a token that was good is refused when its time is up', async () => {
  const access = await forge({ claims: { exp: now() + 2 } })
  const ask = async () => (await call(whoAmI, { headers: { cookie: `__Host-at=${access}` } })).status
  expect([await ask(), await ask()]).toEqual([200, 200])
  await expect.poll(ask, { timeout: 5000 }).toBe(401)
})

test('S1: what was learned of one token says nothing about another, one letter apart', async () => {
  const { access } = person.tokens
  const last = access.at(-1) === 'A' ? 'B' : 'A'
  const ask = async (token: string) => (await call(whoAmI, { headers: { cookie: `__Host-at=${token}` } })).status
  for (const [token, status] of [
    [access, 200],
    [`${access.slice(0, -2)}${last}${access.at(-1)}`, 401],
    [access.toUpperCase(), 401],
    [access, 200],
  ] as const)
    expect(await ask(token)).toBe(status)
})
