// The control: the same reviews on a queue as it is usually built: pop, work, write. It stands in the same storm.
import { Redis } from 'ioredis'
import postgres from 'postgres'
import type { Order } from './order.ts'
import type { Stage } from './stage.ts'

export const CONTROL_KEY = 'queue:control'

export type Control = {
  submit: (order: Order) => Promise<void>
  /** How many have not ended, and how many wait in the list. */
  left: () => Promise<number>
  tally: () => Promise<ControlTally>
  close: () => Promise<void>
}
export type ControlTally = { accepted: number; lost: number; twice: number }

export async function openControl({ sql, env }: Stage): Promise<Control> {
  await sql`create table control_reviews (
    id uuid primary key default gen_random_uuid(), status text not null default 'pending', input text not null)`
  await sql`create table control_results (review_id uuid not null, at timestamptz not null default now())`
  const database = postgres(env.DATABASE_URL as string, { max: 2, connect_timeout: 5, onnotice: () => {} })
  const redis = new Redis(env.REDIS_URL as string, {
    retryStrategy: () => 100,
    maxRetriesPerRequest: 0,
    commandTimeout: 1000,
  })
  redis.on('error', () => {})
  return {
    async submit(order) {
      const [row] = await database<{ id: string }[]>`
        insert into control_reviews (input) values (${JSON.stringify(order)}) returning id`
      await redis.lpush(CONTROL_KEY, (row as { id: string }).id)
    },
    left: async () =>
      (await sql`select count(*)::int as n from control_reviews where status not in ('completed', 'failed')`)[0]?.n,
    async tally() {
      const [row] = await sql<ControlTally[]>`
        select (select count(*)::int from control_reviews) as accepted,
          (select count(*)::int from control_reviews where status not in ('completed', 'failed')) as lost,
          (select count(*)::int from (select 1 from control_results group by review_id having count(*) > 1) as s) as twice`
      return row as ControlTally
    },
    async close() {
      redis.disconnect()
      await database.end({ timeout: 2 })
    },
  }
}
