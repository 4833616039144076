// What Redis remembers so that Postgres need not be asked. A Redis that is gone is a miss, never an error.
import { log } from './log.ts'
import { redis } from './redis.ts'

export async function recall(key: string): Promise<unknown> {
  const text = await redis().get(key).catch(missed)
  return text ? JSON.parse(text) : null
}

export async function keep(key: string, value: unknown, seconds: number): Promise<void> {
  await redis().set(key, JSON.stringify(value), 'EX', seconds).catch(missed)
}

export async function forget(...keys: string[]): Promise<void> {
  await redis()
    .del(...keys)
    .catch(missed)
}

function missed(error: Error): null {
  log.debug({ error: error.message }, 'cache.unreachable')
  return null
}
