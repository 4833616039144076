// What only the list in Redis can meet; the rest stands in queue.test.ts.
import { expect, test } from 'playwright/test'
import { connectRedis, redis } from '#redis.ts'
import { redisQueue } from './redis.ts'

test('a key of the wrong type is an error, not a hang', async () => {
  await connectRedis()
  await redis().set('queue:test', 'no list')
  const queue = redisQueue('test')
  await expect(queue.take()).rejects.toThrow(/WRONGTYPE/)
  await expect(queue.push('a')).rejects.toThrow(/WRONGTYPE/)
  queue.close()
})
