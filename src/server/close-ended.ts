// Closes live sockets whose session, token or person was ended: at once on the news, a little later without it.
import type { WebSocket } from 'ws'
import type { Identity } from '#accounts/identify.ts'
import { findEnded, onEnd } from '#accounts/session-end.ts'
import { CLOSE_UNAUTHENTICATED } from '#contract/live.ts'
import { log } from '#log.ts'
import { endSocket } from './end-socket.ts'

const over = { why: 'session ended', code: CLOSE_UNAUTHENTICATED, says: 'session ended' }

/** Returns how to stop. */
export function closeEnded(sockets: ReadonlyMap<WebSocket, Identity>, recheckMs: number): () => void {
  const close = (ended: (identity: Identity) => boolean) => {
    for (const [socket, identity] of sockets) if (ended(identity)) endSocket(socket, over)
  }
  const recheck = async () => {
    if (sockets.size === 0) return
    const ids = new Set([...sockets.values()].map(({ actor }) => actor.sessionId))
    const ended = new Set(await findEnded([...ids]))
    close(({ actor }) => ended.has(actor.sessionId))
  }
  const stop = onEnd((id) => close(({ actor }) => actor.sessionId === id || actor.userId === id))
  const timer = setInterval(
    () => void recheck().catch((error) => log.warn({ error: String(error) }, 'live.recheck-failed')),
    recheckMs,
  )
  return () => {
    stop()
    clearInterval(timer)
  }
}
