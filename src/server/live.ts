// The live door: one WebSocket per tab, over which the reviews somebody follows are told as they happen.
import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import { type WebSocket, WebSocketServer } from 'ws'
import { type Identity, identify } from '#accounts/identify.ts'
import { CLOSE_RESTART } from '#contract/live.ts'
import { env } from '#env.ts'
import { log } from '#log.ts'
import { liveSockets } from '#metrics.ts'
import { closeEnded } from './close-ended.ts'
import { type Ending, endSocket } from './end-socket.ts'
import { dropSilent } from './ping.ts'
import { refuseUpgrade } from './refuse.ts'
import { talk } from './talk.ts'

const PATH = '/api/live'
const MAX_MESSAGE = 64 * 1024

/** `recheckMs`: how long a session may be over before that is noticed without Redis. */
export type Patience = { pingMs: number; recheckMs: number; maxUnsentBytes: number }
const patient: Patience = { pingMs: 30_000, recheckMs: 30_000, maxUnsentBytes: 4 * 1024 * 1024 }

export function openLiveDoor({ pingMs, recheckMs, maxUnsentBytes }: Patience = patient) {
  const sockets = new WebSocketServer({ noServer: true, maxPayload: MAX_MESSAGE, perMessageDeflate: false })
  const held = new Map<WebSocket, Identity>()
  const rest = [dropSilent(held, pingMs), closeEnded(held, recheckMs)]
  let closing = false

  const welcome = (socket: WebSocket, identity: Identity) => {
    held.set(socket, identity)
    liveSockets.set(held.size)
    socket.on('close', () => {
      held.delete(socket)
      liveSockets.set(held.size)
    })
    talk(socket, identity, maxUnsentBytes)
  }
  return {
    takes: (request: IncomingMessage) => request.url?.split('?', 1)[0] === PATH,
    upgrade(request: IncomingMessage, socket: Duplex, head: Buffer) {
      admit(request)
        .then((identity) => {
          if (typeof identity === 'string') refuseUpgrade(socket, identity)
          else if (closing) refuseUpgrade(socket, '503 Service Unavailable')
          else sockets.handleUpgrade(request, socket, head, (opened) => welcome(opened, identity))
        })
        .catch((error) => {
          log.error({ error: String(error) }, 'live.failed')
          refuseUpgrade(socket, '503 Service Unavailable')
        })
    },
    /** Tells everybody to come back a little later, not all at once. */
    close() {
      closing = true
      for (const stop of rest) stop()
      for (const socket of held.keys()) endSocket(socket, restart())
    },
    count: () => held.size,
  }
}

const restart = (): Ending => ({
  why: 'restart',
  code: CLOSE_RESTART,
  says: String(Math.round(500 + Math.random() * 4500)),
})

/** Browsers always send Origin with an upgrade; whoever sends none is no browser. */
async function admit(request: IncomingMessage): Promise<Identity | '401 Unauthorized' | '403 Forbidden'> {
  const { origin, cookie = null, authorization = null } = request.headers
  if (origin !== undefined && origin !== env().APP_ORIGIN) return '403 Forbidden'
  const session = await identify({ get: (name) => (name === 'cookie' ? cookie : authorization) })
  if (!session) return '401 Unauthorized'
  return session.scopes?.includes('reviews:read') === false ? '403 Forbidden' : session
}
