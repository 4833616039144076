// The signed note between an issuer's word and the password that proves it: whoever tampers with it links nothing.
import { randomUUID } from 'node:crypto'
import { eq } from 'drizzle-orm'
import { SignJWT } from 'jose'
import { expect, test } from 'playwright/test'
import { call } from '../../bin/testing/call.ts'
import { newPerson, PASSWORD, type Person } from '../../bin/testing/people.ts'
import { POST as login } from '../app/api/auth/login/route.ts'
import { db } from '../db/client.ts'
import { ssoIdentities, users } from '../db/schema/accounts.ts'
import { accessKey, ssoLinkKey } from './secrets.ts'
import { type Assertion, signInElsewhere } from './sso.ts'
import { signLink, verifyLink } from './sso-link.ts'

const assertionFor = (email: string): Assertion => ({ provider: 'oidc', subject: randomUUID(), email, name: null })
const linksOf = ({ actor }: Person) => db().select().from(ssoIdentities).where(eq(ssoIdentities.userId, actor.userId))
const signInWith = (email: string, note: string, password = PASSWORD) =>
  call(login, { method: 'POST', body: { email, password }, headers: { cookie: `__Host-sl=${note}` } })
const device = { userAgent: null, address: null }

type Made = { typ?: string; alg?: string; age?: number; key?: ReturnType<typeof ssoLinkKey> | Uint8Array }
const made = (email: string, { typ = 'sso-link+jwt', alg = 'HS256', age = 0, key = ssoLinkKey() }: Made = {}) => {
  const now = Math.floor(Date.now() / 1000) - age
  return new SignJWT({ provider: 'oidc', email, name: null })
    .setProtectedHeader({ alg, typ })
    .setSubject(randomUUID())
    .setIssuedAt(now)
    .setExpirationTime(now + 600)
    .sign(key)
}

test('S7: an issuer names an account that exists: refused, and after its password they are one', async () => {
  const person = await newPerson()
  const assertion = assertionFor(person.email)
  await expect(signInElsewhere(assertion, device)).rejects.toMatchObject({ code: 'email-taken' })
  expect(await linksOf(person)).toEqual([])

  const response = await signInWith(person.email, await signLink({ ...assertion, email: person.email.toUpperCase() }))
  expect(response.status).toBe(200)
  const [note] = response.headers.getSetCookie().filter((line) => line.startsWith('__Host-sl='))
  expect(note).toMatch(/^__Host-sl=; Path=\/; Max-Age=0; HttpOnly; SameSite=Lax; Secure$/)
  expect(await linksOf(person)).toMatchObject([{ provider: 'oidc', subject: assertion.subject }])
  expect((await signInElsewhere(assertion, device)).refresh).toHaveLength(43)
  // The issuer's subject counts from now on, whatever e-mail it has there.
  expect((await signInElsewhere({ ...assertion, email: null }, device)).refresh).toHaveLength(43)
})

test('S7: a wrong password, or a note for another e-mail, links nothing', async () => {
  const [person, other] = [await newPerson(), await newPerson()]
  const note = await signLink(assertionFor(person.email))
  expect((await signInWith(person.email, note, 'not the password at all')).status).toBe(401)
  expect((await signInWith(other.email, note)).status).toBe(200)
  expect([await linksOf(person), await linksOf(other)]).toEqual([[], []])
})

test('S7: a note that is tampered with, too old, or made with another key or for another purpose links nothing', async () => {
  const person = await newPerson()
  const good = await made(person.email)
  const [header, payload, signature] = good.split('.') as [string, string, string]
  const claims = JSON.parse(Buffer.from(payload, 'base64url').toString())
  const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url')
  const forged = [
    await made(person.email, { age: 601 }),
    await made(person.email, { key: accessKey() }),
    await made(person.email, { key: new Uint8Array(32) }),
    await made(person.email, { typ: 'at+jwt' }),
    await made(person.email, { alg: 'HS512', key: Buffer.alloc(64) }),
    `${header}.${encode({ ...claims, sub: 'mine' })}.${signature}`,
    `${encode({ alg: 'none', typ: 'sso-link+jwt' })}.${payload}.`,
    `${header}.${payload}.`,
    person.tokens.access,
    'garbage',
  ]
  for (const note of forged) expect(await verifyLink(note)).toBeNull()
  for (const note of [forged[0], forged[5], forged[6]] as string[])
    expect((await signInWith(person.email, note)).status).toBe(200)
  expect(await linksOf(person)).toEqual([])
  expect(await verifyLink(good)).toMatchObject({ provider: 'oidc', email: person.email })
})

test('S7: a subject that is linked stays where it is', async () => {
  const [one, other] = [await newPerson(), await newPerson()]
  const assertion = assertionFor(one.email)
  await signInWith(one.email, await signLink(assertion))
  await signInWith(other.email, await signLink({ ...assertion, email: other.email }))
  expect([(await linksOf(one)).length, (await linksOf(other)).length]).toEqual([1, 0])
})

test("S7: an address whose letters only fold into somebody else's makes no account", async () => {
  const name = randomUUID().slice(0, 8)
  const sign = signInElsewhere(assertionFor(`\u212aate-${name}@example.com`), device) // the sign of the kelvin
  await expect(sign).rejects.toMatchObject({ code: 'forbidden' })
  expect(await db().$count(users, eq(users.email, `kate-${name}@example.com`))).toBe(0)
})

test('S7: the same subject at another issuer is somebody else', async () => {
  const assertion = assertionFor(`${randomUUID()}@example.com`)
  await signInElsewhere(assertion, device)
  const elsewhere = { ...assertion, provider: 'oidc https://other.example', email: `${randomUUID()}@example.com` }
  await signInElsewhere(elsewhere, device)
  const rows = await db().select().from(ssoIdentities).where(eq(ssoIdentities.subject, assertion.subject))
  expect(new Set(rows.map(({ userId }) => userId)).size).toBe(2)
})
