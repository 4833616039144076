// What Redis remembers so that Postgres need not be asked: texts. A Redis that is gone is a miss, never an error.
import { log } from './log.ts'
import { readKeys, redis } from './redis.ts'

/** As bytes, for whoever only hands them on. */
export const recallBytes = (key: string): Promise<Buffer | null> =>
  readKeys(key).then(([bytes = null]) => bytes, missed)

export const recall = (key: string): Promise<string | null> => redis().get(key).catch(missed)

export async function keep(key: string, text: string, seconds: number): Promise<void> {
  await redis().set(key, text, 'EX', seconds).catch(missed)
}

/** The first one to say so is believed; whoever read earlier and comes later is not. */
export async function keepFirst(key: string, text: string, seconds: number): Promise<void> {
  await redis().set(key, text, 'EX', seconds, 'NX').catch(missed)
}

export async function forget(...keys: string[]): Promise<void> {
  await Promise.all(keys.map((key) => redis().del(key))).catch(missed)
}

function missed(error: Error): null {
  log.debug({ error: error.message }, 'cache.unreachable')
  return null
}
