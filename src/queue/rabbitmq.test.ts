// What only RabbitMQ can meet; the rest stands in queue.test.ts.
import { setTimeout as pause } from 'node:timers/promises'
import { expect, test } from 'playwright/test'
import { Connection } from 'rabbitmq-client'
import { openWay } from '../../bin/testing/black-hole.ts'
import { type QueuePeer, startQueuePeer } from '../../bin/testing/queue-peer.ts'
import { findRabbit, missingRabbit, type RabbitServer, startRabbit } from '../../bin/testing/rabbitmq.ts'

const NAME = 'code.review.request'

let server: RabbitServer
let raw: Connection
const peers: QueuePeer[] = []
const peer = async (url = server.url) => {
  const started = await startQueuePeer({ QUEUE_URL: url })
  peers.push(started)
  return started
}

test.describe.configure({ timeout: 120_000 })
test.beforeAll(async () => {
  test.info().skip(!findRabbit(), missingRabbit)
  server = await startRabbit()
  raw = new Connection(server.url)
  raw.on('error', () => {}) // it is killed below
})
test.beforeEach(() => server.empty())
test.afterEach(async () => {
  await Promise.all(peers.splice(0).map((one) => one.kill()))
})
test.afterAll(async () => {
  raw?.unsafeDestroy()
  await server?.end()
})

test('a message is the id and nothing else, and outlives a restart', async () => {
  const queue = await peer()
  await queue.push('an-id')
  const message = await raw.basicGet(NAME)
  expect(message).toMatchObject({ body: 'an-id', durable: true, exchange: NAME, routingKey: NAME })
  expect(message?.headers ?? {}).toEqual({})
})

test('what others write there, bytes or JSON, arrives as some text', async () => {
  const queue = await peer()
  await queue.push('first')
  for (const body of [Buffer.from([0xff, 0x00, 0xfe]), { id: 1 }, null]) await raw.createPublisher().send(NAME, body)
  for (let n = 0; n < 4; n++) {
    const delivery = await queue.take()
    expect(typeof delivery?.id).toBe('string')
    await delivery?.done()
  }
  expect(await queue.depth()).toBe(0)
})

test('a queue that somebody removed is made again', async () => {
  const queue = await peer()
  await queue.push('lost')
  const taking = queue.take()
  expect((await taking)?.id).toBe('lost')
  await raw.queueDelete(NAME)
  await queue.take().catch(() => null)
  await expect(async () => {
    await queue.push('a')
    expect((await queue.take().catch(() => null))?.id).toBe('a')
  }).toPass({ timeout: 15_000 })
})

test('a queue that somebody made otherwise is an error that says so, not a hang', async () => {
  await raw.queueDeclare({ queue: NAME, durable: false, exclusive: false })
  const queue = await peer()
  await expect(queue.take()).rejects.toThrow(/PRECONDITION_FAILED|inequivalent/)
  await expect(queue.push('a')).rejects.toThrow(/PRECONDITION_FAILED|inequivalent/)
  await expect(queue.take(), 'the next one as well').rejects.toThrow(/PRECONDITION_FAILED|inequivalent/)
})

test('what was called done or given back after the link was lost harms nobody', async () => {
  const queue = await peer()
  await queue.push('a', 'b')
  const [a, b] = [await queue.take(), await queue.take()]
  await server.kill()
  await a?.done()
  await b?.giveBack()
  await server.start()
  const seen: string[] = []
  await expect(async () => {
    const delivery = await queue.take()
    await delivery?.done()
    if (delivery) seen.push(delivery.id)
    expect(seen.toSorted()).toEqual(['a', 'b'])
  }).toPass({ timeout: 20_000 })
})

test('a link that falls silent with a message on its way: the take ends, and another taker gets it', async () => {
  const way = await openWay(server.url)
  const [taker, other] = await Promise.all([peer(way.url), peer()])
  expect(await taker.take()).toBeNull()
  const taking = taker.take()
  await pause(500)
  way.fallSilent()
  await other.push('a')
  const started = performance.now()
  expect(await taking).toBeNull()
  expect(performance.now() - started).toBeLessThan(3500)
  await expect(async () => expect((await other.take())?.id).toBe('a')).toPass({ timeout: 20_000 })
  way.close()
})

test('one that is low on memory: a push fails fast, again and again, and a take does not notice', async () => {
  const full = await startRabbit({ full: true })
  try {
    const queue = await peer(full.url)
    for (let n = 0; n < 3; n++) {
      const started = performance.now()
      await expect(queue.push('a')).rejects.toThrow(/RabbitMQ/)
      expect(performance.now() - started).toBeLessThan(800)
    }
    const started = performance.now()
    expect(await queue.take()).toBeNull()
    expect(performance.now() - started).toBeLessThan(3500)
  } finally {
    await full.end()
  }
})
