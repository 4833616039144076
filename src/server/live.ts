// The live door: one WebSocket per tab, over which the reviews somebody follows are told as they happen.
import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import { type WebSocket, WebSocketServer } from 'ws'
import { type Authenticated, authenticate } from '#accounts/authenticate.ts'
import { cookieNames, readCookie } from '#accounts/cookies.ts'
import { CLOSE_RESTART } from '#contract/live.ts'
import { env } from '#env.ts'
import { log } from '#log.ts'
import { talk } from './talk.ts'

const PATH = '/api/live'
const PING_MS = 30_000
const MAX_MESSAGE = 64 * 1024

export function openLiveDoor() {
  const sockets = new WebSocketServer({ noServer: true, maxPayload: MAX_MESSAGE, perMessageDeflate: false })
  const heard = new WeakSet<WebSocket>()
  const pinging = setInterval(() => {
    for (const socket of sockets.clients) {
      if (!heard.delete(socket)) socket.terminate()
      else socket.ping()
    }
  }, PING_MS)

  const welcome = (socket: WebSocket, session: Authenticated) => {
    heard.add(socket)
    socket.on('pong', () => heard.add(socket))
    talk(socket, session)
  }
  return {
    takes: (request: IncomingMessage) => request.url?.split('?', 1)[0] === PATH,
    upgrade(request: IncomingMessage, socket: Duplex, head: Buffer) {
      socket.on('error', () => socket.destroy())
      identify(request)
        .then((session) => {
          if (typeof session === 'string') refuse(socket, session)
          else sockets.handleUpgrade(request, socket, head, (opened) => welcome(opened, session))
        })
        .catch((error) => {
          log.error({ error: String(error) }, 'live.failed')
          refuse(socket, '503 Service Unavailable')
        })
    },
    /** Tells everybody to come back a little later, not all at once. */
    close() {
      clearInterval(pinging)
      for (const socket of sockets.clients) socket.close(CLOSE_RESTART, String(Math.round(500 + Math.random() * 4500)))
    },
    count: () => sockets.clients.size,
  }
}

/** Browsers always send Origin with an upgrade; whoever sends none is no browser and holds its own cookie. */
async function identify(request: IncomingMessage): Promise<Authenticated | '401 Unauthorized' | '403 Forbidden'> {
  const { origin, cookie } = request.headers
  if (origin !== undefined && origin !== env().APP_ORIGIN) return '403 Forbidden'
  return (await authenticate(readCookie(cookie, cookieNames().access))) ?? '401 Unauthorized'
}

const refuse = (socket: Duplex, status: string) =>
  socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`)
