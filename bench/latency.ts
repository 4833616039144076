// From pressing "Review" to the end being told: submitted over HTTP, followed over the live socket.
import { once } from 'node:events'
import { WebSocket } from 'ws'
import { ServerMessage } from '#contract/live.ts'
import { quantile } from './quantiles.ts'
import { submit, type User } from './users.ts'

const ALONE = 100
const TOGETHER = 200
const IN_FLIGHT = 10
const WARM = 20

export async function measureLatency(origin: string, users: User[]): Promise<string> {
  const readers = await Promise.all(users.slice(0, IN_FLIGHT).map((user) => openReader(origin, user)))
  const run = async (count: number, hands: number) => {
    const times: number[] = []
    const hand = async (reader: Reader) => {
      while (times.length + hands <= count) times.push(await reader.time())
    }
    await Promise.all(readers.slice(0, hands).map(hand))
    return times
  }
  await run(WARM, 1)
  const alone = await run(ALONE, 1)
  const together = await run(TOGETHER, IN_FLIGHT)
  for (const reader of readers) reader.close()
  return `
From submitting to the end on the live socket, small Python file, warm (ms)
                           n    p50    p95    p99
  one at a time         ${line(alone)}
  ${IN_FLIGHT} in flight          ${line(together)}`
}

const line = (times: number[]) =>
  [times.length, ...[0.5, 0.95, 0.99].map((share) => Math.round(quantile(times, share)))]
    .map((number) => String(number).padStart(4))
    .join('   ')

type Reader = Awaited<ReturnType<typeof openReader>>

async function openReader(origin: string, user: User) {
  const socket = new WebSocket(`${origin.replace('http', 'ws')}/api/live`, { headers: { cookie: user.cookie, origin } })
  await once(socket, 'open')
  const waiting = new Map<string, (status: string) => void>()
  socket.on('message', (data) => {
    const message = ServerMessage.parse(JSON.parse(String(data)))
    if (message.type === 'error') throw new Error(`the live socket refused: ${message.detail}`)
    if (message.type === 'ended') waiting.get(message.reviewId)?.(message.status)
  })
  return {
    async time(): Promise<number> {
      const started = performance.now()
      const id = await submit(origin, user)
      const { promise, resolve } = Promise.withResolvers<string>()
      waiting.set(id, resolve)
      socket.send(JSON.stringify({ type: 'follow', reviewId: id }))
      const status = await promise
      waiting.delete(id)
      if (status !== 'completed') throw new Error(`a review ended as ${status}`)
      return performance.now() - started
    },
    close: () => socket.close(),
  }
}
