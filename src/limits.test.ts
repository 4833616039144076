// The token bucket on a real Redis, and what happens while there is none.
import { randomUUID } from 'node:crypto'
import { expect, test } from 'playwright/test'
import { apart, NO_REDIS } from '../bin/testing/apart.ts'
import { Problem } from './contract/problem.ts'
import { giveBackToLimit, policyOf, takeFromLimit } from './limits.ts'
import { connectRedis, redis } from './redis.ts'

test.beforeAll(connectRedis)

const atOnce = async (n: number, work: () => Promise<unknown>) => {
  const results = await Promise.allSettled(Array.from({ length: n }, work))
  const refused = results.flatMap((result) => (result.status === 'rejected' ? [result.reason] : []))
  return { admitted: n - refused.length, refused }
}

test('a bucket admits exactly its capacity of 200 at once', async () => {
  const key = randomUUID()
  const { admitted, refused } = await atOnce(200, () => takeFromLimit('reviews', key))
  expect(admitted).toBe(policyOf('reviews').points)
  for (const problem of refused) {
    expect(problem).toBeInstanceOf(Problem)
    expect(problem).toMatchObject({ code: 'too-many-requests', limit: 'reviews' })
    // One of ten per hour comes back every six minutes.
    expect(problem.retryAfterSeconds).toBeGreaterThan(300)
    expect(problem.retryAfterSeconds).toBeLessThanOrEqual(360)
  }
})

test('tells what is left, and 0 only looks', async () => {
  const key = randomUUID()
  expect(await takeFromLimit('reviews', key, 0)).toEqual({ limit: 10, remaining: 10, resetSeconds: 0 })
  expect(await takeFromLimit('reviews', key)).toEqual({ limit: 10, remaining: 9, resetSeconds: 360 })
  expect(await takeFromLimit('reviews', key, 0)).toMatchObject({ remaining: 9 })
  await takeFromLimit('reviews', key, 9)
  expect(await takeFromLimit('reviews', key, 0)).toMatchObject({ remaining: 0, resetSeconds: 3600 })
  await expect(takeFromLimit('reviews', key)).rejects.toMatchObject({ code: 'too-many-requests' })
})

test('refills as time goes by, one token after another', async () => {
  const key = randomUUID()
  await takeFromLimit('reviews', key, 10)
  const bucket = `limit:reviews:${key}`
  await redis().hincrby(bucket, 'at', -2 * 360_000 - 1000)
  expect((await atOnce(5, () => takeFromLimit('reviews', key))).admitted).toBe(2)
  await redis().hincrby(bucket, 'at', -100 * 3_600_000)
  expect((await atOnce(15, () => takeFromLimit('reviews', key))).admitted).toBe(10)
})

test('a clock that goes back takes nothing away', async () => {
  const key = randomUUID()
  await takeFromLimit('reviews', key)
  await redis().hincrby(`limit:reviews:${key}`, 'at', 3_600_000)
  expect(await takeFromLimit('reviews', key)).toMatchObject({ remaining: 8 })
})

test('what is given back can be had again, and never more than fits', async () => {
  const key = randomUUID()
  await takeFromLimit('reviews', key, 10)
  await giveBackToLimit('reviews', key)
  expect((await atOnce(3, () => takeFromLimit('reviews', key))).admitted).toBe(1)
  await giveBackToLimit('reviews', key, 50)
  expect((await atOnce(15, () => takeFromLimit('reviews', key))).admitted).toBe(10)
})

test('a bucket that is full again leaves nothing behind in Redis', async () => {
  const key = randomUUID()
  await takeFromLimit('login', key)
  const left = await redis().pttl(`limit:login:${key}`)
  expect(left).toBeGreaterThan(11_000)
  expect(left).toBeLessThanOrEqual(13_000)
})

test('keys and limits do not mix', async () => {
  const key = randomUUID()
  await takeFromLimit('reviews', key, 10)
  expect(await takeFromLimit('reviews', randomUUID())).toMatchObject({ remaining: 9 })
  expect(await takeFromLimit('login', key)).toMatchObject({ limit: 5, remaining: 4 })
})

test('without Redis memory counts, and answers at once', async () => {
  const { admitted, codes, looked, elapsed } = await apart<Record<string, unknown>>(
    NO_REDIS,
    `import { takeFromLimit } from '#limits.ts'
     const started = performance.now()
     const tries = await Promise.allSettled(Array.from({ length: 12 }, () => takeFromLimit('reviews', 'somebody')))
     const refused = tries.filter(({ status }) => status === 'rejected')
     const codes = [...new Set(refused.map(({ reason }) => reason.code))]
     const looked = await takeFromLimit('reviews', 'somebody', 0)
     tell({ admitted: tries.length - refused.length, codes, looked, elapsed: performance.now() - started })`,
  )
  expect({ admitted, codes }).toEqual({ admitted: 10, codes: ['too-many-requests'] })
  expect(looked).toMatchObject({ limit: 10, remaining: 0 })
  expect(elapsed).toBeLessThan(1000)
})

test('a Redis that hangs is not waited for', async () => {
  const elapsed = await apart<number>(
    {},
    `import { createServer } from 'node:net'
     const silent = createServer(() => {}).listen(0, '127.0.0.1')
     await new Promise((resolve) => silent.once('listening', resolve))
     process.env.REDIS_URL = 'redis://127.0.0.1:' + silent.address().port
     const { takeFromLimit } = await import('#limits.ts')
     const started = performance.now()
     await takeFromLimit('login', 'somebody')
     tell(performance.now() - started)`,
  )
  expect(elapsed).toBeLessThan(1000)
})
