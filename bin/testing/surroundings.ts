// What a test run stands on: throw-away servers, and a whole Lintel for the browser stories.
import { randomBytes } from 'node:crypto'
import { startApp } from '../launch/app.ts'
import type { Variables } from '../launch/child.ts'
import { freePort } from '../launch/ports.ts'
import { startPostgres } from '../launch/postgres.ts'
import { type RedisBinary, startRedis } from '../launch/redis.ts'
import type { Supervisor } from '../launch/supervisor.ts'
import { copyTemplate, makeTemplate } from './databases.ts'
import { startIssuer } from './issuer.ts'

export type Stores = { postgres: string; redis: string }

export async function startStores(supervisor: Supervisor, dataDir: string, binary: RedisBinary): Promise<Stores> {
  const database = await startPostgres(supervisor, { dataDir, port: await freePort(), throwAway: true })
  const redis = await startRedis(supervisor, { dataDir, port: await freePort(), binary, throwAway: true })
  const postgres = database.urlOf('postgres')
  await makeTemplate(postgres)
  return { postgres, redis: redis.url.replace(/\/0$/, '') }
}

/** Answers where the stories find Lintel and, for a look behind it, its stores. */
export async function startStack(supervisor: Supervisor, dataDir: string, stores: Stores): Promise<Variables> {
  const [web, worker] = [await freePort(), await freePort()]
  const STACK_DATABASE_URL = await copyTemplate(stores.postgres, 'lintel_stories')
  const STACK_REDIS_URL = `${stores.redis}/0`
  const origin = `http://localhost:${web}`
  const issuer = await startIssuer(await freePort(), origin)
  const env = {
    ...process.env,
    NODE_ENV: 'production',
    DATABASE_URL: STACK_DATABASE_URL,
    REDIS_URL: STACK_REDIS_URL,
    JWT_SECRET: randomBytes(48).toString('base64url'),
    PORT: String(web),
    WORKER_PORT: String(worker),
    APP_ORIGIN: origin,
    ...issuer.settings,
    // All stories come from one address, and more often than people do.
    RATE_LIMIT_LOGIN: '1000/min',
    RATE_LIMIT_REGISTER: '1000/h',
    RATE_LIMIT_REVIEWS: '1000/h',
    // Whoever hears of ended reviews runs on this machine too.
    WEBHOOK_ALLOW_PRIVATE: '1',
  }
  const probes = { web: `http://127.0.0.1:${web}/readyz`, worker: `http://127.0.0.1:${worker}/healthz` }
  await startApp(supervisor, { env, dataDir, echo: false, probes })
  return {
    BASE_URL: env.APP_ORIGIN,
    STACK_WORKER_URL: `http://127.0.0.1:${worker}`,
    STACK_DATABASE_URL,
    STACK_REDIS_URL,
  }
}
