// What every handler has from its wrapper: who may ask from where, in which form, and how a failure looks.
import { randomUUID } from 'node:crypto'
import { expect, test } from 'playwright/test'
import { apart, NO_POSTGRES, NO_REDIS } from '../../../bin/testing/apart.ts'
import { call, problemOf, someAddress } from '../../../bin/testing/call.ts'
import { newPerson, type Person } from '../../../bin/testing/people.ts'
import { env } from '../../env.ts'
import { registry } from '../../metrics.ts'
import { POST as login } from './auth/login/route.ts'
import { POST as refresh } from './auth/refresh/route.ts'
import { open } from './handle.ts'
import { GET as readReview } from './reviews/[id]/route.ts'
import { POST as submit } from './reviews/route.ts'
import { GET as whoAmI } from './users/me/route.ts'

let person: Person
test.beforeAll(async () => {
  person = await newPerson()
})

// Settings are there in a worker only, not while tests are listed.
const here = () => env().APP_ORIGIN
const origins = (): [string | null, boolean][] => [
  [here(), true],
  [null, false],
  ['null', false],
  ['https://evil.example', false],
  [here().replace('http:', 'https:'), false],
  [`${here()}.evil.example`, false],
]
for (const site of ['same-origin', 'same-site', 'cross-site', 'none', null])
  test(`C1: changing something with Sec-Fetch-Site ${site ?? 'absent'}`, async () => {
    for (const [origin, isHere] of origins()) {
      // Neither header: no browser.
      // A browser says "same-origin" of any name that leads here: that of somebody else's is none of ours.
      const passes = isHere || (site === null && origin === null)
      const headers = { ...(site && { 'sec-fetch-site': site }), ...(origin && { origin }), host: 'evil.example' }
      const response = await call(refresh, { method: 'POST', headers, as: person })
      expect.soft(response.status === 403, `Origin ${origin}`).toBe(!passes)
      if (!passes) expect.soft((await problemOf(response)).code).toBe('cross-site')
      if (!passes) expect.soft(response.headers.has('set-cookie')).toBe(false)
    }
  })

test('C1: reading is not asked where it comes from', async () => {
  const headers = { 'sec-fetch-site': 'cross-site', origin: 'https://evil.example' }
  expect((await call(whoAmI, { headers, as: person })).status).toBe(200)
})

const bodies: [what: string, type: string, body: string | Uint8Array, status: number, says: RegExp][] = [
  ['a form', 'application/x-www-form-urlencoded', 'code=x', 415, /application\/json/],
  ['a file upload', 'multipart/form-data; boundary=x', '--x--', 415, /application\/json/],
  ['plain text that is JSON', 'text/plain', '{"code":"x"}', 415, /application\/json/],
  ['a type that begins like ours', 'application/json-seq', '{"code":"x"}', 415, /application\/json/],
  ['half an object', 'application/json', '{"code":', 400, /not valid JSON/],
  ['nothing', 'application/json', '', 400, /not valid JSON/],
  ['invalid UTF-8', 'application/json', Buffer.from('{"code":"\xff\xfe"}', 'latin1'), 400, /not valid UTF-8/],
  ['a number', 'application/json', '7', 400, /object/],
  ['null', 'application/json', 'null', 400, /object/],
  ['a list', 'application/json', '[]', 400, /object/],
  ['very deep nesting', 'application/json', '['.repeat(100_000), 400, /not valid JSON/],
  ['a planted prototype', 'application/json', '{"code":"x","__proto__":{"title":"y"}}', 400, /__proto__/],
]
for (const [what, type, body, status, says] of bodies)
  test(`C2: a body of ${what} is ${status}`, async () => {
    const response = await call(submit, { method: 'POST', body, headers: { 'content-type': type }, as: person })
    expect(await problemOf(response)).toMatchObject({ status, detail: expect.stringMatching(says) })
  })

test('C2: the content type may name its charset', async () => {
  const headers = { 'content-type': 'Application/JSON; charset=UTF-8' }
  const response = await call(submit, { method: 'POST', body: '{"code":"x = 1"}', headers, as: person })
  expect(response.status).toBe(202)
})

test('a problem is problem+json, is not kept by caches, and carries the id of its request', async () => {
  const requestId = randomUUID()
  const response = await call(whoAmI, { headers: { 'x-request-id': requestId } })
  expect(response.headers.get('content-type')).toBe('application/problem+json')
  expect(response.headers.get('cache-control')).toBe('no-store')
  expect(await problemOf(response)).toMatchObject({ status: 401, code: 'unauthenticated', requestId })
})

test('one try too many is 429 and says when the next one may work', async () => {
  const headers = { 'x-client-ip': someAddress() }
  // What a handler makes of it is no matter: the limit comes first, and hashing would give it time to fill up again.
  const attempt = () => call(login, { method: 'POST', body: {}, headers })
  const answers = await Promise.all(Array.from({ length: 6 }, attempt))
  const [refused, ...others] = answers.filter(({ status }) => status !== 400)
  expect(others).toEqual([])
  expect(refused?.status).toBe(429)
  expect(refused?.headers.get('ratelimit-policy')).toBe('"login";q=5;w=60')
  expect(refused?.headers.get('ratelimit')).toMatch(/^"login";r=0;t=1[0-2]$/)
  expect(refused?.headers.get('retry-after')).toMatch(/^1[0-2]$/)
  expect((await attempt()).status).toBe(429)
  expect((await call(login, { method: 'POST', body: { email: 'a', password: 'b' } })).status).toBe(401)
})

test('an answer says what is left of its limit', async () => {
  const response = await call(whoAmI, { as: person })
  expect(response.headers.get('ratelimit-policy')).toBe('"reads";q=600;w=60')
  expect(response.headers.get('ratelimit')).toMatch(/^"reads";r=5\d\d;t=\d+$/)
})

test('what nobody foresaw is 500 and tells nothing', async () => {
  const broken = open(null, async () => {
    throw new Error(`select * from users failed in ${import.meta.filename}`)
  })
  const response = await call(broken)
  const { detail, requestId, ...rest } = await problemOf(response)
  expect(rest).toEqual({
    type: 'urn:lintel:problem:internal',
    title: 'Something went wrong',
    status: 500,
    code: 'internal',
  })
  expect(`${detail}${requestId}`).not.toMatch(/select|users|\.ts|\//)
})

test('S6: without a database nobody passes: 503, when to try again, and nothing about the inside', async () => {
  const [status, retryAfter, text] = await apart<[number, string, string]>(
    { ...NO_POSTGRES, ...NO_REDIS },
    `import { GET } from './src/app/api/users/me/route.ts'
     const headers = { cookie: '__Host-at=${person.tokens.access}', 'x-request-id': 'some-request' }
     const response = await GET(new Request('${here()}/api/users/me', { headers }), {})
     tell([response.status, response.headers.get('retry-after'), await response.text()])`,
  )
  expect([status, retryAfter]).toEqual([503, '5'])
  expect(text).not.toMatch(/127\.0\.0\.1|ECONN|postgres:|nobody|\.ts|select/i)
})

test('metrics name routes, not what somebody made up', async () => {
  const marks = ['made-up-one', 'made-up-two']
  const nothing = open(null, async () => Response.json({}))
  const deep = { path: ['a', ...marks] as unknown as string }
  await call(nothing, { path: `/api/a/${marks.join('/')}`, params: deep })
  await call(nothing, { path: '/api/reviews/made-up-%6fne', params: { id: 'made-up-one' } })
  await call(readReview, { path: '/api/reviews/reviews', params: { id: 'reviews' }, as: person })
  const text = await registry.metrics()
  expect(text).not.toMatch(/made-up/)
  expect(text).toContain('route="GET /api/{path}"')
  expect(text).toContain('route="GET /api/reviews/{id}"')
})
