// Two web processes behind nginx with TLS, a Redis Cluster, a PgBouncer and a worker: one Lintel for whoever uses it, also while all
// its processes are replaced, and one trace of what they did together.
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { setTimeout as pause } from 'node:timers/promises'
import { sql } from 'drizzle-orm'
import { expect, test } from 'playwright/test'
import { WebSocket } from 'ws'
import { db } from '#db/client.ts'
import { type Fleet, missingForFleet, openFleet } from '../bin/testing/fleet.ts'
import type { WebProcess } from '../bin/testing/processes.ts'
import { newVisitor, type Visitor } from '../bin/testing/visitor.ts'

let fleet: Fleet
let origin: string

test.describe.configure({ mode: 'serial', timeout: 120_000 })
test.beforeAll(async () => {
  test.info().skip(missingForFleet !== '', missingForFleet)
  fleet = await openFleet()
  origin = fleet.origin
})
test.afterAll(() => fleet?.end())

const ask = (path: string, { cookie }: Visitor, init: RequestInit = {}, at = origin) =>
  fetch(at + path, { ...init, headers: { cookie, 'content-type': 'application/json', ...init.headers } })

const submit = (who: Visitor, key: string) =>
  ask('/api/reviews', who, {
    method: 'POST',
    headers: { 'idempotency-key': key },
    body: JSON.stringify({ path: 'a.py', code: `# ${key}\nprint(1)\n` }),
  })

const open = async (who: Visitor) => {
  const socket = new WebSocket(`${origin.replace('http', 'ws')}/api/live`, { headers: { cookie: who.cookie, origin } })
  await once(socket, 'open')
  return socket
}

const liveAt = async (port: number) => {
  const text = await (await fetch(`http://127.0.0.1:${port}/metrics`)).text()
  return Number(/^lintel_live_sockets (\d+)/m.exec(text)?.[1])
}

test('sessions, sockets and news are the same at both, and nobody reads the metrics through nginx', async () => {
  const who = await newVisitor(origin)
  const sockets = await Promise.all(Array.from({ length: 10 }, () => open(who)))
  await expect.poll(async () => Math.min(...(await Promise.all(fleet.ports.map(liveAt))))).toBeGreaterThan(2)

  const { id } = await (await submit(who, randomUUID())).json()
  const ended = sockets.map((socket) => {
    const told = new Promise((resolve) =>
      socket.on('message', (data) => {
        const message = JSON.parse(String(data))
        if (message.type === 'ended') resolve(message.status)
      }),
    )
    socket.send(JSON.stringify({ type: 'follow', reviewId: id }))
    return told
  })
  expect(await Promise.all(ended)).toEqual(Array(10).fill('completed'))

  expect((await ask('/metrics', who)).status).toBe(404)
  const closed = sockets.map((socket) => once(socket, 'close'))
  const direct = fleet.ports.map((port) => `http://localhost:${port}`)
  const statuses = () => Promise.all(direct.map(async (at) => (await ask('/api/users/me', who, {}, at)).status))
  expect(await statuses()).toEqual([200, 200])
  expect((await ask('/api/auth/logout', who, { method: 'POST' })).ok).toBe(true)
  expect(await statuses()).toEqual([401, 401])
  for (const [code] of await Promise.all(closed)) expect(code).toBe(4401)
})

test('TLS ends at nginx: cookies are for https alone, and what a client says of its scheme counts for nothing', async () => {
  const register = (headers: Record<string, string>) =>
    fetch(`${origin}/api/auth/register`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify({ email: `${randomUUID()}@example.com`, password: 'a password of five words' }),
    })
  const welcome = await register({ origin, 'x-forwarded-proto': 'http', forwarded: 'proto=http' })
  expect(welcome.status).toBe(201)
  expect(welcome.headers.get('strict-transport-security')).toBe('max-age=31536000')
  const cookies = welcome.headers.getSetCookie()
  expect(cookies.length).toBeGreaterThan(1)
  for (const line of cookies) expect(line).toMatch(/^__Host-.*; Path=\/;.*; HttpOnly; SameSite=Lax; Secure$/)
  expect((await register({ origin: origin.replace('https', 'http') })).status).toBe(403)

  const moved = await fetch(`${fleet.plainOrigin}/editor?x=1`, { redirect: 'manual' })
  expect([moved.status, moved.headers.get('location')]).toEqual([308, 'https://localhost/editor?x=1'])
  const asked = await fetch(`${origin}/dashboard`, { redirect: 'manual', headers: { 'x-forwarded-proto': 'http' } })
  expect(new URL(asked.headers.get('location') ?? '', origin).origin).toBe(origin)
  expect((await fetch(`${origin.replace('https', 'http')}/api/users/me`)).status).toBe(400)
})

test('a review is one trace, from the door to the model, and nothing of what people wrote is in it', async () => {
  const who = await newVisitor(origin)
  const traceparent = `00-${'ab'.repeat(16)}-${'cd'.repeat(8)}-01`
  const code = 'def run(secret_word):\n    return planted_defect(secret_word)\n'
  const body = JSON.stringify({ files: [{ path: 'hidden/place.py', content: code }], title: 'whispered title' })
  const { id } = await (await ask('/api/reviews', who, { method: 'POST', body, headers: { traceparent } })).json()
  const traceId = id.replaceAll('-', '')
  const ofReview = () => fleet.collector.spans.filter((span) => span.traceId === traceId)
  const names = () => new Set(ofReview().map(({ name }) => name))
  await expect
    .poll(() => [...names()].toSorted(), { timeout: 30_000 })
    .toEqual(['attempt', 'model', 'review', 'send', 'step', 'wait'])

  const of = (name: string) => ofReview().filter((span) => span.name === name)
  const [review, attempt, sent] = [of('review')[0], of('attempt')[0], of('send')[0]]
  expect(review?.parentSpanId).toBeFalsy()
  expect(review).toMatchObject({ service: 'lintel-worker', spanId: traceId.slice(0, 16) })
  expect(sent).toMatchObject({ service: 'lintel-web', parentSpanId: review?.spanId })
  for (const name of ['attempt', 'wait']) expect(of(name)[0]?.parentSpanId).toBe(review?.spanId)
  const steps = new Map(of('step').map((span) => [span.spanId, span]))
  for (const step of steps.values()) expect(step.parentSpanId).toBe(attempt?.spanId)
  for (const call of of('model')) {
    expect(steps.get(call.parentSpanId as string)?.attributes['lintel.step']).toMatch(/^(model|check|found|rank|form)$/)
    expect(call.attributes).toMatchObject({ 'gen_ai.request.model': 'good' })
    expect(call.attributes['gen_ai.usage.input_tokens']).toBeGreaterThan(0)
  }

  // The request is part of its caller's trace, and the review's points to it.
  const submitting = () => fleet.collector.spans.find(({ spanId }) => spanId === sent?.links[0]?.spanId)
  await expect
    .poll(submitting)
    .toMatchObject({ name: 'POST /api/reviews', traceId: 'ab'.repeat(16), parentSpanId: 'cd'.repeat(8) })
  expect(submitting()?.attributes).toMatchObject({ 'http.response.status_code': 202, 'http.route': '/api/reviews' })
  const told = fleet.collector.raw()
  for (const word of [
    'secret_word',
    'planted',
    'hidden',
    'place.py',
    'whispered',
    who.email,
    who.at,
    who.rt,
    'example.com',
  ])
    expect(told).not.toContain(word)
})

test('a limit is one limit, and both see the address that nginx saw', async () => {
  const tries = Array.from({ length: 8 }, () =>
    fetch(`${origin}/api/auth/login`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-forwarded-for': `203.0.113.${Math.random() * 250}` },
      body: JSON.stringify({ email: `${randomUUID()}@example.com`, password: 'not the right one' }),
    }),
  )
  const statuses = (await Promise.all(tries)).map(({ status }) => status)
  expect(statuses.filter((status) => status === 401)).toHaveLength(5)
  expect(statuses.filter((status) => status === 429)).toHaveLength(3)
})

test('all are replaced one after the other under load: a client that tries again notices nothing', async () => {
  const who = await newVisitor(origin)
  const stop = new AbortController()
  const seen = { asked: 0, again: 0, failed: [] as string[], ids: new Set<string>(), restarts: 0 }

  const insist = async (what: string, work: () => Promise<Response>) => {
    let last = ''
    // One failure puts a process aside for a second, and the other may be the one that leaves: a client is more patient than that.
    for (let tries = 0; tries < 4; tries++) {
      if (tries > 0) seen.again += 1
      const answer = await work().catch(String)
      if (typeof answer !== 'string' && answer.ok) return answer.json()
      last = typeof answer === 'string' ? answer : `${answer.status} ${await answer.text()}`
      await pause(500)
    }
    seen.failed.push(`${what}: ${last}`)
  }
  const user = async () => {
    while (!stop.signal.aborted) {
      const key = randomUUID()
      const accepted = await insist('submit', () => submit(who, key))
      if (accepted) seen.ids.add(accepted.id)
      for (let n = 0; n < 5; n++) {
        await insist('read', () => ask(`/api/reviews/${accepted?.id}`, who))
        await insist('list', () => ask('/api/projects', who))
        seen.asked += 2
      }
      seen.asked += 1
      await pause(150)
    }
  }
  const listener = async () => {
    while (!stop.signal.aborted) {
      const socket = await open(who).catch(() => null)
      if (!socket) {
        await pause(100)
        continue
      }
      const left = once(socket, 'close').then(([code]) => {
        if (code === 1012) seen.restarts += 1
      })
      await Promise.race([left, once(stop.signal, 'abort')])
      socket.terminate()
    }
  }
  const load = [user(), user(), user(), listener(), listener(), listener(), listener()]

  for (const n of [0, 1]) {
    const old = fleet.webs[n] as WebProcess
    process.kill(old.pid, 'SIGTERM')
    expect(await old.ended).toBe(0)
    fleet.webs[n] = await fleet.hireWeb(fleet.ports[n] as number)
  }
  const former = fleet.worker
  fleet.worker = await fleet.hireWorker()
  former.signal('SIGTERM')
  expect(await former.ended).toBe(0)
  stop.abort()
  await Promise.all(load)

  expect(seen.failed).toEqual([])
  expect(seen.restarts).toBeGreaterThan(0)
  expect(seen.asked).toBeGreaterThan(50)
  const rows = await db().execute<{ id: string; attempt: number; crash_count: number }>(
    sql`select r.id, attempt, crash_count from reviews r join users u on u.id = r.user_id where email = ${who.email}`,
  )
  expect(new Set(rows.map(({ id }) => id))).toEqual(seen.ids)
  const unfinished = () => db().$count(sql`reviews`, sql`status <> 'completed'`)
  await expect.poll(unfinished, { timeout: 30_000 }).toBe(0)
  const wasted = sql`select count(*)::int as n from reviews where attempt > 1 or crash_count > 0`
  expect(await db().execute(wasted)).toEqual([{ n: 0 }])
  test.info().annotations.push({ type: 'load', description: `${seen.asked} asked, ${seen.again} again` })
})
