// The live door in this process, with little patience: who is silent, who reads slowly, whose session ends, and the end of all.
import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import { type AddressInfo, connect, type Socket } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'
import { eq, sql } from 'drizzle-orm'
import { expect, test } from 'playwright/test'
import { WebSocket } from 'ws'
import { changePerson, endSessionsOfPerson } from '#accounts/administer.ts'
import { createToken, revokeToken } from '#accounts/api-token.ts'
import { authenticate } from '#accounts/authenticate.ts'
import { changePassword } from '#accounts/change-password.ts'
import { cookieNames } from '#accounts/cookies.ts'
import { endOwnSession } from '#accounts/own-sessions.ts'
import { refreshSession } from '#accounts/session.ts'
import { signIn } from '#accounts/sign-in.ts'
import { signOut } from '#accounts/sign-out.ts'
import { CLOSE_RESTART, CLOSE_UNAUTHENTICATED, pauseIn } from '#contract/live.ts'
import { db } from '#db/client.ts'
import { sessions } from '#db/schema/accounts.ts'
import { announce } from '#events.ts'
import { socketsClosed } from '#metrics.ts'
import { newAdministrator, newPerson, PASSWORD, type Person } from '../../bin/testing/people.ts'
import { claimed } from '../../bin/testing/reviews.ts'
import { openLiveDoor, type Patience } from './live.ts'

const ADDRESS = '127.0.0.1'
const HOUR_MS = 3_600_000
let server: Server
let door: ReturnType<typeof openLiveDoor>
let person: Person

async function open(patience: Partial<Patience> = {}) {
  door = openLiveDoor({ pingMs: HOUR_MS, recheckMs: HOUR_MS, maxUnsentBytes: 64 * 1024, ...patience })
  server = createServer().on('upgrade', door.upgrade)
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
}
const port = () => (server.address() as AddressInfo).port
const cookie = ({ tokens }: Person) => `${cookieNames().access}=${tokens.access}`

test.beforeEach(async () => {
  person = await newPerson()
})
test.afterEach(async () => {
  door.close()
  server.close()
  await expect.poll(() => door.count()).toBe(0)
})

const connected = (who = person) => dial({ cookie: cookie(who) })
const bearing = (secret: string) => dial({ authorization: `Bearer ${secret}` })

async function dial(headers: Record<string, string>): Promise<WebSocket> {
  const socket = new WebSocket(`ws://127.0.0.1:${port()}/api/live`, { headers })
  await once(socket, 'open')
  return socket
}

/** Somebody who shook hands and then does nothing by themselves. */
async function statue(): Promise<Socket> {
  const socket = connect(port(), '127.0.0.1')
  const lines = ['GET /api/live HTTP/1.1', 'Host: x', 'Connection: Upgrade', 'Upgrade: websocket']
  const more = ['Sec-WebSocket-Version: 13', 'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==', `Cookie: ${cookie(person)}`]
  socket.write(`${[...lines, ...more].join('\r\n')}\r\n\r\n`)
  const [answer] = await once(socket, 'data')
  expect(String(answer)).toContain('101 Switching Protocols')
  return socket.on('error', () => {})
}

/** A client's frame, masked with zeros. */
function frame(text: string): Buffer {
  const body = Buffer.from(text)
  return Buffer.concat([Buffer.from([0x81, 0x80 | body.length, 0, 0, 0, 0]), body])
}

const closings = async (reason: string) =>
  (await socketsClosed.get()).values.find(({ labels }) => labels.reason === reason)?.value ?? 0

test('W4: who does not answer a ping is dropped, who does stays', async () => {
  await open({ pingMs: 200 })
  const before = await closings('silent')
  const silent = await statue()
  silent.resume()
  const alive = await connected()
  const started = performance.now()
  await once(silent, 'close')
  expect(performance.now() - started).toBeLessThan(1500)
  await pause(600)
  expect(alive.readyState).toBe(WebSocket.OPEN)
  expect(door.count()).toBe(1)
  expect((await closings('silent')) - before).toBe(1)
})

test('W4: who does not read is dropped once too much waits, and nobody else notices', async () => {
  await open()
  const job = await claimed(person)
  const [slow, quick] = [await statue(), await connected()]
  const follow = JSON.stringify({ type: 'follow', reviewId: job.id })
  slow.pause()
  slow.write(frame(follow))
  quick.send(follow)
  let heard = 0
  quick.on('message', () => heard++)
  await expect.poll(() => heard).toBe(1)
  const before = await closings('slow')
  const title = 'x'.repeat(1_000_000) // what the kernel holds for both sides is some megabytes
  let sent = 0
  const tell = () => announce({ type: 'finding', reviewId: job.id, seq: ++sent, finding: { ...shown, title } })
  while (sent < 40 && door.count() === 2) {
    await tell()
    await pause(20)
  }
  expect(door.count(), `after ${sent} MB`).toBe(1)
  expect((await closings('slow')) - before).toBe(1)
  await tell()
  await expect.poll(() => heard).toBe(1 + sent)
  expect(quick.readyState).toBe(WebSocket.OPEN)
  quick.close()
  slow.destroy()
})

const shown = {
  id: crypto.randomUUID(),
  state: 'new' as const,
  path: 'main.py',
  range: { startLine: 1, startColumn: 1, endLine: 1, endColumn: 6 },
  quote: 'print',
  severity: 'high' as const,
  category: 'bug' as const,
  explanation: 'It is one.',
  ruleId: 'test/one',
  source: 'analyser' as const,
  fingerprint: 'a',
  fate: 'shown' as const,
}

/** Every way in which somebody's session or token ends. `person` is whose socket it is. */
const ways: Record<string, () => Promise<unknown>> = {
  'signing out': () => signOut({ access: person.tokens.access, refresh: undefined }, ADDRESS),
  'a new password, on another device': async () =>
    changePassword(
      await secondSession(),
      { currentPassword: PASSWORD, newPassword: 'another four plain words' },
      ADDRESS,
    ),
  'ending it from another device': async () => endOwnSession(await secondSession(), person.actor.sessionId, ADDRESS),
  'the administrator ending all sessions': async () =>
    endSessionsOfPerson((await newAdministrator()).actor, person.actor.userId, ADDRESS),
  'the administrator disabling the account': async () =>
    changePerson((await newAdministrator()).actor, person.actor.userId, true, ADDRESS),
  'a refresh token that is used twice': async () => {
    const second = await refreshSession(person.tokens.refresh)
    await refreshSession(second?.refresh ?? '')
    expect(await refreshSession(person.tokens.refresh)).toBeNull()
  },
}

async function secondSession(): Promise<Person['actor']> {
  const { tokens } = await signIn({ email: person.email, password: PASSWORD }, { userAgent: 'test', address: ADDRESS })
  return (await authenticate(tokens.access))?.actor as Person['actor']
}

for (const [way, deed] of Object.entries(ways))
  test(`W7: ${way} closes the socket within a second, and nobody else's`, async () => {
    await open()
    const [socket, other] = [await connected(), await connected(await newPerson())]
    const closed = once(socket, 'close').then(([code]) => ({ code, at: performance.now() }))
    await deed()
    const done = performance.now()
    const { code, at } = await closed
    expect(code).toBe(CLOSE_UNAUTHENTICATED)
    expect(at - done).toBeLessThan(1000)
    expect(other.readyState).toBe(WebSocket.OPEN)
    other.close()
  })

test('K1: a token that is revoked, or whose person is disabled, takes its socket along', async () => {
  await open()
  const token = () => createToken(person.actor, { name: 'live', scopes: ['reviews:read'], expiresInDays: 1 }, ADDRESS)
  const [revoked, disabled] = [await token(), await token()]
  const sockets = [await bearing(revoked.secret), await bearing(disabled.secret)] as const
  const [first, second] = sockets.map((socket) => once(socket, 'close'))
  await revokeToken(person.actor, revoked.id, ADDRESS)
  expect((await first)?.[0]).toBe(CLOSE_UNAUTHENTICATED)
  expect(sockets[1].readyState).toBe(WebSocket.OPEN)
  await changePerson((await newAdministrator()).actor, person.actor.userId, true, ADDRESS)
  expect((await second)?.[0]).toBe(CLOSE_UNAUTHENTICATED)
})

test('W7: an end that nobody announced is noticed at the next look at Postgres', async () => {
  await open({ recheckMs: 300 })
  const [socket, other] = [await connected(), await connected(await newPerson())]
  await pause(700)
  expect(socket.readyState, 'a session that goes on is left alone').toBe(WebSocket.OPEN)
  const closed = once(socket, 'close')
  await db().update(sessions).set({ endedAt: sql`now()` }).where(eq(sessions.id, person.actor.sessionId))
  expect((await closed)[0]).toBe(CLOSE_UNAUTHENTICATED)
  expect(other.readyState).toBe(WebSocket.OPEN)
  other.close()
})

test('F6: at the end everybody is told to come back after a pause, each after another one; nobody comes in any more', async () => {
  await open()
  const many = await Promise.all(Array.from({ length: 20 }, () => connected()))
  const deaf = await statue()
  const closed = many.map((socket) => once(socket, 'close'))
  const started = performance.now()
  door.close()
  const ends = await Promise.all(closed)
  expect(ends.map(([code]) => code)).toEqual(Array.from({ length: 20 }, () => CLOSE_RESTART))
  const pauses = ends.map(([, reason]) => pauseIn(String(reason)) ?? Number.NaN)
  for (const ms of pauses) expect(ms >= 500 && ms <= 5000, String(ms)).toBe(true)
  expect(new Set(pauses).size).toBeGreaterThan(10)
  const late = new WebSocket(`ws://127.0.0.1:${port()}/api/live`, { headers: { cookie: cookie(person) } })
  const [, refused] = await once(
    late.on('error', () => {}),
    'unexpected-response',
  )
  expect(refused.statusCode).toBe(503)
  await once(deaf, 'close')
  expect(performance.now() - started, 'who does not answer is not waited for').toBeLessThan(3000)
})
