// The token bucket and the strict window on a real Redis, and what happens while there is none.
import { randomUUID } from 'node:crypto'
import { expect, test } from 'playwright/test'
import { apart, NO_REDIS } from '../bin/testing/apart.ts'
import { newPerson } from '../bin/testing/people.ts'
import { Problem } from './contract/problem.ts'
import { parseEnv } from './env.ts'
import { giveBackToLimit, policyOf, takeFromLimit } from './limits.ts'
import { connectRedis, redis } from './redis.ts'

test.beforeAll(connectRedis)

const atOnce = async (n: number, work: () => Promise<unknown>) => {
  const results = await Promise.allSettled(Array.from({ length: n }, work))
  const refused = results.flatMap((result) => (result.status === 'rejected' ? [result.reason] : []))
  return { admitted: n - refused.length, refused }
}

test('R1: a bucket admits exactly its capacity of 200 at once', async () => {
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

test('R2: tells what is left, and 0 only looks', async () => {
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

test('R4: without Redis memory counts, and answers at once', async () => {
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

test('R4: a Redis that hangs is not waited for', async () => {
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

type Try = { before: number; after: number; admitted: boolean }

for (const [what, stores] of [
  ['R3: strict', {}],
  ['R4: strict, in memory', NO_REDIS],
] as const)
  test(`${what}: however it is tried, never more than so many within any such time`, async () => {
    const tries = await apart<Try[]>(
      { ...stores, RATE_LIMIT_LOGIN: '3/1s strict', LOG_LEVEL: 'error' },
      `import { connectRedis } from '#redis.ts'
     import { takeFromLimit } from '#limits.ts'
     await connectRedis()
     const tries = []
     const key = '${randomUUID()}'
     const attempt = async () => {
       const before = performance.now()
       const admitted = await takeFromLimit('login', key).then(() => true, () => false)
       tries.push({ before, after: performance.now(), admitted })
     }
     const end = performance.now() + 5000
     while (performance.now() < end) {
       await Promise.all([attempt(), attempt()])
       await new Promise((resolve) => setTimeout(resolve, Math.random() * 60))
     }
     tell(tries)`,
    )
    const admitted = tries.filter((one) => one.admitted)
    expect(tries.length).toBeGreaterThan(100)
    expect(admitted.length).toBeGreaterThanOrEqual(12) // it lets in what it may
    for (const [index, { before }] of admitted.entries()) {
      const fourth = admitted[index + 3]
      if (fourth) expect(fourth.after - before).toBeGreaterThanOrEqual(999)
    }
  })

test('R4: strict in memory gives back, only looks for nothing, says when to come again, and forgets', async () => {
  const steps = await apart<unknown[]>(
    { ...NO_REDIS, RATE_LIMIT_LOGIN: '3/2s strict', LOG_LEVEL: 'error' },
    `import { giveBackToLimit, takeFromLimit } from '#limits.ts'
     const take = (cost) => takeFromLimit('login', 'somebody', cost).catch(({ retryAfterSeconds }) => retryAfterSeconds)
     const steps = [await take(2), await take(2), await take(1), await take(0), await take(1)]
     await giveBackToLimit('login', 'somebody', 2)
     steps.push(await take(0), await take(2), await take(1), await takeFromLimit('login', 'somebody else'))
     await new Promise((resolve) => setTimeout(resolve, 2100))
     steps.push(await take(0), await take(3))
     tell(steps)`,
  )
  const left = (remaining: number) => expect.objectContaining({ limit: 3, remaining })
  const expected = [left(1), 2, left(0), left(0), 2, left(2), left(0), 2, left(2), left(3), left(0)]
  expect(steps).toEqual(expected)
})

test('R3: strict and bucket side by side on one connection, each by its own rule', async () => {
  const key = randomUUID()
  const result = await apart<Record<string, unknown>>(
    { RATE_LIMIT_LOGIN: '4/h strict', RATE_LIMIT_REVIEWS: '6/h', RATE_LIMIT_READS: '2/h strict' },
    `import { connectRedis, redis } from '#redis.ts'
     import { giveBackToLimit, takeFromLimit } from '#limits.ts'
     await connectRedis()
     const count = { login: 0, reviews: 0, reads: 0 }
     const take = (name) => takeFromLimit(name, '${key}').then(() => { count[name]++ }, () => {})
     await Promise.all(Array.from({ length: 60 }, (_, n) => take(['login', 'reviews', 'reads'][n % 3])))
     const looked = [await takeFromLimit('login', '${key}', 0), await takeFromLimit('reviews', '${key}', 0)]
     await giveBackToLimit('login', '${key}', 2)
     await Promise.all(Array.from({ length: 6 }, () => take('login')))
     const wait = await takeFromLimit('reads', '${key}').catch(({ retryAfterSeconds }) => retryAfterSeconds)
     const types = [await redis().type('limit:strict:login:${key}'), await redis().type('limit:reviews:${key}')]
     tell({ count, looked, wait, types })`,
  )
  expect(result.count).toEqual({ login: 6, reviews: 6, reads: 2 })
  expect(result.looked).toMatchObject([
    { limit: 4, remaining: 0 },
    { limit: 6, remaining: 0 },
  ])
  expect(result.wait).toBeGreaterThan(3590)
  expect(result.types).toEqual(['zset', 'hash'])
})

test('R4: while Redis is gone the rows count the reviews, across processes', async () => {
  const { actor } = await newPerson()
  const submitting = () =>
    apart<[number, string[]]>(
      { ...NO_REDIS, RATE_LIMIT_REVIEWS: '3/h', LOG_LEVEL: 'error' },
      `import { submitReview } from '#reviews/submit.ts'
       const submission = { files: [{ path: 'a.py', content: 'x = 1' }] }
       const actor = ${JSON.stringify(actor)}
       const codes = []
       for (let n = 0; n < 5; n++)
         codes.push(await submitReview(actor, submission, null).then(() => 'accepted', ({ code }) => code))
       tell([codes.filter((code) => code === 'accepted').length, [...new Set(codes)].sort()])`,
    )
  expect(await submitting()).toEqual([3, ['accepted', 'too-many-requests']])
  expect(await submitting()).toEqual([0, ['too-many-requests']]) // a new process, whose memory is empty
})

test('R1: what is written as no rate is refused at the start', () => {
  const settings = { ...process.env, LOG_LEVEL: 'error' }
  for (const rate of ['10', '0/h', '10/w', '-1/h', '10/h loose', 'strict', '10 / h', '1e3/h'])
    expect(() => parseEnv({ ...settings, RATE_LIMIT_LOGIN: rate }), rate).toThrow(/RATE_LIMIT_LOGIN must look like/)
  expect(parseEnv({ ...settings, RATE_LIMIT_LOGIN: '7/15min strict' }).RATE_LIMIT_LOGIN).toEqual({
    points: 7,
    seconds: 900,
    strict: true,
  })
})
