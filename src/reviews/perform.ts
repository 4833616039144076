// A review happens: its steps are run and kept, its result is written in one go, and the end is announced.
import { analyse, type Outcome, type Stage, type StepOutcome } from '#analysis/analyse.ts'
import { reviewModel } from '#analysis/model/connect.ts'
import { turns } from '#analysis/turns.ts'
import { announce } from '#events.ts'
import { log } from '#log.ts'
import { teamRules } from '#rules/team-rules.ts'
import type { Job } from './claim.ts'
import type { Comparison } from './compare.ts'
import { cancelRunning, completeReview, failReview, giveBackReview, retryReview } from './end.ts'
import { findingId } from './finding-rows.ts'
import type { Occurrence } from './history.ts'
import { holdLease, type Interruption, type Lease } from './lease.ts'
import { type AttemptOutcome, inAttempt, tellEnd, timeAttempt, timeStep } from './measure.ts'
import { modelTools } from './model-tools.ts'
import { type At, nothingHappens } from './points.ts'
import { allNew, compareWithPast } from './states.ts'
import { enterStage, keepStep, planSteps, readSteps, shownBy } from './steps.ts'

/**
 * @param drain aborted when the worker must leave.
 * @param at told of each moment that somebody may want to disturb.
 * @returns true when the review went back to the queue for that, its attempt uncounted: its id must be sent again.
 */
export async function performReview(job: Job, drain: AbortSignal, at = nothingHappens): Promise<boolean> {
  await at('claim.committed')
  const over = timeAttempt(job)
  const lease = holdLease(job)
  const leave = () => lease.interrupt('drained')
  drain.addEventListener('abort', leave, { once: true })
  if (drain.aborted) leave()
  try {
    const provisionalIds = new Set<string>()
    await inAttempt(job, async () => {
      const result = await untilInterrupted(lease.signal, run(job, lease, provisionalIds, at))
      over(await close(job, result, provisionalIds, at))
    })
    return false
  } catch (error) {
    const why = lease.signal.aborted ? (lease.signal.reason as Interruption) : null
    over(await settle(job, why, error, at))
    return why === 'drained'
  } finally {
    lease.letGo()
    drain.removeEventListener('abort', leave)
  }
}

type Result = { outcome: Outcome; past: Comparison<Occurrence> }

async function run(job: Job, lease: Lease, provisionalIds: Set<string>, at: At): Promise<Result> {
  const untouched = job.newsSeq === 0 // every step that is kept is told as news
  const kept = untouched ? new Map() : await readSteps(job.id)
  const stillOurs = (ours: boolean) => {
    if (!ours) lease.interrupt('lost')
    lease.signal.throwIfAborted()
  }
  // News are told in the order of their numbers.
  const turn = turns(1)
  const oneByOne = async (write: () => Promise<void>) => {
    const done = await turn()
    await write().finally(done)
  }
  const remember = async (step: string, perform: () => Promise<StepOutcome>) => {
    const outcome = kept.get(step) ?? (await timeStep(step, perform))
    if (!kept.has(step)) {
      await oneByOne(async () => stillOurs(await keepStep(job, step, outcome, expected.has(step))))
      await at('step.committed')
    }
    for (const candidate of shownBy(outcome)) provisionalIds.add(findingId(job.id, candidate))
    return outcome
  }
  const expected = new Set<string>()
  const planned = async (steps: string[]) => {
    for (const step of steps) expected.add(step)
    stillOurs(await planSteps(job, steps.length, steps.filter((step) => kept.has(step)).length))
    await at('plan.committed')
  }
  const entered = (stage: Stage) => oneByOne(async () => stillOurs(await enterStage(job, stage)))
  // As they are when the attempt begins: a review that has waited long is judged by today's law.
  const rules = job.hasLaw ? await teamRules(job, lease.signal) : null
  const tools = { signal: lease.signal, model: reviewModel(), rules, planned, remember, entered }
  const outcome = await analyse(job.files, { ...tools, ...(await modelTools(job)) })
  return { outcome, past: job.hasPast ? await compareWithPast(job, outcome) : allNew }
}

/** Result first, then the news, which may fail. The first reader puts the review where the next will find it. */
async function close(job: Job, result: Result, provisionalIds: Set<string>, at: At): Promise<AttemptOutcome> {
  const { outcome, past } = result
  await at('complete.before')
  const seq = await completeReview(job, outcome, past)
  if (seq === null) return tooLate(job)
  tellEnd(job, 'completed')
  await at('complete.committed')
  const shown = outcome.findings.filter(({ fate }) => fate === 'shown')
  log.info(
    { reviewId: job.id, attempt: job.attempt, findings: shown.length, degraded: outcome.degraded },
    'review.completed',
  )
  for (const candidate of shown) provisionalIds.delete(findingId(job.id, candidate))
  await announce(
    ...[...provisionalIds].map((findingId) => ({ type: 'withdrawn' as const, reviewId: job.id, seq, findingId })),
    { type: 'ended', reviewId: job.id, seq, status: 'completed' },
  )
  await at('complete.announced')
  return 'completed'
}

async function settle(job: Job, why: Interruption | null, error: unknown, at: At): Promise<AttemptOutcome> {
  if (why === 'lost') return tooLate(job)
  const row = await wayOut(job, why)
  const about = { reviewId: job.id, attempt: job.attempt, why, error: String(error) }
  if (!row) return tooLate(job)
  log.warn({ ...about, status: row.status }, 'review.interrupted')
  await at(
    pointOf[row.status as keyof typeof pointOf] ?? (why === 'drained' ? 'giveback.committed' : 'retry.committed'),
  )
  if (row.status !== 'failed' && row.status !== 'cancelled') return why === 'drained' ? 'given back' : 'retried'
  tellEnd(job, row.status, row.failureKind)
  await announce({ type: 'ended', reviewId: job.id, seq: row.seq, status: row.status })
  return row.status
}

/** The lease was lost, and nothing was written. */
function tooLate(job: Job): 'fenced' {
  log.warn({ reviewId: job.id, attempt: job.attempt }, 'review.fenced')
  return 'fenced'
}

const pointOf = { failed: 'fail.committed', cancelled: 'cancel.committed' } as const

function wayOut(job: Job, why: Interruption | null) {
  if (why === 'cancelled') return cancelRunning(job)
  if (why === 'deadline') return failReview(job, 'deadline', 'The review took longer than 15 minutes.')
  if (why === 'drained') return giveBackReview(job)
  return retryReview(job, 'The review broke off five times. The log of the worker says why.')
}

/** Work that does not listen to its signal must not keep the review. */
function untilInterrupted<T>(signal: AbortSignal, work: Promise<T>): Promise<T> {
  const interrupted = new Promise<never>((_, reject) => {
    const stop = () => reject(new Error(`interrupted: ${signal.reason}`))
    if (signal.aborted) stop()
    signal.addEventListener('abort', stop, { once: true })
  })
  return Promise.race([work, interrupted])
}
