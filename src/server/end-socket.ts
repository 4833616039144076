// How the server ends a live socket: it says why, and does not wait long for the other side to agree.
import type { WebSocket } from 'ws'
import { socketsClosed } from '#metrics.ts'

const AGREE_MS = 1000

/** `why` for the metrics, `says` for the other side. */
export type Ending = { why: string; code: number; says: string }

export function endSocket(socket: WebSocket, { why, code, says }: Ending): void {
  if (socket.readyState !== socket.OPEN) return
  socketsClosed.inc({ reason: why })
  socket.close(code, says)
  const late = setTimeout(() => socket.terminate(), AGREE_MS)
  socket.once('close', () => clearTimeout(late))
}

/** For whoever would not hear it. */
export function dropSocket(socket: WebSocket, why: string): void {
  if (socket.readyState === socket.CLOSED) return
  socketsClosed.inc({ reason: why })
  socket.terminate()
}
