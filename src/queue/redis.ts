// The queue as a Redis list: in at the left, out at the right.
import type { Redis } from 'ioredis'
import { openBlockingRedis, redis } from '#redis.ts'
import type { Queue } from './queue.ts'

const BLOCK_SECONDS = 2

export function redisQueue(name: string): Queue {
  const key = `queue:${name}`
  let reader: Redis | undefined
  return {
    push: async (id) => void (await redis().lpush(key, id)),
    async take() {
      reader ??= openBlockingRedis(BLOCK_SECONDS)
      const popped = await reader.brpop(key, BLOCK_SECONDS)
      if (!popped) return null
      const [, id] = popped
      return {
        id,
        done: async () => {}, // BRPOP has removed it already
        giveBack: async () => void (await redis().rpush(key, id)),
      }
    },
    depth: () => redis().llen(key),
    close: () => reader?.disconnect(),
  }
}
