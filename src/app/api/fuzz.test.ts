// Ten thousand requests nobody would send: whatever comes, it is answered, and every error is a problem document.
import { randomUUID } from 'node:crypto'
import { expect, test } from 'playwright/test'
import { call, cookiesOf, problemOf, someAddress } from '../../../bin/testing/call.ts'
import { newAdministrator, type Person } from '../../../bin/testing/people.ts'
import { anyBody, type Chance, chance, nastyTexts } from '../../../bin/testing/random.ts'
import { allRoutes, paramsOf, type Route } from '../../../bin/testing/routes.ts'
import { createToken } from '../../accounts/api-token.ts'
import { scopes } from '../../contract/settings.ts'
import { redis } from '../../redis.ts'
import { GET as whoAmI } from './users/me/route.ts'

const SEED = 20_260_401
const REQUESTS = 10_000

let routes: Route[]
let person: Person
let secret: string
test.beforeAll(async () => {
  routes = await allRoutes()
  person = await newAdministrator()
  const token = { name: 'fuzz', scopes: [...scopes], expiresInDays: 1 }
  secret = (await createToken(person.actor, token, '127.0.0.1')).secret
})

const names =
  `accept accept-encoding accept-language authorization cache-control connection content-encoding content-length
  content-type cookie expect forwarded host idempotency-key if-match if-none-match origin range referer sec-fetch-site
  sec-fetch-mode te transfer-encoding upgrade user-agent x-client-ip x-client-local x-forwarded-for x-http-method-override
  x-middleware-subrequest x-request-id`.split(/\s+/)
const values = [
  'application/json',
  'application/json; charset=utf-16',
  'same-origin',
  'null',
  '"1"',
  '"99999999"',
  'W/"1"',
  '*',
  'bytes=0-',
  'Bearer',
  'Basic eDp5',
  '__Host-at=; __Host-rt=',
  '__Host-at=a.b.c; __Host-rt=%00; __Host-sl=x',
]

/** What may stand in a header at all. */
const headerSafe = (text: string) => text.replace(/[^\x20-\x7e\x80-\xff]/g, '')

function anyHeaders(by: Chance, { address }: Route): Record<string, string> {
  const headers: Record<string, string> = {}
  if (by.some(0.7)) headers['sec-fetch-site'] = 'same-origin'
  for (let n = by.below(5); n > 0; n--)
    headers[by.one(names)] = headerSafe(by.some(0.6) ? by.one(values) : by.one(nastyTexts))
  const ends = /logout|refresh/.test(address) // what would end the session that all others come with
  if (by.some(0.5) && !ends) headers.cookie = cookiesOf(person)
  else if (by.some(0.3)) headers.authorization = `Bearer ${secret}`
  if (by.some(0.6)) headers['content-type'] = 'application/json'
  headers['x-client-ip'] = someAddress()
  return headers
}

const anyText = (by: Chance) => (by.some(0.5) ? randomUUID() : by.one(nastyTexts))

const seen = new Set<number>()

/** Answers what was wrong with the answer, or null. */
async function complaint(by: Chance, route: Route): Promise<string | null> {
  const given = {
    id: anyText(by),
    fileId: anyText(by),
    commentId: anyText(by),
    path: anyText(by),
    nextauth: anyText(by),
  }
  const query = by.some(0.3)
    ? `?${new URLSearchParams([[by.one(['cursor', 'x', 'code', 'state']), by.one(nastyTexts)]])}`
    : ''
  const body = route.verb === 'GET' ? undefined : anyBody(by)
  const asked = {
    method: route.verb,
    path: `/api/fuzz${query}`,
    params: paramsOf(route, given),
    headers: anyHeaders(by, route),
  }
  const response = await call(route.handler, { ...asked, ...(body !== undefined && { body }) })
  seen.add(response.status)
  if (response.status >= 500) return `${response.status} ${await response.text()}`
  if (response.status < 400) return null
  if (response.headers.get('content-type') !== 'application/problem+json') return `${response.status} is no problem`
  return problemOf(response).then(
    () => null,
    (error) => String(error),
  )
}

test(`${REQUESTS} requests of chance, seed ${SEED}: no 500, and every error says what it is`, async () => {
  test.setTimeout(300_000)
  const by = chance(SEED)
  const statuses = new Map<string, Set<string>>()
  for (let n = 0; n < REQUESTS; n++) {
    if (n % 200 === 0) await redis().flushdb() // the limits are not what is tried here
    const route = by.one(routes)
    const wrong = await complaint(by, route)
    if (wrong) statuses.set(route.name, (statuses.get(route.name) ?? new Set()).add(wrong.slice(0, 300)))
  }
  expect([...seen]).toEqual(expect.arrayContaining([200, 400, 401, 403, 404, 415]))
  expect((await call(whoAmI, { as: person })).status).toBe(200) // to the end there was somebody to be
  expect(Object.fromEntries([...statuses].map(([name, what]) => [name, [...what]]))).toEqual({})
})
