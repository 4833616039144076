// Redis flushed, killed and paused while people come and go: nobody who left comes back, nobody is put out, nobody waits.
import { setTimeout as pause } from 'node:timers/promises'
import { expect, test } from 'playwright/test'
import { type RedisServer, startRedisServer, startWeb, type WebProcess } from '../../bin/testing/processes.ts'
import { cookiesOf, newVisitor, type Visitor } from '../../bin/testing/visitor.ts'

const PATIENCE_MS = 1000

let redis: RedisServer
let web: WebProcess
let longest: number
const unforeseen: string[] = []

const settings = () => ({
  DATABASE_URL: process.env.STACK_DATABASE_URL,
  REDIS_URL: redis.url,
  RATE_LIMIT_REGISTER: '1000/h',
  RATE_LIMIT_REFRESH: '1000/min',
  RATE_LIMIT_READS: '10000/min',
  RATE_LIMIT_REVIEWS: '1000/h',
})

test.describe.configure({ mode: 'serial' })
test.setTimeout(90_000)
test.beforeAll(async () => {
  redis = await startRedisServer({ durable: true })
  web = await startWeb(settings())
})
test.afterAll(async () => {
  await web.stop()
  redis.signal('SIGCONT')
  await redis.kill()
})
test.beforeEach(() => {
  longest = 0
  unforeseen.length = 0
})

/** Asks, and notes how long it took and whether it failed. */
async function ask(method: string, path: string, cookie: string, body?: unknown): Promise<Response> {
  const started = performance.now()
  const headers = { cookie, ...(body !== undefined && { 'content-type': 'application/json' }) }
  const given = body === undefined ? {} : { body: JSON.stringify(body) }
  const response = await fetch(web.origin + path, { method, headers, ...given })
  await response.clone().arrayBuffer()
  longest = Math.max(longest, performance.now() - started)
  if (response.status >= 500) unforeseen.push(`${method} ${path} ${response.status}`)
  return response
}
const isIn = async ({ cookie }: Visitor) => (await ask('GET', '/api/users/me', cookie)).status === 200
const leave = async ({ cookie }: Visitor) => expect((await ask('POST', '/api/auth/logout', cookie)).status).toBe(204)

type People = { gone: Visitor[]; leaving: Visitor[]; staying: Visitor[] }

/** Six people everybody remembers; two of them have left. */
async function people(): Promise<People> {
  const all: Visitor[] = []
  for (let n = 0; n < 6; n++) all.push(await newVisitor(web.origin))
  for (const one of all) expect(await isIn(one)).toBe(true)
  const [a, b, c, d, e, f] = all as [Visitor, Visitor, Visitor, Visitor, Visitor, Visitor]
  for (const one of [a, b]) await leave(one)
  longest = 0
  return { gone: [a, b], leaving: [c, d], staying: [e, f] }
}

/** For so long everybody keeps asking; who left stays out, who stays stays in and is served. */
async function watch({ gone, staying }: People, ms: number): Promise<void> {
  const until = performance.now() + ms
  for (const { cookie } of staying)
    expect((await ask('POST', '/api/reviews', cookie, { code: 'x = 1', language: 'python' })).status).toBe(202)
  do {
    for (const one of gone) expect(await isIn(one)).toBe(false)
    for (const one of staying) {
      expect(await isIn(one)).toBe(true)
      expect((await ask('GET', '/api/projects', one.cookie)).status).toBe(200)
      await renew(one)
    }
  } while (performance.now() < until)
}

async function renew(visitor: Visitor): Promise<void> {
  const response = await ask('POST', '/api/auth/refresh', visitor.cookie)
  expect(response.status).toBe(200)
  const { at, rt } = cookiesOf(response)
  visitor.cookie = `__Host-at=${at}; __Host-rt=${rt}`
}

async function leaveAll(group: People): Promise<People> {
  for (const one of group.leaving) await leave(one)
  return { gone: [...group.gone, ...group.leaving], leaving: [], staying: group.staying }
}

function expectPatience(what: string) {
  test.info().annotations.push({ type: what, description: `longest request ${Math.round(longest)} ms` })
  expect(longest, what).toBeLessThan(PATIENCE_MS)
  expect(unforeseen).toEqual([])
}

test('S4: Redis flushed again and again during use', async () => {
  let group = await people()
  for (let n = 0; n < 4; n++) {
    await redis.flush()
    await watch(group, 200)
    if (n === 1) group = await leaveAll(group)
  }
  expectPatience('flushed')
})

test('S4: Redis killed, and back with what it remembered from before', async () => {
  const before = await people()
  await redis.kill()
  await watch(before, 300)
  const after = await leaveAll(before)
  await watch(after, 300)
  await redis.start()
  await watch(after, 4000)
  expectPatience('killed')
})

test('S4: Redis paused for three seconds', async () => {
  const before = await people()
  redis.signal('SIGSTOP')
  const resumed = pause(3000).then(() => redis.signal('SIGCONT'))
  await watch(before, 500)
  const after = await leaveAll(before)
  await watch(after, 500)
  await resumed
  await watch(after, 4000)
  expectPatience('paused')
})

test('S4: who left by way of a process that died before Redis was back stays out elsewhere too', async () => {
  const [leaver, stayer] = [await newVisitor(web.origin), await newVisitor(web.origin)]
  const other = await startWeb({ ...settings(), APP_ORIGIN: web.origin })
  try {
    for (const one of [leaver, stayer]) expect(await isIn(one)).toBe(true)
    await redis.kill()
    const left = await fetch(`${other.origin}/api/auth/logout`, { method: 'POST', headers: { cookie: leaver.cookie } })
    expect(left.status).toBe(204)
  } finally {
    other.kill()
    await other.ended
  }
  expect(await isIn(leaver)).toBe(false)
  await redis.start()
  // It remembers the session as alive, and nobody is left who knows better.
  expect(await redis.remembers('session:*')).toBeGreaterThanOrEqual(2)
  const until = performance.now() + 5000
  do {
    expect(await isIn(leaver)).toBe(false)
    expect(await isIn(stayer)).toBe(true)
  } while (performance.now() < until)
})
