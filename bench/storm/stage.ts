// What a storm plays on: Postgres and Redis of its own behind links that can fail, and a scripted model server.
import { randomBytes } from 'node:crypto'
import { Redis } from 'ioredis'
import postgres from 'postgres'
import type { Variables } from '../../bin/launch/child.ts'
import { freePort } from '../../bin/launch/ports.ts'
import { type RunningPostgres, startPostgres } from '../../bin/launch/postgres.ts'
import { type Supervisor, supervise } from '../../bin/launch/supervisor.ts'
import { copyTemplate, makeTemplate } from '../../bin/testing/databases.ts'
import { type RedisServer, startRedisServer } from '../../bin/testing/processes.ts'
import { type ModelServer, openModelServer } from '../model-server/open.ts'
import { recordHistory } from './history.ts'
import { type Link, openProxy } from './proxy.ts'

export type Stage = {
  dataDir: string
  /** To the stores themselves, past the links. */
  sql: postgres.Sql
  redis: Redis
  links: { postgres: Link; redis: Link; model: Link }
  redisServer: RedisServer
  model: ModelServer
  /** What the processes of the product are told: the links, not the stores. */
  env: Variables
  /** `hard`: without a word to its clients and without a checkpoint. Answers how to start it again. */
  stopPostgres: (hard: boolean) => Promise<() => Promise<void>>
  close: () => Promise<void>
}

export type Servers = { dataDir: string; port: number; supervisor: Supervisor; running: RunningPostgres }

/** One Postgres for all storms of a run, with its safety on; each storm has a database of its own. */
export async function startServers(dataDir: string): Promise<Servers> {
  const port = await freePort()
  const supervisor = supervise()
  const running = await startPostgres(supervisor, { dataDir, port })
  await makeTemplate(running.urlOf('postgres'))
  return { dataDir, port, supervisor, running }
}

export const stopServers = (servers: Servers) => servers.supervisor.stop()

/** `name` becomes the database's. */
export async function setStage(servers: Servers, name: string, settings: Variables): Promise<Stage> {
  const url = await copyTemplate(servers.running.urlOf('postgres'), name)
  const sql = postgres(url, { max: 4, onnotice: () => {}, connect_timeout: 5 })
  await recordHistory(sql)
  const [redisServer, model] = await Promise.all([startRedisServer(), openModelServer()])
  const redis = new Redis(redisServer.url, { retryStrategy: () => 100, maxRetriesPerRequest: 0, commandTimeout: 1000 })
  redis.on('error', () => {}) // it is taken away on purpose
  const links = {
    postgres: await openProxy(servers.port),
    redis: await openProxy(portOf(redisServer.url)),
    model: await openProxy(portOf(model.url)),
  }
  const env = {
    PATH: process.env.PATH,
    TMPDIR: process.env.TMPDIR,
    NODE_OPTIONS: process.env.NODE_OPTIONS,
    NODE_ENV: 'production',
    ENV_FILE: '/dev/null',
    LOG_LEVEL: 'info',
    HOST: '127.0.0.1',
    WORKER_PORT: '0',
    JWT_SECRET: randomBytes(48).toString('base64url'),
    DATABASE_URL: through(url, links.postgres),
    REDIS_URL: through(redisServer.url, links.redis),
    STORM_MODEL_URL: through(model.url, links.model),
    DATABASE_POOL: '4',
    RATE_LIMIT_REVIEWS: '1000000/h',
    RATE_LIMIT_REGISTER: '1000000/h',
    ...settings,
  }
  return {
    dataDir: servers.dataDir,
    sql,
    redis,
    links,
    redisServer,
    model,
    env,
    stopPostgres: (hard) => stopPostgres(servers, hard),
    async close() {
      for (const link of Object.values(links)) link.close()
      redis.disconnect()
      await Promise.all([sql.end({ timeout: 2 }), redisServer.kill(), model.close()])
    },
  }
}

async function stopPostgres(servers: Servers, hard: boolean) {
  if (hard) servers.supervisor.kill()
  await servers.supervisor.stop()
  return async () => {
    servers.supervisor = supervise()
    servers.running = await startPostgres(servers.supervisor, servers)
  }
}

const portOf = (url: string) => Number(new URL(url).port)

function through(url: string, link: Link): string {
  const other = new URL(url)
  other.port = String(link.port)
  return other.href
}
