// Many live sockets on one web process: what each costs, and how late the last of them hears a piece of news.
import { setTimeout as pause } from 'node:timers/promises'
import { Redis } from 'ioredis'
import postgres from 'postgres'
import type { Variables } from '../../bin/launch/child.ts'
import { quantile } from '../quantiles.ts'
import { submit, type User } from '../users.ts'
import { type Line, openLine } from './live-line.ts'
import { makePeople } from './people.ts'
import { readVitals } from './vitals.ts'

const AT_ONCE = 100
const BROADCASTS = 10

/** First they follow nothing; then all follow one review of theirs, and news of it are announced. */
export async function measureSockets(origin: string, settings: Variables, count: number): Promise<string> {
  const [user] = (await makePeople(settings, 1)) as [User]
  const warm = await openAll(origin, user, 100)
  for (const line of warm) line.close()
  await pause(1000)
  const before = await readVitals(origin)
  const started = performance.now()
  const lines = await openAll(origin, user, count)
  const seconds = (performance.now() - started) / 1000
  await pause(2000)
  const idle = await readVitals(origin)

  const reviewId = await longReview(settings, origin, user)
  await everybodyHears(lines, '"snapshot"', () => {
    for (const line of lines) line.say({ type: 'follow', reviewId })
  })
  const following = await readVitals(origin)
  const times: number[] = []
  const redis = new Redis(settings.REDIS_URL as string)
  for (let seq = 1; seq <= BROADCASTS; seq++) {
    const progress = { stage: 'analysing', done: seq, total: BROADCASTS }
    const news = JSON.stringify({ type: 'progress', reviewId, seq: 1000 + seq, status: 'running', progress })
    times.push(...(await everybodyHears(lines, `"done":${seq},`, () => redis.publish(`news:${reviewId}`, news))))
  }
  redis.disconnect()
  const after = await readVitals(origin)
  for (const line of lines) line.close()

  const each = (mb: number) => ((mb * 1024) / count).toFixed(1)
  const late = [0.5, 0.95, 0.99, 1].map((share) => Math.round(quantile(times, share))).join(' / ')
  return `
${count} live sockets on one web process, opened in ${seconds.toFixed(1)} s
  memory before ${before.memoryMb.toFixed(0)} MB, with them ${idle.memoryMb.toFixed(0)} MB: ${each(idle.memoryMb - before.memoryMb)} KB each
  all following one review ${following.memoryMb.toFixed(0)} MB: ${each(following.memoryMb - before.memoryMb)} KB each; after ${BROADCASTS} broadcasts ${after.memoryMb.toFixed(0)} MB
  from the announcement until a socket hears it, ms: p50 / p95 / p99 / last  ${late}  (${BROADCASTS} broadcasts to all)`
}

async function openAll(origin: string, { cookie }: User, count: number): Promise<Line[]> {
  const lines: Line[] = []
  const hand = async () => {
    while (lines.length + AT_ONCE <= count) lines.push(await openLine(origin, cookie))
  }
  await Promise.all(Array.from({ length: AT_ONCE }, hand))
  return lines
}

/** Answers when each heard it, in ms. */
async function everybodyHears(lines: Line[], what: string, act: () => unknown): Promise<number[]> {
  const times: number[] = []
  const all = Promise.withResolvers<void>()
  const started = performance.now()
  for (const line of lines) {
    let heard = false
    line.hear((text) => {
      if (heard || !text.includes(what)) return
      heard = true
      times.push(performance.now() - started)
      if (times.length === lines.length) all.resolve()
    })
  }
  act()
  const late = pause(60_000).then(() => {
    throw new Error(`only ${times.length} of ${lines.length} heard ${what} within a minute`)
  })
  await Promise.race([all.promise, late])
  return times
}

/** One that runs for as long as the measurement, and whose news so far have the number 1000. */
async function longReview(settings: Variables, origin: string, user: User): Promise<string> {
  const id = await submit(origin, user)
  const sql = postgres(settings.DATABASE_URL as string, { max: 1 })
  await sql.begin(async (tx) => {
    await tx`set local session_replication_role = replica`
    await tx`update reviews set status = 'running', news_seq = 1000, lease_until = now() + interval '1 hour',
      lease_token = gen_random_uuid(), started_at = now(), finished_at = null, summary = null where id = ${id}`
  })
  await sql.end()
  const redis = new Redis(settings.REDIS_URL as string)
  for (const key of await redis.keys(`review-json:*${id}`)) await redis.del(key)
  redis.disconnect()
  return id
}
