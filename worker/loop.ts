// Takes one review after another, as many at once as there are slots. Nothing a review does may end the loop.
import { setTimeout as pause } from 'node:timers/promises'
import { z } from 'zod'
import { log } from '#log.ts'
import { reviewsPerformed } from '#metrics.ts'
import type { Delivery, Queue } from '#queue/queue.ts'
import { claimNextReview, claimReview, type Job } from '#reviews/claim.ts'
import { performReview } from '#reviews/perform.ts'

type Shift = {
  queue: Queue
  workerId: string
  concurrency: number
  /** Ids of the reviews in hand, kept up to date for whoever asks. */
  running: Set<string>
  stopping: AbortSignal
  draining: AbortSignal
}

const Id = z.uuid()
const RECOVER_MS = 1000

/** Resolves when stopped and the last review in hand has ended or was given back. */
export async function takeReviews(shift: Shift): Promise<void> {
  const inHand = new Set<Promise<void>>()
  while (!shift.stopping.aborted) {
    if (inHand.size >= shift.concurrency) await Promise.race(inHand)
    else {
      const task = await next(shift)
      if (!task) continue
      const done = perform(shift, task).finally(() => inHand.delete(done))
      inHand.add(done)
    }
  }
  await Promise.all(inHand)
}

type Task = { job: Job; delivery: Delivery | null }

/** A delivery is a hint. Whether it comes, or names something that cannot be had, what is due is looked for as well. */
async function next({ queue, workerId, stopping }: Shift): Promise<Task | null> {
  try {
    const delivery = await queue.take().catch((error) => lost(stopping, error))
    if (stopping.aborted) {
      await delivery?.giveBack()
      return null
    }
    const named = delivery && (await claimNamed(delivery, workerId))
    if (named) return { job: named, delivery }
    await delivery?.done()
    const job = await claimNextReview(workerId)
    return job && { job, delivery: null }
  } catch (error) {
    log.error({ error: String(error) }, 'take.failed')
    await pause(RECOVER_MS)
    return null
  }
}

async function claimNamed(delivery: Delivery, workerId: string): Promise<Job | null> {
  if (Id.safeParse(delivery.id).success) return claimReview(delivery.id, workerId)
  log.warn({ garbage: delivery.id.slice(0, 100) }, 'queue.garbage')
  return null
}

/** Without the queue reviews still run, a little later. */
async function lost(stopping: AbortSignal, error: Error): Promise<null> {
  if (!stopping.aborted) {
    log.warn({ error: error.message }, 'queue.lost')
    await pause(RECOVER_MS)
  }
  return null
}

async function perform(shift: Shift, { job, delivery }: Task): Promise<void> {
  shift.running.add(job.id)
  try {
    const givenBack = await performReview(job, shift.draining)
    if (!givenBack) await delivery?.done()
    else if (delivery) await delivery.giveBack()
    else await shift.queue.push(job.id)
  } catch (error) {
    log.error({ reviewId: job.id, error: String(error) }, 'review.abandoned') // its lease runs out and the sweep finds it
  } finally {
    shift.running.delete(job.id)
    reviewsPerformed.inc()
  }
}
