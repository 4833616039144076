// What travels to and fro at sign-in: two cookies nobody can read, and never a secret in a body.
import { randomUUID } from 'node:crypto'
import { sql } from 'drizzle-orm'
import { expect, test } from 'playwright/test'
import { apart } from '../../../../bin/testing/apart.ts'
import { call, cookiesOf, problemOf } from '../../../../bin/testing/call.ts'
import { newPerson, PASSWORD } from '../../../../bin/testing/people.ts'
import { db } from '../../../db/client.ts'
import { GET as whoAmI } from '../users/me/route.ts'
import { POST as login } from './login/route.ts'
import { POST as logout } from './logout/route.ts'
import { POST as refresh } from './refresh/route.ts'
import { POST as register } from './register/route.ts'

const post = { method: 'POST' }
const someEmail = () => `${randomUUID()}@example.com`

/** Name, value and flags of each cookie that an answer sets. */
const cookiesSet = (response: Response) =>
  response.headers.getSetCookie().map((line) => {
    const [pair = '', ...flags] = line.split('; ')
    const [name, value] = pair.split('=') as [string, string]
    return { name, value, flags: flags.sort().join('; ') }
  })
const flags = (seconds: number) => `HttpOnly; Max-Age=${seconds}; Path=/; SameSite=Lax; Secure`
const sessionFlags = [
  { name: '__Host-at', value: expect.stringMatching(/^[\w-]+\.[\w-]+\.[\w-]+$/), flags: flags(600) },
  { name: '__Host-rt', value: expect.stringMatching(/^[\w-]{43}$/), flags: flags(30 * 86_400) },
]

test('S3: register, login and refresh set the two cookies, and their secrets are in no body', async () => {
  const credentials = { email: someEmail(), password: PASSWORD }
  const registered = await call(register, { ...post, body: { ...credentials, name: ' Ada ' } })
  const signedIn = await call(login, { ...post, body: credentials })
  const cookie = cookiesSet(signedIn).map(({ name, value }) => `${name}=${value}`)
  const refreshed = await call(refresh, { ...post, headers: { cookie: cookie.join('; ') } })
  expect([registered.status, signedIn.status, refreshed.status]).toEqual([201, 200, 200])

  const user = { id: expect.any(String), email: credentials.email, name: 'Ada', role: expect.any(String) }
  const bodies = [{ user }, { user }, { expiresAt: expect.stringMatching(/^\d{4}-.*Z$/) }]
  for (const [index, response] of [registered, signedIn, refreshed].entries()) {
    const cookies = cookiesSet(response)
    expect(cookies).toEqual(sessionFlags)
    const text = await response.text()
    expect(JSON.parse(text)).toEqual(bodies[index])
    for (const { value } of cookies) expect(text).not.toContain(value)
    expect(text).not.toMatch(/password|hash|token/i)
    expect(response.headers.get('cache-control')).toBe('no-store')
  }
})

test('S2: whoever loses a refresh is told 401, and no cookie is cleared', async () => {
  const person = await newPerson()
  await call(refresh, { ...post, as: person })
  await db().execute(
    sql`update refresh_tokens set used_at = used_at - interval '11 seconds' where session_id = ${person.actor.sessionId}`,
  )
  for (const cookie of [cookiesOf(person), '__Host-rt=never-given', '__Host-rt=', '']) {
    const response = await call(refresh, { ...post, headers: { cookie } })
    expect(await problemOf(response)).toMatchObject({ status: 401, code: 'unauthenticated' })
    expect(response.headers.getSetCookie()).toEqual([])
  }
})

test('S4: signing out clears both cookies, and the old ones are 401 from then on', async () => {
  const person = await newPerson()
  expect((await call(whoAmI, { as: person })).status).toBe(200)
  const response = await call(logout, { ...post, as: person })
  expect(response.status).toBe(204)
  expect(cookiesSet(response)).toEqual(['__Host-at', '__Host-rt'].map((name) => ({ name, value: '', flags: flags(0) })))
  expect((await call(whoAmI, { as: person })).status).toBe(401)
  expect((await call(refresh, { ...post, as: person })).status).toBe(401)
})

test('S4: signing out twice, or with nothing, is fine', async () => {
  const person = await newPerson()
  for (const as of [person, person, undefined]) expect((await call(logout, { ...post, as })).status).toBe(204)
})

test('an address that is taken is 409 and names the field, in whatever case it is typed', async () => {
  const { email } = await newPerson()
  const response = await call(register, { ...post, body: { email: email.toUpperCase(), password: PASSWORD } })
  expect(await problemOf(response)).toMatchObject({ status: 409, code: 'email-taken', errors: [{ path: 'email' }] })
  expect(response.headers.getSetCookie()).toEqual([])
})

const refused: [what: string, body: Record<string, unknown>, path: string][] = [
  ['no address', { password: PASSWORD }, 'email'],
  ['no password', { email: 'a@example.com' }, 'password'],
  ['an address that is none', { email: 'a@b', password: PASSWORD }, 'email'],
  ['a list for an address', { email: ['a@example.com'], password: PASSWORD }, 'email'],
  ['a number for a password', { email: 'a@example.com', password: 123456789012345 }, 'password'],
  ['a short password', { email: 'a@example.com', password: 'short' }, 'password'],
  ['129 characters', { email: 'a@example.com', password: `ab${'c d'.repeat(42)}e` }, 'password'],
  ['129 emoji', { email: 'a@example.com', password: `ab${'🦊'.repeat(127)}` }, 'password'],
  ['an empty name', { email: 'a@example.com', password: PASSWORD, name: ' ' }, 'name'],
  ['a name with NUL', { email: 'a@example.com', password: PASSWORD, name: 'a\0b' }, 'name'],
  ['a role one gives oneself', { email: 'a@example.com', password: PASSWORD, role: 'administrator' }, 'role'],
]
for (const [what, body, path] of refused)
  test(`registering with ${what} is 400 and names ${path}`, async () => {
    const response = await call(register, { ...post, body })
    const { status, errors } = await problemOf(response)
    expect([status, errors?.map((error) => error.path)]).toEqual([400, [path]])
  })

test('A1: 128 characters of any kind are a password', async () => {
  const password = `abcd${'🦊'.repeat(124)}`
  const email = someEmail()
  expect((await call(register, { ...post, body: { email, password } })).status).toBe(201)
  expect((await call(login, { ...post, body: { email, password } })).status).toBe(200)
})

for (const [what, handler] of [
  ['signing in', login],
  ['registering', register],
] as const)
  test(`S5: ${what} anew ends the session this browser held, and no other`, async () => {
    const [former, elsewhere] = [await newPerson(), await newPerson()]
    const email = what === 'signing in' ? former.email : someEmail()
    expect((await call(handler, { ...post, body: { email, password: 'wrong' }, as: former })).status).toBeGreaterThan(
      399,
    )
    expect((await call(whoAmI, { as: former })).status).toBe(200)
    const response = await call(handler, { ...post, body: { email, password: PASSWORD }, as: former })
    const cookie = cookiesSet(response).map(({ name, value }) => `${name}=${value}`)
    expect((await call(whoAmI, { headers: { cookie: cookie.join('; ') } })).status).toBe(200)
    expect((await call(whoAmI, { as: former })).status).toBe(401)
    expect((await call(refresh, { ...post, as: former })).status).toBe(401)
    expect((await call(whoAmI, { as: elsewhere })).status).toBe(200)
  })

test('S3: only where people come by plain http, and that was accepted, is a cookie sent without Secure', async () => {
  const lines = (settings: Record<string, string>) =>
    apart<string[]>(
      settings,
      `import { sessionCookies } from '#accounts/cookies.ts'
       tell(sessionCookies({ access: 'a', refresh: 'r', accessExpiresAt: '' }))`,
    )
  for (const line of await lines({ INSECURE_HTTP: '1', APP_ORIGIN: 'https://lintel.example' }))
    expect(line).toMatch(/^__Host-.*; Secure$/)
  for (const line of await lines({ INSECURE_HTTP: '1', APP_ORIGIN: 'http://lintel.example' }))
    expect(line).toMatch(/^(at|rt)=.*; SameSite=Lax$/)
})
