// A running Lintel asked in bytes of chance: it answers or hangs up, it never falls over, and the API says what was wrong.
import { expect, test } from 'playwright/test'
import { startWeb, type WebProcess } from '../bin/testing/processes.ts'
import { anyBody, type Chance, chance, nastyTexts } from '../bin/testing/random.ts'
import { raw } from '../bin/testing/raw.ts'
import { newVisitor } from '../bin/testing/visitor.ts'
import { ProblemDetails } from './contract/problem.ts'

const SEED = 7
const REQUESTS = 700
const AT_ONCE = 10

const paths = [
  'auth/login',
  'auth/refresh',
  'users/me',
  'reviews',
  'projects',
  'tokens',
  'audit',
  'auth/callback/oidc',
  'x',
]
const methods = ['GET', 'GET', 'POST', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS', 'TRACE', 'get', 'X', '']
const inLine = (text: string) => text.replace(/[\r\n]/g, '')

function anyRequest(by: Chance, cookie: string): string {
  const tail = by.some(0.4) ? by.one(['/', '//', '?', '?x=', '%', '%00', '.json', '/%2e%2e', ';x', '\\', '#']) : ''
  const odd = by.some(0.2) ? inLine(by.one(nastyTexts)).replaceAll(' ', '') : ''
  const body = by.some(0.6) ? String(anyBody(by) ?? '') : ''
  const headers = [
    'Host: localhost',
    'Connection: close',
    `X-Forwarded-For: 10.${by.below(256)}.${by.below(256)}.${by.below(256)}`, // no limit is what is tried here
    ...(by.some(0.5) ? [`Cookie: ${cookie}`] : []),
    ...(by.some(0.6) ? ['Content-Type: application/json'] : []),
    ...(by.some(0.3)
      ? [
          `${by.one(['X-Test', 'Accept', 'Origin', 'If-Match', 'RSC', 'X-Forwarded-For', 'Cookie'])}: ${inLine(by.one(nastyTexts))}`,
        ]
      : []),
    ...(by.some(0.1)
      ? [
          by.one([
            'Transfer-Encoding: chunked',
            'Content-Length: -1',
            'Expect: 100-continue',
            'no colon',
            'Content-Length: 5\r\nContent-Length: 6',
          ]),
        ]
      : []),
    ...(body ? [`Content-Length: ${Buffer.byteLength(body)}`] : []),
  ]
  const version = by.some(0.03) ? by.one(['HTTP/1.0', 'HTTP/9.9', '']) : 'HTTP/1.1'
  return `${by.one(methods)} /api/${by.one(paths)}${tail}${odd} ${version}\r\n${headers.join('\r\n')}\r\n\r\n${body}`
}

async function complaint(origin: string, request: string): Promise<string | null> {
  const answer = await raw(origin, [request], 400)
  if (answer.text === '') return null // hung up
  if (answer.status >= 500) return `${answer.status}: ${answer.body.slice(0, 200)}`
  const isHead = request.startsWith('HEAD')
  if (answer.status < 400 || isHead) return null
  if (answer.headers['content-type'] !== 'application/problem+json') return `${answer.status} is no problem document`
  const { success, data } = ProblemDetails.safeParse(JSON.parse(bodyOf(answer.body)))
  return success && data.status === answer.status ? null : `${answer.status} with a problem that is none`
}

/** Out of its chunks, if it came in some. */
const bodyOf = (body: string) =>
  body.startsWith('{') ? body : body.slice(body.indexOf('{'), body.lastIndexOf('}') + 1)

let web: WebProcess
test.beforeAll(async () => {
  const { STACK_DATABASE_URL: DATABASE_URL, STACK_REDIS_URL: REDIS_URL } = process.env
  web = await startWeb({ DATABASE_URL, REDIS_URL, TRUSTED_PROXY_HOPS: '1', RATE_LIMIT_READS: '100000/min' })
})
test.afterAll(() => web.stop())

test(`${REQUESTS} requests of chance over the socket, seed ${SEED}: no 500, and the API's errors are problems`, async () => {
  test.setTimeout(180_000)
  const { origin } = web
  const { cookie } = await newVisitor(origin)
  const by = chance(SEED)
  const found = new Map<string, string>()
  for (let n = 0; n < REQUESTS; n += AT_ONCE) {
    const requests = Array.from({ length: AT_ONCE }, () => anyRequest(by, cookie))
    const complaints = await Promise.all(requests.map((request) => complaint(origin, request)))
    for (const [index, wrong] of complaints.entries())
      if (wrong) found.set(wrong, (requests[index] as string).slice(0, 300))
  }
  expect(Object.fromEntries(found)).toEqual({})
  expect((await fetch(`${origin}/healthz`)).status).toBe(200)
})
