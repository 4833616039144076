// The tab's one socket: it follows reviews, comes back by itself when lost, and says how it fares.
import { CLOSE_RESTART, CLOSE_UNAUTHENTICATED, type ClientMessage, pauseIn, ServerMessage } from '#contract/live.ts'

/** A socket that stood this long was no failure. */
const STEADY_MS = 5000
const ASK_AGAIN_MS = 5000

export type LiveState = 'connecting' | 'live' | 'polling' | 'offline'
export type SessionState = 'valid' | 'over' | 'unreachable'
export type LiveSocket = ReturnType<typeof openLiveSocket>

type Options = {
  url: string
  onNews: (news: ServerMessage) => void
  onState: (state: LiveState) => void
  /** Asked before coming back: the server may have said that the access has run out. */
  session: () => Promise<SessionState>
  onSignedOut: () => void
}

export function openLiveSocket({ url, onNews, onState, session, onSignedOut }: Options) {
  const followed = new Map<string, number | null>()
  let socket: WebSocket | null = null
  let timer: ReturnType<typeof setTimeout> | undefined
  let failures = 0
  let closed = false

  const send = (message: ClientMessage) => {
    if (socket?.readyState === WebSocket.OPEN) socket.send(JSON.stringify(message))
  }
  const follow = (reviewId: string, seq: number | null) =>
    send(seq === null ? { type: 'follow', reviewId } : { type: 'follow', reviewId, afterSeq: seq })

  function connect() {
    const opened = new WebSocket(url)
    socket = opened
    let openedAt = Number.POSITIVE_INFINITY
    opened.onopen = () => {
      openedAt = performance.now()
      onState('live')
      for (const [reviewId, seq] of followed) follow(reviewId, seq)
    }
    opened.onmessage = ({ data }) => receive(data)
    opened.onclose = ({ code, reason }) => {
      if (closed || socket !== opened) return
      if (performance.now() - openedAt > STEADY_MS) failures = 0
      onState('polling')
      comeBack(pause(code, reason, failures++))
    }
  }

  function receive(data: unknown) {
    const news = newsIn(data)
    if (!news) return
    if (news.type !== 'error' && followed.has(news.reviewId)) followed.set(news.reviewId, news.seq)
    if (news.type === 'error' && news.code === 'internal') askAgain(news.reviewId)
    onNews(news)
  }

  /** The server could not tell just now, and will not by itself. */
  function askAgain(reviewId: string | null) {
    setTimeout(() => {
      const seq = reviewId === null ? undefined : followed.get(reviewId)
      if (reviewId !== null && seq !== undefined) follow(reviewId, seq)
    }, spread(ASK_AGAIN_MS))
  }

  function comeBack(afterMs: number) {
    clearTimeout(timer)
    timer = setTimeout(async () => {
      const state = await session()
      if (closed) return
      if (state === 'over') return onSignedOut()
      if (state === 'valid') return connect()
      onState('offline')
      comeBack(pause(0, '', failures++))
    }, afterMs)
  }

  connect()
  return {
    follow(reviewId: string) {
      followed.set(reviewId, null)
      follow(reviewId, null)
    },
    unfollow(reviewId: string) {
      if (followed.delete(reviewId)) send({ type: 'unfollow', reviewId })
    },
    /** For when the network has returned: what still stands is live, what fell comes back at once. */
    hurry() {
      if (socket?.readyState === WebSocket.OPEN) onState('live')
      if (socket?.readyState === WebSocket.CLOSED) comeBack(0)
    },
    close() {
      closed = true
      clearTimeout(timer)
      socket?.close()
    },
  }
}

/** Null for what a newer server may say and this page does not know. */
function newsIn(data: unknown): ServerMessage | null {
  try {
    return ServerMessage.parse(JSON.parse(String(data)))
  } catch {
    return null
  }
}

/** Milliseconds. The server knows best when it will be back; without its word there is jitter, so that not all come at once. */
function pause(code: number, reason: string, failures: number): number {
  if (code === CLOSE_UNAUTHENTICATED && failures === 0) return 0
  const asked = code === CLOSE_RESTART ? pauseIn(reason) : null
  return asked ?? spread(Math.min(15_000, 500 * 2 ** failures))
}

const spread = (ms: number) => ms * (0.5 + Math.random() / 2)
