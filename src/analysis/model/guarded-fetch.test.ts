// Where a model's server may not be, by its address and by its name, and how long it may take to be reached.
import http from 'node:http'
import net, { type AddressInfo } from 'node:net'
import { expect, test } from 'playwright/test'
import { forbiddenAddress, guardedLookup, isForbiddenHost } from './guarded-fetch.ts'
import { httpFetch } from './http-fetch.ts'

const forbidden = [
  'http://169.254.169.254/v1',
  'http://169.254.1.2/v1',
  'http://2852039166/v1', // 169.254.169.254 as one number
  'http://0xa9.0xfe.0xa9.0xfe/v1',
  'http://[::ffff:169.254.169.254]/v1',
  'http://[fe80::1]/v1',
  'http://[febf::1]/v1',
  'http://[fd00:ec2::254]/v1',
  'http://100.100.100.200/v1',
  'http://168.63.129.16/v1',
  'http://metadata.google.internal/v1',
  'http://METADATA.google.internal./v1',
  'http://metadata/v1',
]
const allowed = [
  'http://127.0.0.1:1234/v1',
  'http://[::1]/v1',
  'http://10.0.0.7/v1',
  'http://192.168.1.2/v1',
  'http://localhost/v1',
]

for (const url of forbidden)
  test(`never asked: ${url}`, () => expect(isForbiddenHost(new URL(url).hostname)).toBe(true))
for (const url of allowed)
  test(`may be asked: ${url}`, () => expect(isForbiddenHost(new URL(url).hostname)).toBe(false))

/** As if names meant these addresses; the second time the others. */
const meaning = (first: string[], then = first) => {
  let asked = 0
  return guardedLookup((_, __, told) =>
    told(
      null,
      (asked++ === 0 ? first : then).map((address) => ({ address, family: address.includes(':') ? 6 : 4 })),
    ),
  )
}
const clocks = { connectMs: 150, firstByteMs: 5_000, idleMs: 5_000 }

test('L8: a name that means a forbidden address, be it one of several, is not connected to', async () => {
  let connections = 0
  const server = http.createServer((_, response) => response.end('here')).on('connection', () => connections++)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const url = new URL(`http://model.example:${(server.address() as AddressInfo).port}/`)
  for (const means of [['169.254.169.254'], ['127.0.0.1', '169.254.169.254'], ['fe80::1'], ['fd00:ec2::254']])
    await expect(httpFetch(url, {}, { lookup: meaning(means), clocks })).rejects.toThrow(forbiddenAddress)
  expect(connections).toBe(0)
  // What is looked at is what is connected to: nobody asks a second time.
  const response = await httpFetch(url, {}, { lookup: meaning(['127.0.0.1'], ['169.254.169.254']), clocks })
  expect([await response.text(), connections]).toEqual(['here', 1])
  server.closeAllConnections()
  server.close()
})

test('L10: a server that takes the connection and then keeps silent about its certificate is given up in time', async () => {
  const sockets: net.Socket[] = []
  const server = net.createServer((socket) => sockets.push(socket.on('error', () => {})))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const url = new URL(`https://127.0.0.1:${(server.address() as AddressInfo).port}/`)
  const reached = httpFetch(url, {}, { clocks })
  await expect(reached).rejects.toMatchObject({ name: 'TimeoutError', message: 'No connection within 0.15 s' })
  for (const socket of sockets) socket.destroy()
  server.close()
})
