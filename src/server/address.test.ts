// Who a request is from, whatever it says about itself.
import type { IncomingMessage } from 'node:http'
import { expect, test } from 'playwright/test'
import { apart } from '../../bin/testing/apart.ts'
import { addressOf, isLocal, network } from './address.ts'

const from = (remoteAddress: string | undefined, headers: Record<string, string> = {}) =>
  ({ socket: { remoteAddress }, headers }) as unknown as IncomingMessage

const networks: [address: string, key: string][] = [
  ['192.0.2.7', '192.0.2.7'],
  ['::ffff:192.0.2.7', '192.0.2.7'],
  ['::FFFF:192.0.2.7', '192.0.2.7'],
  ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
  ['2001:db8:1:2::1', '2001:db8:1:2::/64'],
  ['2001:0DB8:0001:0002::', '2001:db8:1:2::/64'],
  ['2001:db8::7', '2001:db8:0:0::/64'],
  ['fe80::1%eth0', 'fe80:0:0:0::/64'],
  ['::1', '0:0:0:0::/64'],
  ['64:ff9b::192.0.2.7', '64:ff9b:0:0::/64'],
  ['', 'unknown'],
  ['evil', 'unknown'],
  ['192.0.2.7, 10.0.0.1', 'unknown'],
  ['999.1.1.1', 'unknown'],
]
for (const [address, key] of networks)
  test(`${JSON.stringify(address)} counts as ${key}`, () => expect(network(address)).toBe(key))

test('without a trusted proxy only the socket counts', () => {
  for (const name of ['x-forwarded-for', 'x-client-ip', 'x-real-ip', 'forwarded', 'cf-connecting-ip', 'true-client-ip'])
    expect(addressOf(from('192.0.2.7', { [name]: '203.0.113.9' })), name).toBe('192.0.2.7')
  expect(addressOf(from(undefined))).toBe('unknown')
})

const chains: [header: string | undefined, hops: number, address: string][] = [
  ['203.0.113.9', 1, '203.0.113.9'],
  ['198.51.100.1, 203.0.113.9', 1, '203.0.113.9'],
  ['198.51.100.1,203.0.113.9 , 10.0.0.1', 2, '203.0.113.9'],
  ['198.51.100.1, 203.0.113.9, 10.0.0.1', 3, '198.51.100.1'],
  ['203.0.113.9', 2, '192.0.2.7'],
  [undefined, 1, '192.0.2.7'],
  ['', 1, '192.0.2.7'],
  [' , ,', 1, '192.0.2.7'],
  ['198.51.100.1, evil', 1, 'unknown'],
  ['2001:db8:1:2:3::9', 1, '2001:db8:1:2::/64'],
]
test('behind N trusted proxies the Nth entry from the right counts: what stands left of it is made up', async () => {
  const byHops = Map.groupBy(chains, ([, hops]) => hops)
  for (const [hops, rows] of byHops) {
    const headers = rows.map(([header]) => (header === undefined ? {} : { 'x-forwarded-for': header }))
    const found = await apart<string[]>(
      { TRUSTED_PROXY_HOPS: String(hops) },
      `import { addressOf } from './src/server/address.ts'
       const socket = { remoteAddress: '192.0.2.7' }
       tell(${JSON.stringify(headers)}.map((headers) => addressOf({ socket, headers })))`,
    )
    expect(found).toEqual(rows.map(([, , address]) => address))
  }
})

const places: [address: string | undefined, headers: Record<string, string>, local: boolean][] = [
  ['127.0.0.1', {}, true],
  ['127.9.9.9', {}, true],
  ['::1', {}, true],
  ['::ffff:127.0.0.1', {}, true],
  ['192.0.2.7', {}, false],
  ['::ffff:192.0.2.7', {}, false],
  ['::11', {}, false],
  [undefined, {}, false],
  ...['x-forwarded-for', 'x-forwarded-proto', 'forwarded', 'x-real-ip', 'via'].map(
    (name): [string, Record<string, string>, boolean] => ['127.0.0.1', { [name]: '127.0.0.1' }, false],
  ),
  ['127.0.0.1', { host: 'localhost:3000' }, true],
  ['127.0.0.1', { host: '127.0.0.1:3000' }, true],
  ['127.0.0.1', { host: 'evil.example:3000' }, false],
  ['127.0.0.1', { host: 'localhost.evil.example' }, false],
  ['192.0.2.7', { host: 'localhost' }, false],
  ['192.0.2.7', { 'x-client-local': '1' }, false],
]
for (const [address, headers, local] of places)
  test(`${address} with ${JSON.stringify(headers)} is ${local ? '' : 'not '}this machine`, () =>
    expect(isLocal(from(address, headers))).toBe(local))
