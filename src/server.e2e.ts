// The front door of a running Lintel: what comes in, what is told on every answer, and what nobody gets around.
import { connect } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'
import { expect, test } from 'playwright/test'
import { chunked, raw } from '../bin/testing/raw.ts'
import { newVisitor } from '../bin/testing/visitor.ts'

const at = (baseURL: string | undefined) => baseURL as string
const bodyOver = 'x'.repeat(300 * 1024)

test('every answer has its headers: pages, the API, what is not there, what cannot be read', async ({ baseURL }) => {
  for (const path of ['/login', '/healthz', '/api/users/me', '/api/nothing/here', '/nothing', '/logo.svg', '/%ff']) {
    const { headers } = await fetch(at(baseURL) + path, { redirect: 'manual' })
    expect.soft(headers.get('content-security-policy'), path).toMatch(/script-src 'nonce-[\w-]{22}' 'strict-dynamic'/)
    expect.soft(headers.get('x-content-type-options'), path).toBe('nosniff')
    expect.soft(headers.get('referrer-policy'), path).toBe('no-referrer')
    expect.soft(headers.get('x-request-id'), path).toMatch(/^[\da-f-]{36}$/)
    expect.soft(headers.get('x-powered-by'), path).toBeNull()
    if (path.startsWith('/api/')) expect.soft(headers.get('cache-control'), path).toBe('no-store')
  }
})

test('what the API does not have is 404 in its own words', async ({ baseURL }) => {
  for (const path of ['/api/nothing', '/api/a/b/c', '/api/reviews/x/y', '/api/auth/session', '/api/auth/signout']) {
    const response = await fetch(at(baseURL) + path)
    expect
      .soft([response.status, response.headers.get('content-type')], path)
      .toEqual([404, 'application/problem+json'])
    expect.soft(await response.json(), path).toMatchObject({ code: 'not-found', requestId: expect.any(String) })
  }
})

test('each script of a page carries the nonce of its own answer', async ({ baseURL }) => {
  const nonces = new Set<string>()
  for (let n = 0; n < 2; n++) {
    const response = await fetch(`${baseURL}/login`)
    const nonce = /'nonce-([\w-]+)'/.exec(response.headers.get('content-security-policy') ?? '')?.[1] as string
    const scripts = (await response.text()).match(/<script\b[^>]*>/g) ?? []
    expect(scripts.length).toBeGreaterThan(1)
    expect(scripts.filter((script) => !script.includes(`nonce="${nonce}"`))).toEqual([])
    nonces.add(nonce)
  }
  expect(nonces.size).toBe(2)
})

test('a body that is too long is 413, whatever its header promised, and the connection is closed', async ({
  baseURL,
}) => {
  const path = '/api/auth/login'
  const head = `POST ${path} HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n`
  const promised = await raw(at(baseURL), [`${head}Content-Length: ${bodyOver.length}\r\n\r\n`])
  const counted = await raw(at(baseURL), chunked(path, 300))
  for (const answer of [promised, counted]) {
    expect([answer.status, answer.headers['content-type'], answer.closed]).toEqual([
      413,
      'application/problem+json',
      true,
    ])
    expect(JSON.parse(answer.body)).toMatchObject({ code: 'too-large', requestId: answer.headers['x-request-id'] })
  }
  expect((await fetch(`${baseURL}/healthz`)).status).toBe(200)
})

test('a submission may be longer: it gets as far as being asked who sends it', async ({ baseURL }) => {
  const headers = { 'content-type': 'application/json' }
  const body = JSON.stringify({ code: bodyOver })
  expect((await fetch(`${baseURL}/api/reviews`, { method: 'POST', headers, body })).status).toBe(401)
  const { cookie } = await newVisitor(at(baseURL))
  const known = await fetch(`${baseURL}/api/reviews`, { method: 'POST', headers: { ...headers, cookie }, body })
  expect([known.status, (await known.json()).errors[0].path]).toEqual([413, 'code'])
})

test('an upgrade to anything but the live door is refused and closed', async ({ baseURL }) => {
  for (const path of ['/', '/editor', '/_next/webpack-hmr', '/api/live/', '/api/live/x', '/API/live', '//api/live']) {
    const answer = await raw(at(baseURL), [upgrade(path)])
    expect.soft([answer.status, answer.headers.connection, answer.closed], path).toEqual([404, 'close', true])
  }
})

test('whoever asks for an upgrade and vanishes takes nobody along', async ({ baseURL }) => {
  const { hostname, port } = new URL(at(baseURL))
  for (const path of ['/', '/api/live'])
    for (let n = 0; n < 15; n++) {
      const socket = connect(Number(port), hostname).on('error', () => {})
      socket.write(upgrade(path))
      await pause(n)
      socket.resetAndDestroy()
    }
  const response = await fetch(`${baseURL}/healthz`)
  expect(response.status).toBe(200)
})

const upgrade = (path: string) =>
  `GET ${path} HTTP/1.1\r\nHost: localhost\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n` +
  'Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n'

const paths = ['/editor', '/api/users/me', '/api/projects']
const variants = (path: string): [path: string, headers?: string[]][] => [
  [path],
  [`${path}/`],
  [`/${path}`],
  [`${path}//`],
  [path.toUpperCase()],
  [`${path}.rsc`],
  [`${path}?_rsc=1`, ['RSC: 1']],
  [path, ['RSC: 1', 'Next-Router-Prefetch: 1']],
  [`${path}.json`],
  [`/_next/data/build${path}.json`, ['x-nextjs-data: 1']],
  [`${path}%2e`],
  [`${path}/%2e`],
  [`${path}%00`],
  [path.replace(/\w/, (letter) => `%${letter.charCodeAt(0).toString(16)}`)],
  [`/login/..${path}`],
  [`/login/%2e%2e${path}`],
  [`/_next/..${path}`],
  [`http://localhost${path}`],
  ...['src/proxy', 'src/middleware', 'proxy'].map((name): [string, string[]] => [
    path,
    [`x-middleware-subrequest: ${Array(5).fill(name).join(':')}`],
  ]),
  [path, ['x-middleware-next: 1', 'x-middleware-rewrite: /editor']],
  [path, ['x-middleware-override-headers: cookie', 'x-middleware-request-cookie: __Host-at=x']],
  ['/login', [`x-original-url: ${path}`, `x-rewrite-url: ${path}`]],
  ['/login', [`x-middleware-rewrite: ${path}`, `x-matched-path: ${path}`, `x-invoke-path: ${path}`]],
]
const ask = (origin: string, path: string, headers: string[]) =>
  raw(origin, [
    ['GET', path, 'HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n'].join(' '),
    ...headers.map((line) => `${line}\r\n`),
    '\r\n',
  ])

test('Z2: no spelling of an address shows anything to somebody anonymous', async ({ baseURL }) => {
  const { cookie, email } = await newVisitor(at(baseURL))
  const told = (text: string) => text.includes(email) || text.includes('Sample: order desk')
  for (const path of paths) {
    const signedIn = await ask(at(baseURL), path, [`Cookie: ${cookie}`])
    expect(signedIn.status, path).toBe(200)
    if (path !== '/api/projects') expect(told(signedIn.body), path).toBe(true)
    for (const [variant, headers = []] of variants(path)) {
      const { status, text } = await ask(at(baseURL), variant, headers)
      const name = `${variant} ${headers.join(', ')}`
      expect.soft(status, name).toBeGreaterThanOrEqual(variant === '/login' ? 200 : 300)
      expect.soft(status, name).toBeLessThan(500)
      expect.soft(told(text) || /"items"|"user"|Sample: order/.test(text), name).toBe(false)
    }
  }
})
