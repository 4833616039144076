// A process that kills itself with -9 at one named moment of a review's life: in its worker, its API or its sweeper.
import { setTimeout as pause } from 'node:timers/promises'
import type { Actor } from '#accounts/actor.ts'
import { connectRedis } from '#redis.ts'
import { claimReview } from '#reviews/claim.ts'
import { performReview } from '#reviews/perform.ts'
import type { At, Point } from '#reviews/points.ts'
import { submitReview } from '#reviews/submit.ts'
import { reclaimReviews } from '#reviews/sweep.ts'
import { type Order, submissionOf } from './order.ts'

export type Fate = { point: Point } & (
  | { role: 'api'; actor: Actor; order: Order }
  | { role: 'sweeper' }
  /** `drain`: it is told to leave while it works. */
  | { role: 'worker'; id: string; drain: boolean }
)

const fate: Fate = JSON.parse(process.argv[2] ?? '{}')
const at: At = (point) => {
  if (point === fate.point) process.kill(process.pid, 'SIGKILL')
}

await connectRedis()
await live()
process.exit(0) // it has lived past its moment, and whoever started it will say so

async function live(): Promise<void> {
  if (fate.role === 'api') await submitReview(fate.actor, submissionOf(fate.order), fate.order.key, { at })
  else if (fate.role === 'worker') await work(fate)
  else for (let turns = 0; turns < 200; turns++) await Promise.all([reclaimReviews(at), pause(100)])
}

async function work({ id, drain }: { id: string; drain: boolean }): Promise<void> {
  const job = await claimReview(id, `storm:${process.pid}:0`)
  if (!job) throw new Error(`review ${id} could not be claimed`)
  const leaving = new AbortController()
  if (drain) setTimeout(() => leaving.abort(), 200)
  await performReview(job, leaving.signal, at)
}
