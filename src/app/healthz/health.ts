// How the product is: its stores, its queue, its workers.
import { count, gt, inArray, sql } from 'drizzle-orm'
import { db, endsStatements } from '#db/client.ts'
import { reviews } from '#db/schema/reviews.ts'
import { workers } from '#db/schema/workers.ts'
import { isMade } from '#once.ts'
import { queue } from '#queue/queue.ts'
import { pingRedis, redisNodes } from '#redis.ts'
import { recent } from '#reviews/together.ts'

export type Health = {
  status: 'ok' | 'degraded'
  postgres: 'ok' | 'unreachable'
  redis: 'ok' | 'unreachable'
  /** Of the transport: the same Redis, or a RabbitMQ. */
  queue: 'ok' | 'unreachable'
  /** Ids that wait; null when the transport cannot be asked. */
  queueDepth: number | null
  /** Null when Postgres cannot be asked. */
  reviews: { pending: number; running: number } | null
  workers: number | null
  warnings: string[]
}

/** Balancers ask every few seconds, from many places: watching costs no more the more do it. */
const YOUNG_MS = 250

export const readHealth: () => Promise<Health> = recent(look, YOUNG_MS)

async function look(): Promise<Health> {
  const [open, seen, pong, depth, policy, ends] = await Promise.all([
    countOpen().catch(() => null),
    countWorkers().catch(() => null),
    pingRedis().then(
      () => 'pong',
      () => null,
    ),
    queue()
      .depth()
      .catch(() => null),
    evictionPolicy().catch(() => null),
    endsStatements().catch(() => null),
  ])
  const warnings: string[] = []
  if (seen === 0) warnings.push('No worker was seen in the last 30 s: reviews wait.')
  if (policy !== null && policy !== 'noeviction')
    warnings.push(`Redis may drop keys when it is full (maxmemory-policy ${policy}): set it to noeviction.`)
  if (ends === false)
    warnings.push('The pooler in front of Postgres sets no statement_timeout: a statement that hangs is never ended.')
  if (isMade('forwarded-but-untrusted'))
    warnings.push('A proxy stands in front, but TRUSTED_PROXY_HOPS is 0: everybody behind it shares one address.')
  const healthy = open !== null && pong !== null && depth !== null && warnings.length === 0
  return {
    status: healthy ? 'ok' : 'degraded',
    postgres: open === null ? 'unreachable' : 'ok',
    redis: pong === null ? 'unreachable' : 'ok',
    queue: depth === null ? 'unreachable' : 'ok',
    queueDepth: depth,
    reviews: open,
    workers: seen,
    warnings,
  }
}

export async function countOpen(): Promise<{ pending: number; running: number }> {
  const rows = await db()
    .select({ status: reviews.status, n: count() })
    .from(reviews)
    .where(inArray(reviews.status, ['pending', 'running']))
    .groupBy(reviews.status)
  const of = (status: string) => rows.find((row) => row.status === status)?.n ?? 0
  return { pending: of('pending'), running: of('running') }
}

const countWorkers = () => db().$count(workers, gt(workers.seenAt, sql`now() - interval '30 seconds'`))

/** A hosted Redis may forbid CONFIG; then nothing is known and nothing is said. */
async function evictionPolicy(): Promise<string | null> {
  const policies = await Promise.all(redisNodes().map(policyOf))
  return policies.find((policy) => policy !== 'noeviction') ?? policies[0] ?? null
}

async function policyOf(node: ReturnType<typeof redisNodes>[number]): Promise<string | null> {
  const answer = await node.config('GET', 'maxmemory-policy')
  const [, policy] = Array.isArray(answer) ? answer : (Object.entries(answer as object)[0] ?? [])
  return typeof policy === 'string' ? policy : null
}
