// The queue as a Redis list: in at the left, out at the right.
import { openBlockingRedis, type RedisConnection, redis } from '#redis.ts'
import type { Queue } from './queue.ts'
import { untilLate } from './until-late.ts'

const BLOCK_SECONDS = 2
/** Longer than Redis itself blocks, so that it is only ever reached when Redis does not answer. */
const PATIENCE_MS = 2500

type Popped = [key: string, id: string] | null

export function redisQueue(name: string): Queue {
  const key = `queue:${name}`
  let reader: RedisConnection | undefined
  let popping: Promise<Popped> | undefined
  return {
    async push(...ids) {
      if (ids.length > 0) await redis().lpush(key, ...ids)
    },
    async take() {
      reader ??= openBlockingRedis(BLOCK_SECONDS)
      popping ??= reader.brpop(key, BLOCK_SECONDS)
      const popped = await untilLate(popping, PATIENCE_MS).catch(forget)
      // The command outlives a Redis that is gone. The caller does not wait for that; what it brings is the next one's.
      if (popped === 'late') return null
      popping = undefined
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

  function forget(error: Error): never {
    popping = undefined
    throw error
  }
}
