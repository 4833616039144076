// API tokens at every address: what a scope opens, what no token may do, and which tokens are none.
import { randomUUID } from 'node:crypto'
import { eq, sql } from 'drizzle-orm'
import { expect, test } from 'playwright/test'
import { call, cookiesOf, problemOf } from '../../../../bin/testing/call.ts'
import { newAdministrator, newPerson, type Person } from '../../../../bin/testing/people.ts'
import { allRoutes, isOpenDoor, paramsOf, pathOf, type Route } from '../../../../bin/testing/routes.ts'
import { changePerson } from '../../../accounts/administer.ts'
import { createToken, revokeToken } from '../../../accounts/api-token.ts'
import { CreatedToken, type Scope, scopes } from '../../../contract/settings.ts'
import { db } from '../../../db/client.ts'
import { apiTokens, auditEvents } from '../../../db/schema/instance.ts'
import { POST as logout } from '../auth/logout/route.ts'
import { POST as refresh } from '../auth/refresh/route.ts'
import { GET as whoAmI } from '../users/me/route.ts'
import { POST as create, GET as list } from './route.ts'

// Whatever is not written here, no token may do.
const opens: Record<string, Scope> = {
  'GET /api/users/me': 'reviews:read',
  'GET /api/reviews/{id}': 'reviews:read',
  'GET /api/reviews/{id}/findings': 'reviews:read',
  'GET /api/reviews/{id}/export': 'reviews:read',
  'GET /api/reviews/{id}/files': 'reviews:read',
  'GET /api/reviews/compare': 'reviews:read',
  'GET /api/reviews': 'reviews:read',
  'GET /api/reviews/{id}/timeline': 'reviews:read',
  'POST /api/reviews/bulk': 'reviews:write',
  'GET /api/findings': 'reviews:read',
  'GET /api/findings/{id}/comments': 'reviews:read',
  'POST /api/findings/{id}/comments': 'reviews:write',
  'DELETE /api/findings/{id}/comments/{commentId}': 'reviews:write',
  'GET /api/insights': 'reviews:read',
  'PATCH /api/findings/{id}': 'reviews:write',
  'POST /api/reviews': 'reviews:write',
  'DELETE /api/reviews/{id}': 'reviews:write',
  'POST /api/reviews/{id}/cancel': 'reviews:write',
  'POST /api/reviews/{id}/retry': 'reviews:write',
  'GET /api/rules': 'reviews:read',
  'GET /api/rules/{id}': 'reviews:read',
  'POST /api/rules': 'projects:write',
  'POST /api/rules/try': 'projects:read',
  'PUT /api/rules/settings': 'projects:write',
  'PUT /api/rules/{id}': 'projects:write',
  'DELETE /api/rules/{id}': 'projects:write',
  'GET /api/guidelines': 'reviews:read',
  'POST /api/guidelines': 'projects:write',
  'PUT /api/guidelines/{id}': 'projects:write',
  'DELETE /api/guidelines/{id}': 'projects:write',
  'POST /api/guidelines/{id}/rule': 'projects:write',
  'GET /api/model': 'reviews:read',
  'POST /api/model/estimate': 'reviews:read',
  'GET /api/reviews/{id}/model-calls': 'reviews:read',
  'POST /api/findings/{id}/ask': 'reviews:write',
  'POST /api/improve': 'reviews:write',
  'GET /api/projects': 'projects:read',
  'POST /api/projects': 'projects:write',
  'GET /api/projects/{id}': 'projects:read',
  'PATCH /api/projects/{id}': 'projects:write',
  'DELETE /api/projects/{id}': 'projects:write',
  'GET /api/projects/{id}/files': 'projects:read',
  'POST /api/projects/{id}/files': 'projects:write',
  'GET /api/projects/{id}/files/{fileId}': 'projects:read',
  'PUT /api/projects/{id}/files/{fileId}': 'projects:write',
  'PATCH /api/projects/{id}/files/{fileId}': 'projects:write',
  'DELETE /api/projects/{id}/files/{fileId}': 'projects:write',
  'POST /api/projects/{id}/move': 'projects:write',
  'DELETE /api/projects/{id}/folders': 'projects:write',
  'POST /api/projects/{id}/import': 'projects:write',
  'GET /api/projects/{id}/export': 'projects:read',
  'GET /api/projects/{id}/search': 'projects:read',
}

let person: Person
let routes: Route[]
const secrets = new Map<Scope | 'all', string>()

const tokenOf = (owner: Person, granted: Scope[], expiresInDays = 1) =>
  createToken(owner.actor, { name: 'a test', scopes: granted, expiresInDays }, '127.0.0.1')

test.beforeAll(async () => {
  person = await newPerson()
  routes = (await allRoutes()).filter(({ address }) => !isOpenDoor(address))
  for (const scope of scopes) secrets.set(scope, (await tokenOf(person, [scope])).secret)
  secrets.set('all', (await tokenOf(person, [...scopes])).secret)
})

const bearer = (secret: string | undefined) => ({ authorization: `Bearer ${secret}` })
function ask(route: Route, headers: Record<string, string>, as?: Person) {
  const values = { id: randomUUID(), fileId: randomUUID(), commentId: randomUUID() }
  const where = { path: pathOf(route, values), params: paramsOf(route, values) }
  return call(route.handler, { ...where, method: route.verb, headers, as, ...(route.readsJson && { body: {} }) })
}

test('K1: each address opens to its scope and to no other', async () => {
  for (const route of routes)
    for (const scope of scopes) {
      const response = await ask(route, bearer(secrets.get(scope)))
      const name = `${route.name} with ${scope}`
      if (opens[route.name] === scope) {
        expect.soft([401, 403, 429, 500].includes(response.status), `${name}: ${response.status}`).toBe(false)
        continue
      }
      const { status, detail } = await problemOf(response)
      const needed = opens[route.name]
      expect
        .soft([status, detail], name)
        .toEqual([403, needed ? `This token lacks the scope ${needed}.` : 'No token may do this.'])
    }
  expect(routes.filter(({ name }) => opens[name]).length).toBe(Object.keys(opens).length)
})

test("K1: account, audit and administration open to no token, an administrator's with every scope included", async () => {
  const administrator = await newAdministrator()
  const { secret } = await tokenOf(administrator, [...scopes])
  const closed = routes.filter(({ name }) => !opens[name])
  expect(closed.length).toBeGreaterThan(15)
  for (const route of closed) {
    const { status, detail } = await problemOf(await ask(route, bearer(secret), administrator))
    expect.soft([status, detail], route.name).toEqual([403, 'No token may do this.'])
  }
})

const changed = (secret: string, at: number) =>
  secret.slice(0, at) + (secret[at] === 'A' ? 'B' : 'A') + secret.slice(at + 1)

test('K1: what is no good token is 401 everywhere, and the cookies beside it do not help', async () => {
  const secret = secrets.get('all') as string
  const wrong = [
    '',
    'Bearer',
    'Bearer ',
    'Bearer garbage',
    `Bearer ${secret.slice(0, -1)}`,
    `Bearer ${secret}0`,
    `Bearer ${changed(secret, 10)}`,
    `Bearer ${changed(secret, secret.length - 1).toLowerCase()}`,
    `Bearer ${secret.toUpperCase()}`,
    `Bearer ${secret} ${secret}`,
    `Basic ${secret}`,
    secret,
    `Bearer ${person.tokens.access}`,
    `Bearer ${person.tokens.refresh}`,
  ]
  for (const authorization of wrong)
    for (const route of routes) {
      const response = await ask(route, { authorization, 'sec-fetch-site': 'same-origin' }, person)
      expect.soft(response.status, `${route.name} with ${authorization.slice(0, 20)}`).toBe(401)
      expect.soft((await problemOf(response)).detail).toBe('Please sign in.')
    }
  expect((await call(whoAmI, { headers: bearer(secret) })).status).toBe(200)
})

test('K1: revoked, out of date or of somebody disabled: 401 at the next call', async () => {
  const [owner, administrator] = [await newPerson(), await newAdministrator()]
  const statusOf = async (secret: string) => (await call(whoAmI, { headers: bearer(secret) })).status
  const granted: Scope[] = ['reviews:read']
  const [revoked, old, left] = [
    await tokenOf(owner, granted),
    await tokenOf(owner, granted),
    await tokenOf(owner, granted),
  ]
  for (const { secret } of [revoked, old, left]) expect(await statusOf(secret)).toBe(200)

  await revokeToken(owner.actor, revoked.id, '127.0.0.1')
  await db().update(apiTokens).set({ expiresAt: sql`now()` }).where(eq(apiTokens.id, old.id))
  expect([await statusOf(revoked.secret), await statusOf(old.secret), await statusOf(left.secret)]).toEqual([
    401, 401, 200,
  ])
  await changePerson(administrator.actor, owner.actor.userId, true, '127.0.0.1')
  expect(await statusOf(left.secret)).toBe(401)
  await changePerson(administrator.actor, owner.actor.userId, false, '127.0.0.1')
  expect([await statusOf(left.secret), await statusOf(revoked.secret)]).toEqual([200, 401])
})

test('K1: somebody else cannot see or revoke a token', async () => {
  const stranger = await newPerson()
  const { id } = await tokenOf(person, ['reviews:read'])
  await expect(revokeToken(stranger.actor, id, '127.0.0.1')).rejects.toMatchObject({ code: 'not-found' })
  expect((await (await call(list, { as: stranger })).json()).items).toEqual([])
})

test('K1: the secret is told in the 201 alone, and the database keeps its hash', async () => {
  const body = { name: 'ci', scopes: ['reviews:read', 'reviews:read'] }
  const response = await call(create, { method: 'POST', path: '/api/tokens', body, as: person })
  expect(response.status).toBe(201)
  const { secret, hint, expiresAt, ...token } = CreatedToken.parse(await response.json())
  expect(secret).toMatch(/^lintel_[\w-]{43}[0-9a-z]{7}$/)
  expect([token.scopes, token.lastUsedAt, secret.startsWith(hint), hint.length]).toEqual([
    ['reviews:read'],
    null,
    true,
    11,
  ])
  expect(Date.parse(expiresAt) / 86_400_000).toBeCloseTo(Date.now() / 86_400_000 + 90, 1)

  expect((await call(whoAmI, { headers: bearer(secret) })).status).toBe(200)
  const listed = await (await call(list, { as: person })).text()
  const rows = JSON.stringify([await db().select().from(apiTokens), await db().select().from(auditEvents)])
  for (const text of [listed, rows]) expect(text).not.toContain(secret.slice(12))
  expect(JSON.parse(listed).items.find(({ id }: { id: string }) => id === token.id).lastUsedAt).toMatch(/^\d{4}-/)
})

test('K1: a token needs a scope, known ones, and an end within a year', async () => {
  const good = { name: 'ci', scopes: ['reviews:read'], expiresInDays: 365 }
  const wrong = [
    { scopes: [] },
    { scopes: ['everything'] },
    { scopes: undefined },
    { expiresInDays: 0 },
    { expiresInDays: 366 },
    { expiresInDays: 1.5 },
    { expiresInDays: null },
    { name: ' ' },
    { userId: randomUUID() },
  ]
  for (const part of wrong) {
    const body = { ...good, ...part }
    const response = await call(create, { method: 'POST', path: '/api/tokens', body, as: person })
    expect.soft(response.status, JSON.stringify(part)).toBe(400)
  }
})

test('C2: whoever comes with a bearer is not the holder of the cookies beside it', async () => {
  const [holder, secret] = [await newPerson(), secrets.get('reviews:read') as string]
  const headers = { ...bearer(secret), cookie: cookiesOf(holder) }
  const me = await (await call(whoAmI, { headers })).json()
  expect(me.user.email).toBe(person.email)
  const renewed = await call(refresh, { method: 'POST', headers })
  expect([renewed.status, renewed.headers.getSetCookie()]).toEqual([401, []])
  await call(logout, { method: 'POST', headers })
  expect((await call(whoAmI, { as: holder })).status).toBe(200)
})
