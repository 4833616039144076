// Whoever is slow on purpose is told so and let go, by the very settings and the very refusal of the front door.
import { createServer, type Server } from 'node:http'
import { type AddressInfo, connect } from 'node:net'
import { expect, test } from 'playwright/test'
import { ProblemDetails } from '../contract/problem.ts'
import { refuseNoise } from './refuse.ts'
import { timeOuts } from './time-outs.ts'

const TENTH = 10
const quick = {
  ...timeOuts,
  headersTimeout: timeOuts.headersTimeout / TENTH,
  requestTimeout: timeOuts.requestTimeout / TENTH,
  connectionsCheckingInterval: timeOuts.connectionsCheckingInterval / TENTH,
}

let server: Server
test.beforeAll(async () => {
  server = createServer(quick, (request, response) => request.resume().on('end', () => response.end('whole')))
  server.on('clientError', (error, socket) => refuseNoise(error, socket))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
})
test.afterAll(() => {
  server.closeAllConnections()
  server.close()
})

/** Says the beginning at once, then `drop` every 50 ms, until the server has had enough. */
function drip(beginning: string, drop: string): Promise<{ text: string; ms: number }> {
  const started = performance.now()
  const { port } = server.address() as AddressInfo
  const { promise, resolve } = Promise.withResolvers<{ text: string; ms: number }>()
  let text = ''
  const socket = connect(port, '127.0.0.1', () => socket.write(beginning))
  const dripping = setInterval(() => drop && socket.writable && socket.write(drop), 50)
  socket.on('data', (chunk) => {
    text += chunk
  })
  socket.on('error', () => {})
  socket.on('close', () => {
    clearInterval(dripping)
    resolve({ text, ms: performance.now() - started })
  })
  setTimeout(() => socket.destroy(), 20_000).unref()
  return promise
}

const head = 'POST / HTTP/1.1\r\nHost: localhost\r\n'
const slow: [what: string, beginning: string, drop: string, allowed: number][] = [
  ['headers that never end', head, 'X-A: b\r\n', quick.headersTimeout],
  ['one header, letter by letter', `${head}X-Long: `, 'x', quick.headersTimeout],
  ['headers, and then silence', head, '', quick.headersTimeout],
  ['a body, byte by byte', `${head}Content-Length: 100000\r\n\r\n`, 'x', quick.requestTimeout],
  ['a body in chunks of one', `${head}Transfer-Encoding: chunked\r\n\r\n`, '1\r\nx\r\n', quick.requestTimeout],
]
for (const [what, beginning, drop, allowed] of slow)
  test(`F5: ${what}: 408 when the time is up, and the connection is closed`, async () => {
    const { text, ms } = await drip(beginning, drop)
    expect(text).toMatch(/^HTTP\/1\.1 408 Request Timeout\r\n/)
    expect(ProblemDetails.parse(JSON.parse(text.slice(text.indexOf('{'))))).toMatchObject({ code: 'too-slow' })
    expect(ms).toBeGreaterThanOrEqual(allowed)
    expect(ms).toBeLessThan(allowed + 2500) // on a busy machine
  })

test('F5: whoever is done in time is served', async () => {
  const { text } = await drip(`${head}Content-Length: 12\r\nConnection: close\r\n\r\n`, 'x')
  expect(text).toMatch(/^HTTP\/1\.1 200 OK[\s\S]*whole/)
})

test('F5: the times are those that are promised', () => {
  expect(timeOuts).toMatchObject({ headersTimeout: 10_000, requestTimeout: 30_000 })
})
