// How a live socket ends: with the session it was opened with, and with the server.
import { once } from 'node:events'
import { expect, test } from 'playwright/test'
import { WebSocket } from 'ws'
import { startWeb } from '../../bin/testing/processes.ts'
import { newVisitor } from '../../bin/testing/visitor.ts'
import { CLOSE_RESTART, CLOSE_UNAUTHENTICATED, pauseIn } from '../contract/live.ts'

async function connected(origin: string, cookie: string): Promise<WebSocket> {
  const socket = new WebSocket(`${origin.replace('http', 'ws')}/api/live`, { headers: { cookie } })
  await once(socket, 'open')
  return socket
}

test('W7: signing out at a handler of Next closes the socket at the front door', async ({ baseURL }) => {
  const origin = baseURL as string
  const { cookie } = await newVisitor(origin)
  const socket = await connected(origin, cookie)
  const closed = once(socket, 'close').then(([code]) => ({ code, at: performance.now() }))
  const response = await fetch(`${origin}/api/auth/logout`, { method: 'POST', headers: { cookie } })
  const done = performance.now()
  expect(response.ok).toBe(true)
  const { code, at } = await closed
  expect(code).toBe(CLOSE_UNAUTHENTICATED)
  expect(at - done).toBeLessThan(1000)
})

test('F6: at SIGTERM everybody is told when to come back, each at another time, and the server is gone in order', async () => {
  const { STACK_DATABASE_URL, STACK_REDIS_URL } = process.env
  const web = await startWeb({ DATABASE_URL: STACK_DATABASE_URL, REDIS_URL: STACK_REDIS_URL })
  const { cookie } = await newVisitor(web.origin)
  const sockets = await Promise.all(Array.from({ length: 10 }, () => connected(web.origin, cookie)))
  const ends = sockets.map((socket) => once(socket, 'close'))
  const started = performance.now()
  process.kill(web.pid, 'SIGTERM')
  const pauses = (await Promise.all(ends)).map(([code, reason]) => {
    expect(code).toBe(CLOSE_RESTART)
    return pauseIn(String(reason)) ?? Number.NaN
  })
  for (const ms of pauses) expect(ms >= 500 && ms <= 5000, String(ms)).toBe(true)
  expect(new Set(pauses).size).toBeGreaterThan(5)
  expect(await web.ended).toBe(0)
  expect(performance.now() - started).toBeLessThan(8000)
})
