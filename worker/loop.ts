// Takes one review after another, as many at once as there are slots. Nothing a review does may end the loop.
import { setTimeout as pause } from 'node:timers/promises'
import { z } from 'zod'
import { log } from '#log.ts'
import { garbage } from '#metrics.ts'
import type { Delivery, Queue } from '#queue/queue.ts'
import { claimNextReview, type Job } from '#reviews/claim.ts'
import { performReview } from '#reviews/perform.ts'

type Shift = {
  queue: Queue
  workerId: string
  concurrency: number
  /** Ids of the reviews in hand, kept up to date for whoever asks. */
  running: Set<string>
  /** Called at every turn of the loop, every few seconds even when all hands are full. */
  turned: () => void
  stopping: AbortSignal
  draining: AbortSignal
}

const Id = z.uuid()
const RECOVER_MS = 1000
const TURN_MS = 2000

/** Resolves when stopped and the last review in hand has ended or was given back. */
export async function takeReviews(shift: Shift): Promise<void> {
  const hands = new Set<Promise<void>>()
  while (!shift.stopping.aborted || hands.size > 0) {
    shift.turned()
    if (shift.stopping.aborted || hands.size >= shift.concurrency) await oneEnds(hands)
    else {
      const delivery = await shift.queue.take().catch((error) => lost(shift.stopping, error))
      if (shift.stopping.aborted) await giveBack(delivery)
      else if (delivery && isGarbage(delivery)) await acknowledge(delivery)
      else {
        const done = work(shift, delivery).finally(() => hands.delete(done))
        hands.add(done)
      }
    }
  }
}

async function oneEnds(hands: Set<Promise<void>>): Promise<void> {
  const enough = new AbortController()
  await Promise.race([...hands, pause(TURN_MS, undefined, { signal: enough.signal }).catch(() => {})])
  enough.abort()
}

/**
 * A delivery only says that there is something to do: who comes first is for the rows to say, or whoever sends many would
 * be served before everybody else. Whether one comes or not, what is due is looked for, and again after each end:
 * somebody who had as many running as one may have can have the next one now, and its message was long read.
 */
async function work(shift: Shift, delivery: Delivery | null): Promise<void> {
  let job = await claim(shift, delivery)
  while (job) {
    await perform(shift, job)
    job = shift.stopping.aborted ? null : await claim(shift, null)
  }
}

async function claim(shift: Shift, delivery: Delivery | null): Promise<Job | null> {
  try {
    const job = await claimNextReview(shift.workerId)
    if (delivery) await acknowledge(delivery)
    return job
  } catch (error) {
    log.error({ error: String(error) }, 'take.failed')
    await pause(RECOVER_MS)
    await giveBack(delivery)
    return null
  }
}

/** From here on the row knows whose it is, or that nobody is needed: nothing hangs on the message any more. */
async function acknowledge(delivery: Delivery): Promise<void> {
  await delivery.done().catch((error) => log.warn({ error: error.message }, 'queue.not-acknowledged'))
}

/** Nobody claimed it: somebody else may, or we, later. One that cannot be given back is found by the sweep. */
async function giveBack(delivery: Delivery | null): Promise<void> {
  await delivery?.giveBack().catch((error) => log.warn({ error: error.message }, 'queue.not-given-back'))
}

function isGarbage({ id }: Delivery): boolean {
  if (Id.safeParse(id).success) return false
  garbage.inc()
  log.warn({ garbage: id.slice(0, 100) }, 'queue.garbage')
  return true
}

/** Without the queue reviews still run, a little later. */
async function lost(stopping: AbortSignal, error: Error): Promise<null> {
  if (!stopping.aborted) {
    log.warn({ error: error.message }, 'queue.lost')
    await pause(RECOVER_MS)
  }
  return null
}

async function perform(shift: Shift, job: Job): Promise<void> {
  shift.running.add(job.id)
  try {
    const givenBack = await performReview(job, shift.draining)
    if (givenBack) await shift.queue.push(job.id)
  } catch (error) {
    log.error({ reviewId: job.id, error: String(error) }, 'review.abandoned') // its lease runs out and the sweep finds it
  } finally {
    shift.running.delete(job.id)
  }
}
