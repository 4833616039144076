// HTTP as bytes, for what a well-behaved client would never send.
import { connect } from 'node:net'

/** Longer than the server's own: who sends half a body is told so after thirty seconds. */
const PATIENCE_MS = 40_000

export type RawAnswer = {
  text: string
  status: number
  headers: Record<string, string>
  body: string
  /** Whether the server closed the connection by itself. */
  closed: boolean
}

/** Sends each part as the server takes it, and reads until the connection is closed, or nothing comes for `quietMs`. */
export function raw(origin: string, parts: Iterable<string>, quietMs = 2000): Promise<RawAnswer> {
  const { hostname, port } = new URL(origin)
  const { promise, resolve, reject } = Promise.withResolvers<RawAnswer>()
  const chunks: Buffer[] = []
  const end = (closed: boolean) => {
    clearTimeout(patience)
    socket.destroy()
    resolve(parsed(Buffer.concat(chunks).toString(), closed))
  }
  const patience = setTimeout(() => reject(new Error('no answer')), PATIENCE_MS)
  const socket = connect(Number(port), hostname, async () => {
    for (const part of parts) {
      if (!socket.writable) break
      if (!socket.write(part))
        await new Promise<void>((drained) => socket.once('drain', drained).once('close', drained))
    }
  })
  socket.on('data', (chunk) => {
    chunks.push(chunk)
    socket.setTimeout(quietMs, () => end(false))
  })
  socket.on('error', () => {}) // a reset by the server is an end like any other
  socket.on('close', () => end(true))
  return promise
}

function parsed(text: string, closed: boolean): RawAnswer {
  const [head = '', ...rest] = text.split('\r\n\r\n')
  const [first = '', ...lines] = head.split('\r\n')
  const headers = Object.fromEntries(lines.map((line) => line.toLowerCase().split(': ', 2)))
  return { text, status: Number(first.split(' ')[1]), headers, body: rest.join('\r\n\r\n'), closed }
}

/** A request with a chunked body of so many KiB. */
export function* chunked(path: string, kib: number, more: string[] = []): Generator<string> {
  const head = [`POST ${path} HTTP/1.1`, 'Host: localhost', 'Content-Type: application/json', ...more]
  yield `${[...head, 'Transfer-Encoding: chunked'].join('\r\n')}\r\n\r\n`
  for (let sent = 0; sent < kib; sent++) yield `400\r\n${'x'.repeat(1024)}\r\n`
  yield '0\r\n\r\n'
}
