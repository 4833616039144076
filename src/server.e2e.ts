// The front door of a running Lintel: what comes in, what is told on every answer, and what nobody gets around.
import { connect } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'
import { expect, test } from 'playwright/test'
import { startWeb, type WebProcess } from '../bin/testing/processes.ts'
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

test.describe('a web process with settings of its own', () => {
  let web: WebProcess
  test.beforeAll(async () => {
    const { STACK_DATABASE_URL: DATABASE_URL, STACK_REDIS_URL: REDIS_URL } = process.env
    web = await startWeb({ DATABASE_URL, REDIS_URL, RATE_LIMIT_LOGIN: '7/2min strict', RATE_LIMIT_REVIEWS: '3/h' })
  })
  test.afterAll(() => web.stop())

  test('R1: the limits are told at the start, as they are set', () => {
    const line = web
      .written()
      .split('\n')
      .find((one) => one.includes('web.started')) as string
    const { limits } = JSON.parse(line)
    expect(limits).toMatchObject({ login: '7 in 120 s, strict', reviews: '3 in 3600 s', refresh: '60 in 60 s' })
  })

  test('F8: X-Forwarded-For that nobody vouches for is warned of, in the log and in /healthz', async () => {
    const warnings = async (headers = {}) => (await (await fetch(`${web.origin}/healthz`, { headers })).json()).warnings
    const proxied = expect.stringContaining('TRUSTED_PROXY_HOPS')
    expect(await warnings()).not.toContainEqual(proxied)
    await warnings({ 'x-forwarded-for': '203.0.113.9' })
    // Health is looked up anew after a quarter of a second.
    await expect.poll(warnings).toContainEqual(proxied)
    // What a process writes reaches its file a moment later.
    await expect.poll(() => web.written().match(/TRUSTED_PROXY_HOPS is 0/g)).toHaveLength(1)
  })

  test('F5: headers that never end are cut off after ten seconds, and others are served meanwhile', async () => {
    const { hostname, port } = new URL(web.origin)
    const started = performance.now()
    const socket = connect(Number(port), hostname).on('error', () => {})
    socket.write('GET /healthz HTTP/1.1\r\nHost: localhost\r\n')
    const dripping = setInterval(() => socket.writable && socket.write('X-A: b\r\n'), 500)
    let text = ''
    socket.on('data', (chunk) => {
      text += chunk
    })
    const closed = new Promise((resolve) => socket.on('close', resolve))
    expect((await fetch(`${web.origin}/healthz`)).status).toBe(200)
    await closed
    clearInterval(dripping)
    const seconds = (performance.now() - started) / 1000
    expect(text).toMatch(/^HTTP\/1\.1 408 /)
    expect(seconds).toBeGreaterThan(9)
    expect(seconds).toBeLessThan(20)
  })
})
