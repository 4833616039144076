// Connections to Redis, be it one server or a cluster. Commands share one; a blocking reader and a subscriber each need
// their own. No command names two keys, since those of a cluster live apart; `readKeys` reads several.
import { once as event } from 'node:events'
import { setTimeout as pause } from 'node:timers/promises'
import { Cluster, Redis } from 'ioredis'
import { bareHost, env } from '#env.ts'
import { log } from '#log.ts'
import { once } from '#once.ts'

export type RedisConnection = Redis | Cluster

const retryStrategy = (times: number) => Math.min(100 * 2 ** times, 2000) * (0.5 + Math.random() / 2)

type Patience = {
  maxRetriesPerRequest: number | null
  commandTimeout?: number
  socketTimeout?: number
  enableOfflineQueue?: boolean
}

const CONNECT_MS = 2000

function open(name: string, patience: Patience): RedisConnection {
  const { REDIS_URL, REDIS_CLUSTER_NODES } = env()
  const options = { ...patience, connectionName: `lintel-${name}`, connectTimeout: CONNECT_MS }
  if (REDIS_CLUSTER_NODES) return openCluster(name, options, REDIS_CLUSTER_NODES)
  const connection = new Redis(REDIS_URL, { ...options, retryStrategy })
  gatherWrites(connection)
  tellState(name, connection)
  return connection
}

/** A node that is lost is left alone, found again with the others, and asked a few times before that. */
function openCluster(
  name: string,
  { enableOfflineQueue = true, ...options }: Patience,
  others: { host: string; port: number }[],
): Cluster {
  const url = new URL(env().REDIS_URL)
  const { port, username, password, protocol } = url
  const credentials = {
    ...(username && { username: decodeURIComponent(username) }),
    ...(password && { password: decodeURIComponent(password) }),
    ...(protocol === 'rediss:' && { tls: {} }),
  }
  const cluster = new Cluster([{ host: bareHost(url), port: Number(port || 6379) }, ...others], {
    clusterRetryStrategy: retryStrategy,
    enableOfflineQueue,
    maxRedirections: enableOfflineQueue ? 16 : 4, // of 100 ms each
    slotsRefreshInterval: 5000,
    redisOptions: { ...options, ...credentials },
  })
  tellState(name, cluster)
  cluster.on('+node', (node: Redis) => {
    gatherWrites(node)
    tellState(`${name} ${node.options.host}:${node.options.port}`, node)
  })
  return cluster
}

/**
 * What many requests ask for in one turn of the loop goes out in one write: most of what a command costs us is
 * handing it to the system. (The library's own way, a pipeline for each turn, costs more than that.)
 */
function gatherWrites(connection: Redis): void {
  connection.on('connect', () => {
    const { stream } = connection
    const write = stream.write
    let gathering = false
    const release = () => {
      gathering = false
      stream.uncork()
    }
    stream.write = ((...args: Parameters<typeof write>) => {
      if (!gathering) {
        gathering = true
        stream.cork()
        setImmediate(release)
      }
      return write.apply(stream, args)
    }) as typeof write
  })
}

function tellState(name: string, connection: RedisConnection): void {
  const known = once('redis-lost', () => new Set<string>())
  connection.on('ready', () => {
    if (known.delete(name)) log.info({ connection: name }, 'redis.back')
  })
  connection.on('error', (error) => {
    if (!known.has(name)) log.warn({ connection: name, error: error.message }, 'redis.lost')
    known.add(name)
  })
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

/** The one server, or those of the cluster that hold keys and answer. Each is reached in one way only: what is said to it stays in order. */
export const redisNodes = (): Redis[] => {
  const connection = redis()
  return connection instanceof Redis ? [connection] : connection.nodes('master')
}

type Gathered = { keys: string[]; values: Promise<(Buffer | null)[]> }
let gathered: Gathered | null = null

/**
 * What Redis keeps, as bytes. All that is asked for in one turn of the loop, whoever asks, is one command: most of what a
 * small one costs is its own making. In a cluster the keys are not read at the same moment.
 */
export async function readKeys(...keys: string[]): Promise<(Buffer | null)[]> {
  const connection = redis()
  if (!(connection instanceof Redis)) return Promise.all(keys.map((key) => connection.getBuffer(key)))
  gathered ??= gatherReads(connection)
  const { values } = gathered
  const first = gathered.keys.push(...keys) - keys.length
  return (await values).slice(first, first + keys.length)
}

function gatherReads(connection: Redis): Gathered {
  const keys: string[] = []
  const turn = new Promise((begun) => setImmediate(begun))
  const values = turn.then(() => {
    gathered = null
    return connection.mgetBuffer(keys)
  })
  return { keys, values }
}

/** Calls when a connection to Redis, or to any node of the cluster, was lost, and when one was made. */
export function onRedis(state: 'lost' | 'made', tell: () => void): void {
  const event = state === 'lost' ? 'close' : 'ready'
  const connection = redis()
  connection.on(event, tell)
  if (connection instanceof Redis) return
  for (const node of connection.nodes()) node.on(event, tell)
  connection.on('+node', (node: Redis) => node.on(event, tell))
}

/** Throws when it does not answer, or when keys of the cluster are nowhere. */
export async function pingRedis(): Promise<void> {
  const connection = redis()
  if (connection instanceof Redis) await connection.ping()
  else if (!String(await connection.cluster('INFO')).includes('cluster_state:ok'))
    throw new Error('the cluster of Redis is not whole')
}

/**
 * For BRPOP. A silent half-open link would swallow the popped id and hang for ever, so a socket that is silent for
 * twice the block time is cut.
 */
export const openBlockingRedis = (blockSeconds: number) =>
  open('blocking', { maxRetriesPerRequest: null, socketTimeout: blockSeconds * 2000 })

export const openSubscriberRedis = () => open('subscriber', { maxRetriesPerRequest: null })
