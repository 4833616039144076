// The whole way of a review with RabbitMQ in the middle: sent by one process, done by another, its end heard by all.
import { setTimeout as pause } from 'node:timers/promises'
import { sql } from 'drizzle-orm'
import { expect, test } from 'playwright/test'
import { Connection } from 'rabbitmq-client'
import type { News } from '#contract/live.ts'
import { env } from '#env.ts'
import { openSubscriberRedis, redis } from '#redis.ts'
import { apart } from '../../bin/testing/apart.ts'
import { newPerson, type Person } from '../../bin/testing/people.ts'
import { startWorker, type WorkerProcess } from '../../bin/testing/processes.ts'
import { startQueuePeer } from '../../bin/testing/queue-peer.ts'
import { findRabbit, missingRabbit, type RabbitServer, startRabbit } from '../../bin/testing/rabbitmq.ts'
import { clearReviews, oneFile, QUEUE_KEY, rowOf, set } from '../../bin/testing/reviews.ts'

let server: RabbitServer
const crew: WorkerProcess[] = []
const hire = async () => {
  const worker = await startWorker({ QUEUE_URL: server.url })
  crew.push(worker)
  return worker
}

test.describe.configure({ timeout: 120_000 })
test.beforeAll(async () => {
  test.info().skip(!findRabbit(), missingRabbit)
  server = await startRabbit()
})
test.beforeEach(async () => {
  await clearReviews()
  await server.empty()
})
test.afterEach(async () => {
  for (const worker of crew.splice(0)) {
    worker.kill()
    await worker.ended
  }
})
test.afterAll(() => server?.end())

/** In a process of its own, as a web process does it. Answers the id and how long it took. */
const submit = ({ actor }: Person) =>
  apart<{ id: string; ms: number }>(
    { QUEUE_URL: server.url },
    `const { submitReview } = await import('#reviews/submit.ts')
     const { connectRedis } = await import('#redis.ts')
     await connectRedis()
     const started = performance.now()
     const { accepted } = await submitReview(${JSON.stringify(actor)}, ${JSON.stringify(oneFile)}, null)
     tell({ id: accepted.id, ms: performance.now() - started })`,
  )

/** Answers what it was told, and when. */
const follow = ({ actor }: Person, id: string) =>
  apart<{ type: string; at: number }[]>(
    { QUEUE_URL: server.url },
    `const { followReview } = await import('#reviews/follow.ts')
     const heard = []
     const { signal } = new AbortController()
     for await (const { type } of await followReview(${JSON.stringify(actor)}, '${id}', signal))
       heard.push({ type, at: Date.now() })
     tell(heard)`,
  )

const completed = (id: string) =>
  expect.poll(async () => (await rowOf(id)).status, { timeout: 30_000 }).toBe('completed')

/** Everything said about reviews while the work runs, at both places. */
async function overhear(work: () => Promise<void>): Promise<{ rabbit: News[]; redis: News[] }> {
  const said = { rabbit: [] as News[], redis: [] as News[] }
  const connection = new Connection(server.url)
  const exchange = 'code.review.response'
  const consumer = connection.createConsumer(
    { exchanges: [{ exchange, type: 'fanout', durable: true }], queueBindings: [{ exchange }], noAck: true },
    ({ body }) => void said.rabbit.push(JSON.parse(body)),
  )
  await new Promise((resolve) => consumer.once('ready', resolve))
  const subscriber = openSubscriberRedis()
  subscriber.on('pmessage', (_pattern, _channel, text) => said.redis.push(JSON.parse(text)))
  await subscriber.psubscribe('news:*')
  await work()
  await expect.poll(() => said.rabbit.length).toBeGreaterThan(0)
  subscriber.disconnect()
  connection.unsafeDestroy()
  return said
}

/** How many listen to this Redis database. */
async function listening(): Promise<number> {
  const [number] = new URL(env().REDIS_URL).pathname.split('/').slice(1)
  const clients = String(await redis().client('LIST')).split('\n')
  return clients.filter((line) => line.includes(` db=${number} `) && line.includes(' psub=1 ')).length
}

test('the id goes out, a worker takes it, and every web process hears of the end there', async () => {
  const person = await newPerson()
  const { id } = await submit(person)
  const queue = await startQueuePeer({ QUEUE_URL: server.url })
  expect(await queue.depth()).toBe(1)
  expect(await redis().llen(QUEUE_KEY)).toBe(0)
  await set(id, sql`run_at = now() + interval '1 hour'`) // until everybody listens
  await hire()
  await expect.poll(() => queue.depth()).toBe(0)

  const said = await overhear(async () => {
    const before = await listening()
    const following = [follow(person, id), follow(person, id)]
    await expect.poll(listening, { timeout: 25_000 }).toBe(before + 2)
    await pause(1000) // for their ear at RabbitMQ
    await set(id, sql`run_at = now()`)
    await queue.push(id)
    await completed(id)
    const { finishedAt } = await rowOf(id)
    for (const heard of await Promise.all(following)) {
      expect(heard[0]?.type).toBe('snapshot')
      expect(heard.at(-1)?.type).toBe('ended')
      const late = (heard.at(-1)?.at ?? 0) - Number(finishedAt)
      expect(late, 'by the notice, not by looking again').toBeLessThan(3000)
    }
  })
  expect(said.rabbit).toEqual([expect.objectContaining({ type: 'ended', reviewId: id, status: 'completed' })])
  expect(said.redis.length, 'the way there is told by Redis').toBeGreaterThan(0)
  expect(said.redis.map(({ type }) => type)).not.toContain('ended')
  expect(await queue.depth(), 'nothing is held once it is claimed').toBe(0)
  await queue.kill()
})

test('a worker that dies with an id in its hands: the next one gets it, and the review ends once', async () => {
  const { id } = await submit(await newPerson())
  const doomed = await startQueuePeer({ QUEUE_URL: server.url })
  expect((await doomed.take())?.id).toBe(id)
  await doomed.kill()
  await hire()
  await completed(id)
  expect(await rowOf(id)).toMatchObject({ attempt: 1, crashCount: 0 })
})

test('RabbitMQ killed: what is submitted is accepted and reviewed, and a worker goes back to it by itself', async () => {
  const person = await newPerson()
  const worker = await hire()
  await server.kill()
  const without = await submit(person)
  expect(without.ms).toBeLessThan(1500)
  await completed(without.id)
  expect((await follow(person, without.id)).at(-1)?.type).toBe('ended')
  expect(await worker.health()).toMatchObject({ status: 'ok' })
  await server.start()
  await expect.poll(() => worker.events(), { timeout: 10_000 }).toContain('rabbitmq.back')
  const again = await submit(person)
  await completed(again.id)
  worker.signal('SIGTERM')
  expect(await worker.ended).toBe(0)
})
