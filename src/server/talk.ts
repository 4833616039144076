// One conversation over a socket: which reviews it follows, and when it must end.
import type { RawData, WebSocket } from 'ws'
import type { Identity } from '#accounts/identify.ts'
import { CLOSE_UNAUTHENTICATED, ClientMessage, type ServerMessage } from '#contract/live.ts'
import { Problem } from '#contract/problem.ts'
import { env } from '#env.ts'
import { log } from '#log.ts'
import { followReview } from '#reviews/follow.ts'
import { dropSocket, type Ending, endSocket } from './end-socket.ts'

const expired: Ending = { why: 'session expired', code: CLOSE_UNAUTHENTICATED, says: 'session expired' }
const tooMany: Ending = { why: 'too many messages', code: 1008, says: 'too many messages' }
const MAX_FOLLOWED = 50
const MAX_MESSAGES_PER_MINUTE = 240

/** @param maxUnsentBytes a reader further behind is let go: it comes back and is told everything anew. */
export function talk(socket: WebSocket, { actor, expiresAt }: Identity, maxUnsentBytes: number): void {
  const followed = new Map<string, AbortController>()
  let messages = 0
  const minute = setInterval(() => {
    messages = 0
  }, 60_000)
  // Whoever is still let in opens a new socket, the browser after renewing its access token.
  const lastsMs = expiresAt === null ? env().ACCESS_TOKEN_TTL * 1000 : expiresAt * 1000 - Date.now()
  const expiry = setTimeout(() => endSocket(socket, expired), lastsMs)

  const say = (message: ServerMessage) => {
    if (socket.readyState !== socket.OPEN) return
    if (socket.bufferedAmount > maxUnsentBytes) dropSocket(socket, 'slow')
    else socket.send(textOf(message))
  }
  const refuse = (reviewId: string | null, error: unknown) => {
    const problem = isProblem(error) ? error : new Problem('internal', 'This review cannot be followed right now.')
    if (problem.code === 'internal') log.error({ reviewId, error: String(error) }, 'live.failed')
    say({ type: 'error', reviewId, code: problem.code, detail: problem.message })
  }

  async function follow(reviewId: string, afterSeq: number | undefined) {
    followed.get(reviewId)?.abort()
    if (followed.size >= MAX_FOLLOWED)
      return refuse(
        reviewId,
        new Problem('too-many-requests', `At most ${MAX_FOLLOWED} reviews can be followed at once.`),
      )
    const stop = new AbortController()
    followed.set(reviewId, stop)
    try {
      for await (const message of await followReview(actor, reviewId, stop.signal, afterSeq)) say(message)
    } catch (error) {
      if (!stop.signal.aborted) refuse(reviewId, error)
    } finally {
      if (followed.get(reviewId) === stop) followed.delete(reviewId)
    }
  }

  socket.on('message', (data) => {
    if (socket.readyState !== socket.OPEN) return // said after we said goodbye
    if (++messages > MAX_MESSAGES_PER_MINUTE) return endSocket(socket, tooMany)
    const message = parse(data)
    if (!message) return refuse(null, new Problem('invalid', 'This message is not understood.'))
    if (message.type === 'follow') void follow(message.reviewId, message.afterSeq)
    else followed.get(message.reviewId)?.abort()
  })
  socket.on('error', () => socket.terminate())
  socket.on('close', () => {
    clearInterval(minute)
    clearTimeout(expiry)
    for (const stop of followed.values()) stop.abort()
  })
}

/** Made once for all who are told the same. */
const texts = new WeakMap<ServerMessage, string>()

function textOf(message: ServerMessage): string {
  const text = texts.get(message) ?? JSON.stringify(message)
  texts.set(message, text)
  return text
}

function parse(data: RawData): ClientMessage | null {
  try {
    return ClientMessage.parse(JSON.parse(String(data)))
  } catch {
    return null
  }
}

const isProblem = (error: unknown): error is Problem => error instanceof Problem
