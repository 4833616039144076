// The tab's socket against a real server of sockets: it does as it is told at the end, and asks only for what it lacks.
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { setTimeout as passing } from 'node:timers/promises'
import { expect, test } from 'playwright/test'
import { type WebSocket, WebSocketServer } from 'ws'
import { CLOSE_RESTART, CLOSE_UNAUTHENTICATED, type ServerMessage } from '#contract/live.ts'
import { type LiveState, openLiveSocket, type SessionState } from './live-socket.ts'

const reviewId = crypto.randomUUID()
let server: WebSocketServer
let tab: ReturnType<typeof openTab>

/** A tab, and what it was told and did. */
function openTab(session: () => SessionState = () => 'valid') {
  const news: ServerMessage[] = []
  const states: LiveState[] = []
  let signedOut = false
  const live = openLiveSocket({
    url: `ws://127.0.0.1:${(server.address() as AddressInfo).port}`,
    onNews: (item) => news.push(item),
    onState: (state) => states.push(state),
    session: async () => session(),
    onSignedOut: () => {
      signedOut = true
    },
  })
  return { ...live, news, states, isSignedOut: () => signedOut }
}

test.beforeEach(async () => {
  server = new WebSocketServer({ port: 0, host: '127.0.0.1' })
  await once(server, 'listening')
})
test.afterEach(() => {
  tab.close()
  server.close()
})

const comes = async () => (await once(server, 'connection'))[0] as WebSocket
const says = async (socket: WebSocket) => JSON.parse(String((await once(socket, 'message'))[0]))
const progress = (seq: number) =>
  JSON.stringify({
    type: 'progress',
    reviewId,
    seq,
    status: 'running',
    progress: { stage: 'analysing', done: 1, total: 2 },
  })

test('F6: it comes back when the server that restarts has asked it to, and then asks for what came since', async () => {
  const first = comes()
  tab = openTab()
  tab.follow(reviewId)
  const socket = await first
  expect(await says(socket)).toEqual({ type: 'follow', reviewId })
  socket.send(progress(7))
  await expect.poll(() => tab.news.length).toBe(1)

  const again = comes()
  const started = performance.now()
  socket.close(CLOSE_RESTART, '1700')
  const back = await again
  const away = performance.now() - started
  expect(away).toBeGreaterThan(1650)
  expect(away).toBeLessThan(2500)
  expect(tab.states).toEqual(['live', 'polling'])
  expect(await says(back)).toEqual({ type: 'follow', reviewId, afterSeq: 7 })
  await expect.poll(() => tab.states.at(-1)).toBe('live')
})

test('a pause that is none is not waited for', async () => {
  const first = comes()
  tab = openTab()
  const again = first.then((socket) => {
    const next = comes()
    socket.close(CLOSE_RESTART, 'whenever')
    return next
  })
  const started = performance.now()
  await again
  expect(performance.now() - started).toBeLessThan(1500)
})

test('when the session is over it asks once, and goes to sign in', async () => {
  const first = comes()
  tab = openTab(() => 'over')
  ;(await first).close(CLOSE_UNAUTHENTICATED, 'session ended')
  await expect.poll(() => tab.isSignedOut(), { timeout: 1000 }).toBe(true)
  await passing(300)
  expect(server.clients.size).toBe(0)
})

test('a server that lets it in and throws it out is not hammered', async () => {
  let visits = 0
  server.on('connection', (socket) => {
    visits++
    socket.close(CLOSE_UNAUTHENTICATED, 'session ended')
  })
  tab = openTab()
  await passing(3000)
  expect(visits).toBeGreaterThan(1)
  expect(visits).toBeLessThan(6)
})

test('what the server could not tell just now is asked for again', async () => {
  const first = comes()
  tab = openTab()
  tab.follow(reviewId)
  const socket = await first
  await says(socket)
  socket.send(JSON.stringify({ type: 'error', reviewId, code: 'internal', detail: 'Not now.' }))
  expect(await says(socket)).toEqual({ type: 'follow', reviewId })
})
