// The live door: one WebSocket per tab, over which the reviews somebody follows are told as they happen.
import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import { type WebSocket, WebSocketServer } from 'ws'
import { type Identity, identify } from '#accounts/identify.ts'
import { CLOSE_RESTART } from '#contract/live.ts'
import { env } from '#env.ts'
import { log } from '#log.ts'
import { refuseUpgrade } from './refuse.ts'
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

  const welcome = (socket: WebSocket, session: Identity) => {
    heard.add(socket)
    socket.on('pong', () => heard.add(socket))
    talk(socket, session)
  }
  return {
    takes: (request: IncomingMessage) => request.url?.split('?', 1)[0] === PATH,
    upgrade(request: IncomingMessage, socket: Duplex, head: Buffer) {
      admit(request)
        .then((session) => {
          if (typeof session === 'string') refuseUpgrade(socket, session)
          else sockets.handleUpgrade(request, socket, head, (opened) => welcome(opened, session))
        })
        .catch((error) => {
          log.error({ error: String(error) }, 'live.failed')
          refuseUpgrade(socket, '503 Service Unavailable')
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

/** Browsers always send Origin with an upgrade; whoever sends none is no browser. */
async function admit(request: IncomingMessage): Promise<Identity | '401 Unauthorized' | '403 Forbidden'> {
  const { origin, cookie = null, authorization = null } = request.headers
  if (origin !== undefined && origin !== env().APP_ORIGIN) return '403 Forbidden'
  const session = await identify({ get: (name) => (name === 'cookie' ? cookie : authorization) })
  if (!session) return '401 Unauthorized'
  return session.scopes?.includes('reviews:read') === false ? '403 Forbidden' : session
}
