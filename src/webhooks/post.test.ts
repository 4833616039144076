// The way out: never into the house, no further than it was told, and not for long.
import { expect, test } from 'playwright/test'
import { newPerson } from '../../bin/testing/people.ts'
import { type Receiver, startReceiver } from '../../bin/testing/receiver.ts'
import { withSetting } from '../../bin/testing/reviews.ts'
import { isAllowed } from './allowed-address.ts'
import { saveWebhook } from './manage.ts'
import { post } from './post.ts'

let receiver: Receiver
test.beforeEach(async () => {
  receiver = await startReceiver()
})
test.afterEach(() => receiver.stop())

const privately = <Result>(work: () => Promise<Result>) => withSetting('WEBHOOK_ALLOW_PRIVATE', true, work)

test('H4: no message goes to an address of a house, however it is written', async () => {
  const into = [
    [
      '127.0.0.1',
      '10.0.0.1',
      '172.16.0.1',
      '172.31.255.255',
      '192.168.1.1',
      '100.64.0.1',
      '0.0.0.0',
      '169.254.169.254',
    ],
    ['192.0.0.1', '198.18.0.1', '224.0.0.1', '255.255.255.255', '::', '::1', '::ffff:127.0.0.1', '::ffff:8.8.8.8'],
    [
      'fc00::1',
      'fd00:ec2::254',
      'fe80::1',
      'ff02::1',
      '64:ff9b::7f00:1',
      '2002:7f00:1::',
      '2001::1',
      '::127.0.0.1',
      'x',
    ],
  ].flat()
  expect(into.filter((address) => isAllowed(address, false))).toEqual([])
  expect(['8.8.8.8', '172.32.0.1', '2606:4700::1111'].every((address) => isAllowed(address, false))).toBe(true)
  const never = ['169.254.169.254', '::ffff:169.254.169.254', 'fe80::1', 'fd00:ec2::254', '100.100.100.200']
  expect(never.filter((address) => isAllowed(address, true))).toEqual([])
  const spellings = [
    '127.0.0.1',
    '2130706433',
    '0x7f.1',
    '0177.0.0.1',
    '[::1]',
    '[::ffff:7f00:1]',
    'localhost',
    '127.1',
  ]
  for (const host of spellings) {
    const message = { url: `https://${host}:1/`, headers: {}, body: '' }
    await expect(post(message), host).rejects.toThrow('The address leads into a private network.')
  }
  await expect(post({ url: receiver.url, headers: {}, body: '' })).rejects.toThrow('Only https is allowed.')
  await expect(saveWebhook((await newPerson()).actor, { url: receiver.url }, '127.0.0.1')).rejects.toMatchObject({
    code: 'invalid',
  })
})

test('H4: a name is looked up once, every address of it must do, and the connection goes to what was looked at', async () => {
  const asked: string[] = []
  const names =
    (...addresses: string[]) =>
    async (host: string) => {
      asked.push(host)
      return addresses
    }
  const message = { url: 'https://hook.example/', headers: {}, body: '{}' }
  for (const answers of [['10.0.0.1'], ['8.8.8.8', '127.0.0.1'], ['::1']])
    await expect(post(message, names(...answers))).rejects.toThrow('private network')
  await expect(post(message, names())).rejects.toThrow('not known')
  const { port } = new URL(receiver.url)
  const plain = { ...message, url: `http://hook.example:${port}/` }
  expect(await privately(() => post(plain, names('127.0.0.1')))).toBe(204)
  expect(receiver.heard[0]?.headers.host).toBe(`hook.example:${port}`)
  expect(asked).toHaveLength(5)
})

test('H5: a redirect is not followed, and an endless answer is not read', async () => {
  const message = { url: receiver.url, headers: {}, body: '{}' }
  receiver.answer = (response) => response.writeHead(302, { location: receiver.url }).end()
  expect(await privately(() => post(message))).toBe(302)
  expect(receiver.heard).toHaveLength(1)
  const closed = Promise.withResolvers<void>()
  receiver.answer = (response) => {
    response.writeHead(200)
    const more = setInterval(() => response.write('x'.repeat(600)), 1)
    response.on('close', () => {
      clearInterval(more)
      closed.resolve()
    })
  }
  expect(await privately(() => post(message))).toBe(200)
  await closed.promise
})
