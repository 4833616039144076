// What the machine room asks: is it well, may it have traffic, what does it count.
import { expect, test } from 'playwright/test'
import { apart, NO_POSTGRES, NO_REDIS } from '../../bin/testing/apart.ts'
import { call, problemOf } from '../../bin/testing/call.ts'
import { db } from '../db/client.ts'
import { workers } from '../db/schema/workers.ts'
import { GET as health } from './healthz/route.ts'
import { GET as metrics } from './metrics/route.ts'
import { GET as ready } from './readyz/route.ts'

const reviews = { pending: expect.any(Number), running: expect.any(Number) }

test('/healthz tells of the stores, the queue and the workers', async () => {
  await db().delete(workers)
  const response = await call(health)
  expect(response.status).toBe(200)
  expect(await response.json()).toEqual({
    status: 'degraded',
    postgres: 'ok',
    redis: 'ok',
    queue: 'ok',
    queueDepth: expect.any(Number),
    reviews,
    workers: 0,
    warnings: expect.arrayContaining([expect.stringMatching(/No worker/)]),
  })
})

test('/readyz is 200 when Postgres answers', async () => {
  const response = await call(ready)
  expect([response.status, await response.json()]).toEqual([200, { ready: true }])
})

/** Status and body of both probes in a process with other settings. */
const probes = (settings: Record<string, string>) =>
  apart<{ status: number; body: Record<string, unknown>; ms: number }[]>(
    settings,
    `const { connectRedis } = await import('#redis.ts')
     await connectRedis()
     const ask = async (name) => {
       const { GET } = await import('./src/app/' + name + '/route.ts')
       const started = performance.now()
       const response = await GET(new Request('http://localhost:3000/' + name), {})
       return { status: response.status, body: await response.json(), ms: performance.now() - started }
     }
     tell([await ask('healthz'), await ask('readyz')])`,
  )

test('without Redis the process serves, and says that it is degraded', async () => {
  const [healthz, readyz] = await probes(NO_REDIS)
  expect(healthz?.body).toMatchObject({
    status: 'degraded',
    postgres: 'ok',
    redis: 'unreachable',
    queue: 'unreachable',
    queueDepth: null,
    reviews,
  })
  expect([healthz?.status, readyz?.status]).toEqual([200, 200])
  expect(healthz?.ms).toBeLessThan(2000)
})

test('without its RabbitMQ it serves, tells that, and keeps no reader waiting', async () => {
  const [healthz, readyz] = await probes({ QUEUE_URL: 'amqp://nobody:nothing@127.0.0.1:1' })
  const known = { status: 'degraded', postgres: 'ok', redis: 'ok', queue: 'unreachable', queueDepth: null, reviews }
  expect(healthz?.body).toMatchObject(known)
  expect(JSON.stringify(healthz?.body)).not.toMatch(/nobody|nothing|ECONN/)
  expect([healthz?.status, readyz?.status]).toEqual([200, 200])
  expect(healthz?.ms).toBeLessThan(2000)
})

test('without Postgres it lives but wants no traffic', async () => {
  const [healthz, readyz] = await probes({ ...NO_POSTGRES, ...NO_REDIS })
  expect(healthz?.body).toMatchObject({ status: 'degraded', postgres: 'unreachable', reviews: null, workers: null })
  expect([healthz?.status, readyz?.status]).toEqual([200, 503])
  expect(readyz?.body.code).toBe('unavailable')
  expect(JSON.stringify([healthz?.body, readyz?.body])).not.toMatch(/127\.0\.0\.1|ECONN|nobody|\.ts/)
})

test('/metrics answers this machine, and nobody else without a token', async () => {
  const response = await call(metrics, { headers: { 'x-client-local': '1' } })
  expect([response.status, response.headers.get('content-type')]).toEqual([200, expect.stringMatching(/^text\/plain/)])
  const text = await response.text()
  for (const name of ['lintel_queue_depth', 'lintel_reviews_open{status="pending"}', 'lintel_http_requests_total'])
    expect(text).toContain(name)
  for (const authorization of ['', 'Bearer ', 'Bearer undefined', 'Bearer x'])
    expect((await problemOf(await call(metrics, { headers: { authorization } }))).status).toBe(401)
})

test('whoever asks for /metrics again within a second is told the same', async () => {
  const ask = async () => (await call(metrics, { headers: { 'x-client-local': '1' } })).text()
  // Each answer is counted, so two that were looked up differ. One of three may be the first of another second.
  const [first, second, third] = [await ask(), await ask(), await ask()]
  expect([first, third]).toContain(second)
})

test('/metrics answers a bearer of METRICS_TOKEN', async () => {
  const token = 'a token of thirty characters..'
  const tries = [`Bearer ${token}`, `Bearer ${token}x`, `Basic ${token}`, 'Bearer', '']
  const statuses = await apart<number[]>(
    { METRICS_TOKEN: token },
    `import { GET } from './src/app/metrics/route.ts'
     const ask = async (authorization) =>
       (await GET(new Request('http://localhost:3000/metrics', { headers: { authorization } }), {})).status
     tell(await Promise.all(${JSON.stringify(tries)}.map(ask)))`,
  )
  expect(statuses).toEqual([200, 401, 401, 401, 401])
})
