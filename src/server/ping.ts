// Asks every live socket whether anybody is there. Who has not answered by the next time is gone.
import type { WebSocket } from 'ws'
import { dropSocket } from './end-socket.ts'

/** Returns how to stop. */
export function dropSilent(sockets: ReadonlyMap<WebSocket, unknown>, everyMs: number): () => void {
  const asked = new WeakSet<WebSocket>()
  const timer = setInterval(() => {
    for (const socket of sockets.keys()) {
      if (asked.has(socket)) dropSocket(socket, 'silent')
      else {
        asked.add(socket)
        socket.once('pong', () => asked.delete(socket))
        socket.ping()
      }
    }
  }, everyMs)
  return () => clearInterval(timer)
}
