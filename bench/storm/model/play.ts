// Many short lives of the queue on this process's own database: drawn by seed, and made shorter when one goes wrong.
import { inspect } from 'node:util'
import { sql } from 'drizzle-orm'
import fc from 'fast-check'
import { Redis } from 'ioredis'
import { db } from '#db/client.ts'
import { env } from '#env.ts'
import { once } from '#once.ts'
import { connectRedis, redis } from '#redis.ts'
import { clearReviews, crowd, QUEUE_KEY } from '../../../bin/testing/reviews.ts'
import { commandsHeld } from './commands-held.ts'
import { commandsIn } from './commands-in.ts'
import { commandsOfTime } from './commands-time.ts'
import { CAPS, type World } from './world.ts'

export type Played = {
  runs: number
  /** How often each command was done. */
  commands: Record<string, number>
  seconds: number
  /** What went wrong, with the shortest commands that show it. */
  failure: string | null
}

const MOST_COMMANDS = 40

export async function playModel({ seed, runs }: { seed: number; runs: number }): Promise<Played> {
  const started = performance.now()
  const tally: Record<string, number> = {}
  Object.assign(env(), CAPS, { RATE_LIMIT_REVIEWS: { points: 1_000_000, seconds: 3600, strict: false } })
  // The product takes a Redis that is slow to answer for one that is gone; what comes of that is the storms' matter.
  once('redis', () => new Redis(env().REDIS_URL))
  await connectRedis()
  await clearReviews()
  const people = [...(await crowd(1)), ...(await crowd(1))].map(({ actor }) => actor) // each in a workspace of its own
  const setup = async (): Promise<{ model: World; real: undefined }> => {
    await db().execute(sql`delete from reviews`)
    await redis().del(QUEUE_KEY)
    return { model: { people, reviews: [], jobs: [], seen: new Map(), tally }, real: undefined }
  }
  const all = [...commandsIn, ...commandsHeld, ...commandsOfTime]
  const lives = fc.commands<World, undefined, false>(all, { maxCommands: MOST_COMMANDS, size: 'max' })
  const law = fc.asyncProperty(lives, (commands) => fc.asyncModelRun(setup, commands))
  const found = await fc.check(law, { seed, numRuns: runs })
  const failure = found.failed ? `${await fc.asyncDefaultReportMessage(found)}\n${inspect(found.errorInstance)}` : null
  const seconds = Math.round((performance.now() - started) / 100) / 10
  return { runs: found.numRuns, commands: tally, seconds, failure }
}
