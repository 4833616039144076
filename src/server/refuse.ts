// A refusal before Next: the same problem details that handlers give.
import { randomUUID } from 'node:crypto'
import { type ServerResponse, STATUS_CODES } from 'node:http'
import type { Duplex } from 'node:stream'
import { Problem, type ProblemCode, problemDetails } from '#contract/problem.ts'

export function refuse(response: ServerResponse, requestId: string, code: ProblemCode, detail: string): void {
  if (response.headersSent) return void response.destroy()
  const details = problemDetails(new Problem(code, detail), requestId)
  const body = JSON.stringify(details)
  response.setHeader('content-type', 'application/problem+json')
  response.writeHead(details.status, {
    'content-length': Buffer.byteLength(body),
    'cache-control': 'no-store',
  })
  response.end(body)
}

/** No upgrade: the socket is closed on our side as well, or whoever holds the other end could keep it for ever. */
export const refuseUpgrade = (socket: Duplex, status: string) =>
  socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`, () => socket.destroy())

/** What is not even HTTP, or does not come to its end. */
export function refuseNoise(error: Error & { code?: string }, socket: Duplex): void {
  if (!socket.writable) return void socket.destroy()
  const slow = new Problem('too-slow', 'The request did not come to its end in time.')
  const odd = new Problem('invalid', 'This is not a request that HTTP knows.')
  const details = problemDetails(error.code === 'ERR_HTTP_REQUEST_TIMEOUT' ? slow : odd, randomUUID())
  const body = JSON.stringify(details)
  const head = `HTTP/1.1 ${details.status} ${STATUS_CODES[details.status]}\r\nContent-Type: application/problem+json\r\nCache-Control: no-store`
  socket.end(`${head}\r\nConnection: close\r\nContent-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`, () =>
    socket.destroy(),
  )
}

// What Next refuses by itself. Everything else that is no success comes from our handlers, which speak for themselves.
const codes: Record<number, ProblemCode> = {
  400: 'invalid',
  404: 'not-found',
  405: 'method-not-allowed',
  500: 'internal',
}

/** Next answers some requests by itself, with nothing or a page: under the API's addresses it says what was wrong instead. */
export function speakProblems(url: string, response: ServerResponse, requestId: string): void {
  if (!/^\/+api(\/|$)/i.test(url)) return
  const { writeHead, write, end } = response
  let instead: string | undefined
  response.writeHead = ((...args: Parameters<typeof writeHead>) => {
    const code = codes[args[0]]
    // Next hands over headers as lists.
    const isProblem = String(response.getHeader('content-type')).startsWith('application/problem+json')
    if (!code || isProblem) return writeHead.apply(response, args)
    const problem = new Problem(code, 'This address does not answer such a request.')
    instead = JSON.stringify(problemDetails(problem, requestId))
    for (const name of ['content-encoding', 'transfer-encoding', 'etag']) response.removeHeader(name)
    response.setHeader('content-type', 'application/problem+json')
    response.setHeader('content-length', Buffer.byteLength(instead))
    return writeHead.call(response, args[0])
  }) as typeof writeHead
  response.write = ((...args: Parameters<typeof write>) =>
    instead === undefined ? write.apply(response, args) : true) as typeof write
  response.end = ((...args: Parameters<typeof end>) => {
    if (!response.headersSent && response.statusCode >= 400) response.writeHead(response.statusCode)
    return instead === undefined ? end.apply(response, args) : end.call(response, instead, 'utf8')
  }) as typeof end
}
