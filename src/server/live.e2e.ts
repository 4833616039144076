// The live door of a running Lintel: who gets in, what is told, and what happens to nonsense.
import { on, once } from 'node:events'
import { expect, test } from 'playwright/test'
import { WebSocket } from 'ws'
import { newVisitor, type Visitor } from '../../bin/testing/visitor.ts'
import { ServerMessage } from '../contract/live.ts'

let origin: string
let visitor: Visitor
test.beforeEach(async ({ baseURL }) => {
  origin = baseURL as string
  visitor = await newVisitor(origin)
})

const address = () => `${origin.replace('http', 'ws')}/api/live`
const dial = (headers: Record<string, string>) => new WebSocket(address(), { headers })

async function connected(headers: Record<string, string>): Promise<WebSocket> {
  const socket = dial(headers)
  await once(socket, 'open')
  return socket
}

/** The status of a refused upgrade. */
async function refusal(headers: Record<string, string>): Promise<number> {
  const socket = dial(headers)
  const [, response] = await once(socket, 'unexpected-response')
  socket.on('error', () => {}).terminate()
  return response.statusCode
}

/** What is told from now on, up to the first message that is `last`. */
async function told(socket: WebSocket, last: (message: ServerMessage) => boolean): Promise<ServerMessage[]> {
  const messages: ServerMessage[] = []
  for await (const [data] of iterate(socket)) {
    const message = ServerMessage.parse(JSON.parse(String(data)))
    messages.push(message)
    if (last(message)) break
  }
  return messages
}
const iterate = (socket: WebSocket) => on(socket, 'message', { signal: AbortSignal.timeout(20_000) })

async function submit(code: string): Promise<string> {
  const headers = { 'content-type': 'application/json', cookie: visitor.cookie }
  const body = JSON.stringify({ code, language: 'python' })
  const response = await fetch(`${origin}/api/reviews`, { method: 'POST', headers, body })
  return (await response.json()).id
}

test('without a session it is 401, with a foreign Origin 403', async () => {
  const { cookie } = visitor
  for (const headers of [{}, { cookie: '__Host-at=garbage' }, { cookie: `__Host-at=${visitor.rt}` }, { origin }])
    expect(await refusal(headers as Record<string, string>)).toBe(401)
  for (const foreign of ['https://evil.example', 'null', origin.replace('http:', 'https:'), `${origin}.evil.example`])
    expect(await refusal({ cookie, origin: foreign }), foreign).toBe(403)
  for (const headers of [{ cookie }, { cookie, origin }]) (await connected(headers as { cookie: string })).close()
})

test('after signing out nobody gets in any more', async () => {
  const { cookie } = visitor
  await fetch(`${origin}/api/auth/logout`, { method: 'POST', headers: { cookie } })
  expect(await refusal({ cookie })).toBe(401)
})

test('a review is told from its snapshot to its end, and its numbers grow', async () => {
  const socket = await connected({ cookie: visitor.cookie, origin })
  const reviewId = await submit('import os\n\ndef f(x=[]):\n    return eval(x)\n')
  const hearing = told(socket, ({ type }) => type === 'ended' || type === 'error')
  socket.send(JSON.stringify({ type: 'follow', reviewId }))
  const messages = await hearing
  socket.close()
  expect(messages[0]).toMatchObject({ type: 'snapshot', reviewId, review: { id: reviewId } })
  expect(messages.at(-1)).toMatchObject({ type: 'ended', reviewId, status: 'completed' })
  const numbers = messages.map((message) => ('seq' in message ? message.seq : -1))
  expect(numbers).toEqual(numbers.toSorted((a, b) => a - b))
  const whole = messages.findLast((message) => message.type === 'snapshot')
  expect(whole?.type === 'snapshot' && whole.review.status).toBe('completed')
  expect(whole?.type === 'snapshot' && whole.review.findings.length).toBeGreaterThan(0)
})

test('Z3: the review of somebody else is as one that does not exist', async () => {
  const reviewId = await submit('x = 1\n')
  const stranger = await newVisitor(origin)
  const socket = await connected({ cookie: stranger.cookie })
  const answers: ServerMessage[] = []
  for (const id of [reviewId, crypto.randomUUID()]) {
    const hearing = told(socket, () => true)
    socket.send(JSON.stringify({ type: 'follow', reviewId: id }))
    answers.push(...(await hearing))
    expect(answers.at(-1)).toMatchObject({ type: 'error', reviewId: id, code: 'not-found' })
  }
  socket.close()
  expect({ ...answers[0], reviewId: '' }).toEqual({ ...answers[1], reviewId: '' })
})

test('nonsense is answered with an error, and the conversation goes on', async () => {
  const socket = await connected({ cookie: visitor.cookie })
  const nonsense = ['', 'x', '{}', '[]', '{"type":"follow"}', '{"type":"follow","reviewId":"1"}', '{"type":"shout"}']
  for (const text of [...nonsense, Buffer.from([0, 255, 254])]) {
    const hearing = told(socket, () => true)
    socket.send(text)
    expect(await hearing).toMatchObject([{ type: 'error', reviewId: null, code: 'invalid' }])
  }
  expect(socket.readyState).toBe(WebSocket.OPEN)
  socket.close()
})

test('a message over 64 KiB ends the conversation, and so do too many', async () => {
  const long = await connected({ cookie: visitor.cookie })
  long.send('x'.repeat(64 * 1024 + 1))
  expect((await once(long, 'close'))[0]).toBe(1009)
  const eager = await connected({ cookie: visitor.cookie })
  for (let n = 0; n < 241; n++) eager.send('{}')
  expect((await once(eager, 'close'))[0]).toBe(1008)
})
