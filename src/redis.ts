// Connections to Redis. Commands share one; a blocking reader and a subscriber each need their own.
import { once as event } from 'node:events'
import { setTimeout as pause } from 'node:timers/promises'
import { Redis } from 'ioredis'
import { env } from '#env.ts'
import { log } from '#log.ts'
import { once } from '#once.ts'

const retryStrategy = (times: number) => Math.min(100 * 2 ** times, 2000) * (0.5 + Math.random() / 2)

type Patience = {
  maxRetriesPerRequest: number | null
  commandTimeout?: number
  socketTimeout?: number
  enableOfflineQueue?: boolean
}

function open(name: string, patience: Patience): Redis {
  const connection = new Redis(env().REDIS_URL, {
    connectionName: `lintel-${name}`,
    retryStrategy,
    connectTimeout: 2000,
    ...patience,
  })
  let down = false
  connection.on('ready', () => {
    if (down) log.info({ connection: name }, 'redis.back')
    down = false
  })
  connection.on('error', (error) => {
    if (!down) log.warn({ connection: name, error: error.message }, 'redis.lost')
    down = true
  })
  return connection
}

/**
 * For everything quick: fails within half a second instead of waiting for a Redis that is gone. One that hangs is cut off
 * as well, or every command of a request would wait that long, one after the other.
 */
export const redis = () =>
  once('redis', () =>
    open('commands', { commandTimeout: 500, socketTimeout: 450, maxRetriesPerRequest: 1, enableOfflineQueue: false }),
  )

/** Resolves when Redis answers, or after 2 s without one: the product works either way. */
export async function connectRedis(): Promise<void> {
  const connection = redis()
  if (connection.status === 'ready') return
  const stop = new AbortController()
  const settled = [event(connection, 'ready', stop), pause(2000, undefined, stop)].map((wait) => wait.catch(() => {}))
  await Promise.race(settled)
  stop.abort()
}

/**
 * For BRPOP. A silent half-open link would swallow the popped id and hang for ever, so a socket that is silent for
 * twice the block time is cut.
 */
export const openBlockingRedis = (blockSeconds: number) =>
  open('blocking', { maxRetriesPerRequest: null, socketTimeout: blockSeconds * 2000 })

export const openSubscriberRedis = () => open('subscriber', { maxRetriesPerRequest: null })
