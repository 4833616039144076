// The list in Redis: first in, first out, given back to the front, and never a take that hangs.
import { Redis } from 'ioredis'
import { expect, test } from 'playwright/test'
import { redis } from '#redis.ts'
import { apart } from '../../bin/testing/apart.ts'
import { startRedisServer } from '../../bin/testing/processes.ts'
import { clearReviews } from '../../bin/testing/reviews.ts'
import { redisQueue } from './redis.ts'

test.beforeEach(clearReviews)

test('first in, first out; what is given back comes next', async () => {
  const queue = redisQueue('test')
  for (const id of ['a', 'b', 'c']) await queue.push(id)
  expect(await queue.depth()).toBe(3)
  const first = await queue.take()
  expect(first?.id).toBe('a')
  await first?.giveBack()
  const order = []
  for (let n = 0; n < 3; n++) {
    const delivery = await queue.take()
    order.push(delivery?.id)
    await delivery?.done()
  }
  expect(order).toEqual(['a', 'b', 'c'])
  queue.close()
})

test('an empty list answers null within three seconds, and a waiting taker hears a push at once', async () => {
  const queue = redisQueue('test')
  const started = performance.now()
  expect(await queue.take()).toBeNull()
  expect(performance.now() - started).toBeLessThan(3000)
  const taking = queue.take()
  await queue.push('a')
  expect((await taking)?.id).toBe('a')
  queue.close()
})

test('a key of the wrong type is an error, not a hang', async () => {
  await redis().set('queue:test', 'no list')
  const queue = redisQueue('test')
  await expect(queue.take()).rejects.toThrow(/WRONGTYPE/)
  await expect(queue.push('a')).rejects.toThrow(/WRONGTYPE/)
  queue.close()
})

test('while Redis is gone a take comes back empty, and nothing that comes later is lost', async () => {
  const server = await startRedisServer()
  try {
    const script = `
      const { redisQueue } = await import('#queue/redis.ts')
      const queue = redisQueue('test')
      const takes = []
      for (let n = 0; n < 5; n++) takes.push(await queue.take().then((taken) => taken?.id ?? null, (error) => String(error)))
      tell(takes)`
    const takes = apart<(string | null)[]>({ REDIS_URL: server.url }, script)
    await server.kill()
    await new Promise((resolve) => setTimeout(resolve, 4000))
    await server.start()
    const other = new Redis(server.url)
    await other.lpush('queue:test', 'a')
    other.disconnect()
    const seen = await takes
    expect(seen[0], 'it did not hang').toBeNull()
    expect(seen.filter((taken) => taken !== null)).toEqual(['a'])
  } finally {
    await server.kill()
  }
})
