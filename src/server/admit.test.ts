// The front door on a real socket: what a handler gets to see, and what never reaches one.
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, test } from 'playwright/test'
import { chunked, raw } from '../../bin/testing/raw.ts'
import { ProblemDetails } from '../contract/problem.ts'
import { admit } from './admit.ts'
import { bodyLimit } from './body.ts'

let server: Server
let origin: string
let reached = 0

// Answers what it saw: the headers, and how many bytes.
async function handler(request: IncomingMessage, response: ServerResponse) {
  if (!admit(request, response)) return
  reached++
  let bytes = 0
  for await (const chunk of request) bytes += chunk.length
  response.end(JSON.stringify({ headers: request.headers, bytes }))
}

test.beforeAll(async () => {
  server = createServer((request, response) => void handler(request, response).catch(() => {}))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})
test.afterAll(() => {
  server.closeAllConnections()
  server.close()
})

const seen = async (headers: Record<string, string> = {}) => {
  const response = await fetch(origin, { headers })
  return { response, headers: (await response.json()).headers as Record<string, string> }
}

test('what only we may say is taken away, and said anew', async () => {
  const { headers } = await seen({
    'X-Client-IP': '203.0.113.9',
    'X-Client-Local': '1',
    'X-Real-IP': '203.0.113.9',
    Forwarded: 'for=203.0.113.9',
    'X-Forwarded-For': '203.0.113.9',
    'X-Forwarded-Host': 'evil.example',
    'X-Forwarded-Proto': 'https',
    'X-Middleware-Subrequest': 'src/proxy:src/proxy:src/proxy:src/proxy:src/proxy',
    'X-Middleware-Rewrite': '/editor',
    'X-NextJS-Data': '1',
    'Next-Action': '40aabb',
    'X-Nonce': 'mine',
    'Content-Security-Policy': "script-src 'nonce-mine'",
    'X-Harmless': 'stays',
  })
  const left = Object.keys(headers).filter((name) => /^(x-|forwarded|next-|content-security)/.test(name))
  expect(left.sort()).toEqual(['content-security-policy', 'x-client-ip', 'x-harmless', 'x-nonce', 'x-request-id'])
  expect(headers['x-client-ip']).toBe('127.0.0.1')
  expect(JSON.stringify(headers)).not.toMatch(/203\.0\.113\.9|evil|mine/)
})

test('who comes from this machine is said to, unless a proxy speaks for somebody else', async () => {
  expect((await seen()).headers['x-client-local']).toBe('1')
  for (const name of ['x-forwarded-for', 'x-real-ip', 'forwarded', 'via'])
    expect((await seen({ [name]: '203.0.113.9' })).headers['x-client-local'], name).toBeUndefined()
})

test('a request id that can be logged is kept, any other replaced', async () => {
  for (const given of ['abcdefgh', 'a-b_c.d1234567890', 'x'.repeat(64)]) {
    const { headers, response } = await seen({ 'x-request-id': given })
    expect([headers['x-request-id'], response.headers.get('x-request-id')]).toEqual([given, given])
  }
  for (const given of ['', 'short', 'x'.repeat(65), 'has spaces in it', '{"level":"error"}', 'ümlaut-here'])
    expect((await seen({ 'x-request-id': given })).headers['x-request-id']).toMatch(/^[\da-f-]{36}$/)
})

test('every answer says what a browser may load, with a nonce of its own', async () => {
  const [one, other] = [await seen(), await seen()]
  const policy = one.response.headers.get('content-security-policy')
  expect(policy).toContain(`script-src 'nonce-${one.headers['x-nonce']}' 'strict-dynamic';`)
  expect(policy).not.toMatch(/unsafe-eval|script-src[^;]*unsafe-inline/)
  for (const part of ["default-src 'none'", "frame-ancestors 'none'", "base-uri 'none'", "worker-src 'self'"])
    expect(policy).toContain(part)
  expect(one.headers['x-nonce']).not.toBe(other.headers['x-nonce'])
  expect(Buffer.from(one.headers['x-nonce'] ?? '', 'base64url')).toHaveLength(16)
  for (const [name, value] of [
    ['x-content-type-options', 'nosniff'],
    ['referrer-policy', 'no-referrer'],
    ['cross-origin-opener-policy', 'same-origin'],
    ['cross-origin-resource-policy', 'same-origin'],
  ] as const)
    expect(one.response.headers.get(name)).toBe(value)
})

const KIB = 1024
const limits: [url: string, kib: number][] = [
  ['/', 256],
  ['/api/auth/login', 256],
  ['/api/reviews', 5120],
  ['/api/reviews?x=1', 5120],
  ['/api/reviews/', 256],
  ['/api/reviews/1', 256],
  ['/API/reviews', 256],
  ['//api/reviews', 256],
  ['/api/projects/1/import', 20_480],
  ['/api/projects/1/2/import', 256],
  ['/api/projects/1/files', 2048],
  ['/api/projects/1/files/2', 2048],
]
for (const [url, kib] of limits)
  test(`a body for ${url} may have ${kib} KiB`, () => expect(bodyLimit(url)).toBe(kib * KIB))

test('a body of exactly the limit passes, with and without Content-Length', async () => {
  const plain = await fetch(origin, { method: 'POST', body: 'x'.repeat(256 * KIB) })
  expect((await plain.json()).bytes).toBe(256 * KIB)
  const answer = await raw(origin, chunked('/', 256, ['Connection: close']))
  expect(answer.body).toContain(`"bytes":${256 * KIB}`)
})

test('a Content-Length over the limit is 413 before a byte of the body is read', async () => {
  const before = reached
  const head = `POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: ${256 * KIB + 1}\r\n\r\n`
  const answer = await raw(origin, [head])
  expect([answer.status, answer.closed]).toEqual([413, true])
  expect(answer.headers['content-type']).toBe('application/problem+json')
  expect(ProblemDetails.parse(JSON.parse(answer.body))).toMatchObject({
    code: 'too-large',
    detail: 'The body is larger than 256 KiB.',
    requestId: answer.headers['x-request-id'],
  })
  expect(reached).toBe(before)
})

test('a chunked body over the limit is 413, and the connection is closed', async () => {
  const answer = await raw(origin, chunked('/', 2000))
  expect([answer.status, answer.closed]).toEqual([413, true])
  expect(answer.text).toContain('"code":"too-large"')
  expect(answer.text).not.toContain('"bytes"')
})
