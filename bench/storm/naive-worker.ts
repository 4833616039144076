// A worker as they are usually written: BRPOP, work, write the result. It catches errors and goes on, and that is all.
import { setTimeout as pause } from 'node:timers/promises'
import { Redis } from 'ioredis'
import postgres from 'postgres'
import { CONTROL_KEY } from './control.ts'
import type { Order } from './order.ts'

const CONCURRENCY = 2

const { DATABASE_URL = '', REDIS_URL = '', STORM_MODEL_URL } = process.env
const sql = postgres(DATABASE_URL, { max: CONCURRENCY, connect_timeout: 5, onnotice: () => {} })

async function work(): Promise<never> {
  const redis = new Redis(REDIS_URL, { retryStrategy: () => 100, maxRetriesPerRequest: null })
  redis.on('error', () => {})
  for (;;)
    try {
      const popped = await redis.brpop(CONTROL_KEY, 0)
      if (popped) await review(popped[1])
    } catch {
      await pause(100)
    }
}

async function review(id: string): Promise<void> {
  const [row] = await sql<{ input: string }[]>`
    update control_reviews set status = 'running' where id = ${id} returning input`
  if (!row) return
  const { key, ms, model }: Order = JSON.parse(row.input)
  await pause(ms)
  const body = JSON.stringify({ model, messages: [{ role: 'user', content: `control ${key}` }] })
  const signal = AbortSignal.timeout(1500)
  const response = await fetch(`${STORM_MODEL_URL}/chat/completions`, { method: 'POST', body, signal })
  await response.text()
  const status = response.ok ? 'completed' : 'failed'
  await sql.begin(async (tx) => {
    await tx`update control_reviews set status = ${status} where id = ${id}`
    await tx`insert into control_results (review_id) values (${id})`
  })
}

process.on('SIGTERM', () => process.exit(0))
for (let count = 0; count < CONCURRENCY; count++) void work()
