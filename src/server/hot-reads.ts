// What machines ask again and again is answered by Next's own handlers, before Next: it costs more than they do.
import type { IncomingMessage, ServerResponse } from 'node:http'
import { isPlain } from '../app/api/plain.ts'
import { GET as review } from '../app/api/reviews/[id]/handler.ts'
import { GET as health } from '../app/healthz/handler.ts'
import { GET as metrics } from '../app/metrics/handler.ts'
import { GET as ready } from '../app/readyz/handler.ts'
import { hasBody } from './body.ts'

type Handler = typeof ready | typeof review
type Asked = Parameters<Handler>[0]
type Answerer = (request: IncomingMessage, response: ServerResponse) => Promise<void>

// One spelling each. Every other one, with a query or an upper-case digit, takes the road through Next.
const reads: [address: RegExp, handler: Handler][] = [
  [/^\/api\/reviews\/(?<id>[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12})$/, review],
  [/^\/healthz$/, health],
  [/^\/readyz$/, ready],
  [/^\/metrics$/, metrics],
]

/** Null for what Next is to answer. */
export function hotRead(request: IncomingMessage): Answerer | null {
  if (request.method !== 'GET' || hasBody(request)) return null
  for (const [address, handler] of reads) {
    const match = address.exec(request.url ?? '')
    if (match) return answerWith(handler, { ...match.groups })
  }
  return null
}

const answerWith =
  (handler: Handler, params: Record<string, string>): Answerer =>
  async (asked, response) => {
    const answer = await handler(readable(asked), { params: Promise.resolve(params) })
    const body = isPlain(answer) ? answer.body : await answer.text()
    for (const [name, value] of answer.headers) response.setHeader(name, value)
    const bytes = typeof body === 'string' ? Buffer.from(body) : Buffer.from(body.buffer, body.byteOffset, body.length)
    response.writeHead(answer.status, { 'content-length': bytes.length })
    // A character for each byte joins the head, which is text: one write, where bytes would be a list of two.
    response.end(bytes.toString('latin1'), 'latin1')
  }

/** Node has joined a header that came more than once into one, as `Headers` would. */
function readable({ url = '/', headers }: IncomingMessage): Asked {
  const get = (name: string) => {
    const value = headers[name.toLowerCase()]
    return typeof value === 'string' ? value : null
  }
  return { method: 'GET', url: `http://localhost${url}`, headers: { get } }
}
