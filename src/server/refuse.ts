// A refusal before Next: the same problem details that handlers give.
import type { ServerResponse } from 'node:http'
import type { Duplex } from 'node:stream'
import { Problem, type ProblemCode, problemDetails } from '#contract/problem.ts'

export function refuse(response: ServerResponse, requestId: string, code: ProblemCode, detail: string): void {
  if (response.headersSent) return void response.destroy()
  const details = problemDetails(new Problem(code, detail), requestId)
  const body = JSON.stringify(details)
  response.writeHead(details.status, {
    'content-type': 'application/problem+json',
    'content-length': Buffer.byteLength(body),
    'cache-control': 'no-store',
  })
  response.end(body)
}

/** No upgrade: the socket is closed on our side as well, or whoever holds the other end could keep it for ever. */
export const refuseUpgrade = (socket: Duplex, status: string) =>
  socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`, () => socket.destroy())
