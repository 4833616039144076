// The reads the front door answers by itself: on a socket they are what the handler of the route says, to the byte.
import { randomUUID } from 'node:crypto'
import { createServer, type IncomingMessage, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { eq, sql } from 'drizzle-orm'
import { expect, test } from 'playwright/test'
import { call, cookiesOf, type Handler } from '../../bin/testing/call.ts'
import { newPerson, type Person } from '../../bin/testing/people.ts'
import { raw } from '../../bin/testing/raw.ts'
import { createToken } from '../accounts/api-token.ts'
import { signOut } from '../accounts/sign-out.ts'
import { GET as review } from '../app/api/reviews/[id]/route.ts'
import { GET as health } from '../app/healthz/route.ts'
import { GET as metrics } from '../app/metrics/route.ts'
import { GET as ready } from '../app/readyz/route.ts'
import { db } from '../db/client.ts'
import { reviews } from '../db/schema/reviews.ts'
import { takeFromLimit } from '../limits.ts'
import { submitReview } from '../reviews/submit.ts'
import { admit } from './admit.ts'
import { hotRead } from './hot-reads.ts'

let server: Server
let origin: string
let owner: Person
let pending: string
let ended: string

const submitted = async () =>
  (await submitReview(owner.actor, { files: [{ path: 'a.py', content: 'é = 1' }] }, null)).accepted.id

test.beforeAll(async () => {
  server = createServer((request, response) => {
    if (!admit(request, response)) return
    const answer = hotRead(request)
    if (answer) void answer(request, response)
    else response.writeHead(418).end() // in place of Next
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  owner = await newPerson()
  pending = await submitted()
  ended = await submitted()
  await db().update(reviews).set({ status: 'cancelled', finishedAt: sql`now()` }).where(eq(reviews.id, ended))
})
test.afterAll(() => {
  server.closeAllConnections()
  server.close()
})

type Asked = { path: string; handler?: Handler; id?: string; headers?: Record<string, string> }
const bearer = (token: string) => ({ authorization: `Bearer ${token}` })
const cookie = (person: Person) => ({ cookie: cookiesOf(person) })
const at = (id: string, headers: Record<string, string> = {}): Asked => ({ path: `/api/reviews/${id}`, id, headers })

/** Status, headers and body on both roads. How much is left of a limit, and for how long, differs from one to the next. */
async function both({ path, handler = review, id, headers = {} }: Asked) {
  const more = { 'x-request-id': 'the-same-for-both', ...headers }
  const local = { ...more, 'x-client-local': '1', 'x-client-ip': '127.0.0.1' }
  const direct = await call(handler, { path, headers: local, ...(id && { params: { id } }) })
  const door = await fetch(origin + path, { headers: more })
  const names = [...new Set([...direct.headers.keys(), 'x-cache', 'retry-after', 'ratelimit', 'ratelimit-policy'])]
  const told = async (response: Response) => ({
    status: response.status,
    headers: names.map((name) => [name, response.headers.get(name)?.replace(/[rt]=\d+/g, '')]),
    body: (await response.text()).replace(/Try again in \d+ s/, ''),
  })
  return { direct: await told(direct), door: await told(door) }
}

test('a review: whoever asks, in whatever state it is, both roads say the same', async () => {
  const token = async (scope: 'reviews:read' | 'projects:read') =>
    (await createToken(owner.actor, { name: 'ci', scopes: [scope], expiresInDays: 1 }, '127.0.0.1')).secret
  const gone = await newPerson()
  expect((await both(at(ended, cookie(gone)))).door.status).toBe(404) // known, and then not any more
  await signOut(gone.tokens, '127.0.0.1')
  const cases: [what: string, asked: Asked, status: number][] = [
    ['nobody', at(ended), 401],
    ['the owner, first', at(ended, cookie(owner)), 200],
    ['the owner, from Redis', at(ended, cookie(owner)), 200],
    ['pending', at(pending, cookie(owner)), 200],
    ['a stranger', at(ended, cookie(await newPerson())), 404],
    ['no such review', at(randomUUID(), cookie(owner)), 404],
    ['somebody signed out', at(ended, cookie(gone)), 401],
    ['a token', at(ended, bearer(await token('reviews:read'))), 200],
    ['a token of another scope', at(ended, bearer(await token('projects:read'))), 403],
    ['a wrong token beside a good cookie', at(ended, { ...bearer('lintel_wrong'), ...cookie(owner) }), 401],
    ['a cut signature', at(ended, { cookie: `__Host-at=${owner.tokens.access.slice(0, -4)}` }), 401],
    ['a forged cookie', at(ended, { cookie: '__Host-at=a.b.c' }), 401],
    ['another site', at(ended, { ...cookie(owner), origin: 'https://evil.example', 'sec-fetch-site': 'none' }), 200],
    ['somebody who has it already', at(ended, { ...cookie(owner), 'if-none-match': '*', accept: 'text/html' }), 200],
  ]
  for (const [what, asked, status] of cases) {
    if (what === 'the owner, first') await both(at(ended, cookie(owner))) // the first of all is a miss
    const { direct, door } = await both(asked)
    expect.soft(door, what).toEqual(direct)
    expect.soft(door.status, what).toBe(status)
    expect.soft(door.headers, what).toContainEqual(['cache-control', 'no-store'])
  }
})

test('a review on the socket is that review: the answer that was compared is no empty one', async () => {
  const response = await fetch(`${origin}/api/reviews/${pending}`, { headers: cookie(owner) })
  expect(await response.json()).toMatchObject({ id: pending, status: 'pending' })
  expect(response.headers.get('x-cache')).toBe('miss')
  expect(response.headers.get('ratelimit-policy')).toBe('"reads";q=600;w=60')
})

test('the limit holds on both roads, and is one', async () => {
  const eager = await newPerson()
  await takeFromLimit('reads', eager.actor.userId, 600)
  const { direct, door } = await both(at(ended, cookie(eager)))
  expect(door).toEqual(direct)
  expect(door.status).toBe(429)
})

test('whoever signed out is told so whatever is left, and what their old cookie took is given back', async () => {
  const gone = await newPerson()
  const { userId } = gone.actor
  await signOut(gone.tokens, '127.0.0.1')
  const ask = () => fetch(`${origin}/api/reviews/${ended}`, { headers: cookie(gone) })
  const left = async () => (await takeFromLimit('reads', userId, 0)).remaining
  const asked = await Promise.all(Array.from({ length: 300 }, ask))
  expect(new Set(asked.map(({ status }) => status))).toEqual(new Set([401]))
  // Of 600 in a minute; by itself it would come to half a minute later.
  await expect.poll(left, { timeout: 10_000 }).toBeGreaterThan(590)
  await takeFromLimit('reads', userId, await left())
  expect((await ask()).status).toBe(401)
})

test('health, readiness and metrics are the same', async () => {
  for (const [path, handler] of [['/healthz', health] as const, ['/readyz', ready] as const]) {
    const { direct, door } = await both({ path, handler })
    expect(door, path).toEqual(direct)
    expect(door.status).toBe(200)
  }
  const { direct, door } = await both({ path: '/metrics', handler: metrics })
  const namesIn = (text: string) => text.match(/^# TYPE .*/gm)
  expect([door.status, door.headers, namesIn(door.body)]).toEqual([200, direct.headers, namesIn(direct.body)])
  expect(door.body).toContain('lintel_http_requests_total{route="GET /api/reviews/{id}",status="404"}')
})

test('metrics are not for who comes through a proxy', async () => {
  const response = await fetch(`${origin}/metrics`, {
    headers: { 'x-forwarded-for': '203.0.113.9', 'x-client-local': '1' },
  })
  expect(response.status).toBe(401)
})

test('every other spelling, method, or body is left to Next', async () => {
  const address = `/api/reviews/${ended}`
  const lines = [
    ...['HEAD', 'POST', 'PUT', 'DELETE', 'OPTIONS'].map((method) => `${method} ${address}`),
    ...[`${address}?`, `${address}?x=1`, `${address}/`, `/${address}`, `${address}.json`, `${address}%00`].map(get),
    ...[address.toUpperCase(), `${address.slice(0, -1)}%30`, `${address}/..`, `/api/reviews/../reviews/${ended}`].map(
      get,
    ),
    ...[`http://localhost${address}`, `${address}#x`, '/api/reviews/mine', '/healthz/', '/HEALTHZ', '/metrics?x'].map(
      get,
    ),
  ]
  for (const line of lines) expect.soft((await ask(line)).status, line).toBe(418)
  const withBody = 'Content-Length: 2\r\n'
  expect((await ask(get(address), withBody, '{}')).status).toBe(418)
  expect((await ask(get(address))).status).toBe(401)
})

const get = (path: string) => `GET ${path}`
const ask = (line: string, headers = '', body = '') =>
  raw(origin, [`${line} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n${headers}\r\n${body}`])

test('a connection that goes away in the middle of an answer takes nobody along', async () => {
  const request = { method: 'GET', url: '/readyz', headers: {} } as IncomingMessage
  expect(hotRead(request)).not.toBeNull()
  for (let n = 0; n < 20; n++) {
    const stop = new AbortController()
    const asked = fetch(`${origin}/healthz`, { signal: stop.signal }).catch(() => null)
    setTimeout(() => stop.abort(), n)
    await asked
  }
  expect((await fetch(`${origin}/readyz`)).status).toBe(200)
})
