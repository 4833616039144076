// How long a body may be, counted as its bytes come in: what a header promises is not what is sent.
import type { IncomingMessage } from 'node:http'

const KIB = 1024
const standard = 256 * KIB
const limits: [RegExp, number][] = [
  [/^\/api\/reviews$/, 5 * KIB * KIB],
  [/^\/api\/projects\/[^/]+\/import$/, 20 * KIB * KIB],
  // A file of 256 KiB, as JSON: at worst six bytes for one.
  [/^\/api\/projects\/[^/]+\/files(\/[^/]+)?$/, 2 * KIB * KIB],
]

/** In bytes. */
export function bodyLimit(url: string): number {
  const path = url.split('?', 1)[0] as string
  return limits.find(([pattern]) => pattern.test(path))?.[1] ?? standard
}

/** One of the two announces a body; without either there is none (RFC 9112, 6.3). */
export const hasBody = ({ headers }: IncomingMessage): boolean =>
  headers['content-length'] !== undefined || headers['transfer-encoding'] !== undefined

export function limitBody(request: IncomingMessage, limit: number, tooLarge: () => void): void {
  let bytes = 0
  // Listening for `data` would start the flow before Next listens; the parser hands every chunk to push().
  const push = request.push
  request.push = (chunk: Buffer | null, encoding?: BufferEncoding) => {
    bytes += chunk?.length ?? 0
    if (bytes <= limit) return push.call(request, chunk, encoding)
    tooLarge()
    return true
  }
}

const LINGER_MS = 1000

/**
 * After a refusal in the middle of a body: what still comes is thrown away for a moment, then the connection is closed.
 * Closed at once, with bytes unread, it would be reset, and the reset may overtake the answer.
 */
export function closeAfterRefusal(request: IncomingMessage): void {
  request.push = () => true
  request.resume()
  setTimeout(() => request.socket.destroy(), LINGER_MS).unref()
}
