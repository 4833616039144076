// A review from claim to end, with the real analysis: what is written, what is told, and every interruption.
import { eq, sql } from 'drizzle-orm'
import { expect, test } from 'playwright/test'
import { closeEngine } from '#analysis/warm.ts'
import type { News } from '#contract/live.ts'
import type { Submission } from '#contract/submission.ts'
import { db } from '#db/client.ts'
import { findings } from '#db/schema/findings.ts'
import { env } from '#env.ts'
import { listen } from '#events.ts'
import { redis } from '#redis.ts'
import { newPerson } from '../../bin/testing/people.ts'
import {
  askToCancel,
  candidate,
  claimed,
  claimedAgain,
  clearReviews,
  rowOf,
  set,
  stepOutcome,
} from '../../bin/testing/reviews.ts'
import { retryReview } from './end.ts'
import { performReview } from './perform.ts'
import { readReview } from './read.ts'
import { keepStep } from './steps.ts'

test.beforeEach(clearReviews)
test.afterAll(closeEngine)

const stay = () => new AbortController().signal
const flawed: Submission = {
  files: [{ path: 'main.py', content: 'def f(x=[]):\n    x.append(1)\n    return missing_name(x)\n' }],
}
/** Enough work to be in the middle of it. */
const large: Submission = {
  files: Array.from({ length: 200 }, (_, n) => ({
    path: `f${n}.py`,
    content: 'def f(x=[]):\n    return missing_name(x)\n'.repeat(40),
  })),
}

async function newsOf(id: string, work: () => Promise<unknown>): Promise<News[]> {
  const stop = new AbortController()
  const heard: News[] = []
  const listening = await listen(id, stop.signal)
  const done = (async () => {
    for await (const [item] of listening) {
      heard.push(item)
      if (item.type === 'ended') return
    }
  })()
  await work()
  await expect.poll(() => heard.at(-1)?.type).toBe('ended')
  await done
  return heard
}

test('findings are stored, told in order, and remembered by Redis until it forgets', async () => {
  const person = await newPerson()
  const job = await claimed(person, flawed)
  const news = await newsOf(job.id, () => performReview(job, stay()))

  expect(news[0]).toMatchObject({ type: 'progress', progress: { done: 0 } })
  expect(news.at(-1)).toMatchObject({ type: 'ended', status: 'completed' })
  const seqs = news.map(({ seq }) => seq)
  expect(seqs).toEqual([...seqs].sort((a, b) => a - b))
  const told = news.flatMap((item) => (item.type === 'finding' ? [item.finding.id] : []))
  const withdrawn = news.flatMap((item) => (item.type === 'withdrawn' ? [item.findingId] : []))

  expect((await readReview(person.actor, job.id)).cache).toBe('miss')
  const hit = await readReview(person.actor, job.id)
  expect(hit.cache).toBe('hit')
  expect(hit.seq).toBe(seqs.at(-1))
  expect(hit.review).toMatchObject({
    status: 'completed',
    attempt: 1,
    degraded: false,
    summary: { verdict: 'findings' },
  })
  expect(hit.review.findings.length).toBeGreaterThanOrEqual(2)
  const stillTold = new Set(told.filter((id) => !withdrawn.includes(id)))
  expect([...stillTold].sort()).toEqual(hit.review.findings.map(({ id }) => id).sort())

  await redis().flushdb()
  const miss = await readReview(person.actor, job.id)
  expect(miss.cache).toBe('miss')
  expect(miss.review).toEqual(hit.review)
  const stranger = await newPerson()
  await expect(readReview(stranger.actor, job.id)).rejects.toMatchObject({ code: 'not-found' })
})

test('every moment at which a worker can die is told, each after its write', async () => {
  const job = await claimed(undefined, flawed)
  const seen: string[] = []
  await performReview(job, stay(), async (point) => void seen.push(`${point} ${(await rowOf(job.id)).status}`))
  const steps = seen.filter((line) => line === 'step.committed running')
  expect(steps.length).toBeGreaterThan(0)
  expect(seen).toEqual([
    'claim.committed running',
    'plan.committed running',
    ...steps,
    'complete.before running',
    'complete.committed completed',
    'complete.announced completed',
  ])
})

test('a file that cannot be parsed is a finding, not a failure', async () => {
  const person = await newPerson()
  const job = await claimed(person, { files: [{ path: 'broken.py', content: 'def f(:\n  return\n' }] })
  await performReview(job, stay())
  const { review } = await readReview(person.actor, job.id)
  expect(review.status).toBe('completed')
  expect(review.findings.map(({ ruleId }) => ruleId)).toContainEqual(expect.stringMatching(/^syntax/))
})

test('without Redis the result is written all the same', async () => {
  const job = await claimed(undefined, flawed)
  redis().disconnect()
  await performReview(job, stay()).finally(() => redis().connect())
  expect(await rowOf(job.id)).toMatchObject({ status: 'completed' })
})

test('a retry uses the steps that were kept, and does not run them again', async () => {
  const person = await newPerson()
  const first = await claimed(person)
  await keepStep(first, 'python', stepOutcome(candidate('kept', { title: 'From the first attempt' })))
  await retryReview(first, 'broke off')
  await set(first.id, sql`run_at = now()`)
  const second = await claimedAgain(first.id)
  const news = await newsOf(first.id, () => performReview(second, stay()))
  expect(news[0]).toMatchObject({ type: 'progress', progress: { done: 1 } })
  const { review } = await readReview(person.actor, first.id)
  expect(review).toMatchObject({ status: 'completed', attempt: 2 })
  expect(review.findings.map(({ title }) => title)).toEqual(['From the first attempt'])
})

test('T6: cancelled in the middle: it ends so, with no result', async () => {
  const usual = env().LEASE_SECONDS
  env().LEASE_SECONDS = 2
  const job = await claimed(undefined, large)
  await askToCancel(job.id)
  const news = await newsOf(job.id, () => performReview(job, stay())).finally(() => {
    env().LEASE_SECONDS = usual
  })
  expect(news.at(-1)).toMatchObject({ type: 'ended', status: 'cancelled' })
  expect(await rowOf(job.id)).toMatchObject({ status: 'cancelled', summary: null })
  expect(await db().$count(findings, eq(findings.reviewId, job.id))).toBe(0)
})

test('T2: the lease lost in the middle: nothing more is written', async () => {
  const job = await claimed(undefined, large)
  const work = performReview(job, stay())
  await set(job.id, sql`lease_token = gen_random_uuid()`)
  const before = await rowOf(job.id)
  expect(await work).toBe(false)
  expect(await rowOf(job.id)).toEqual(before)
})

for (const [when, drained] of [
  ['in the middle', () => AbortSignal.timeout(20)],
  ['before it began', () => AbortSignal.abort()],
] as const)
  test(`a worker that must leave ${when} gives the review back, and no attempt is spent`, async () => {
    const job = await claimed(undefined, large)
    expect(await performReview(job, drained())).toBe(true)
    expect(await rowOf(job.id)).toMatchObject({ status: 'pending', attempt: 0, crashCount: 0 })
  })

test('what breaks off is tried again later', async () => {
  const job = await claimed(undefined, flawed)
  await db().execute(sql`
    create function refuse() returns trigger language plpgsql as 'begin raise exception ''broken on purpose''; end';
    create trigger refuse before insert on findings for each row execute function refuse();`)
  try {
    expect(await performReview(job, stay())).toBe(false)
  } finally {
    await db().execute(sql`drop function refuse() cascade`)
  }
  expect(await rowOf(job.id)).toMatchObject({ status: 'pending', attempt: 1, summary: null })
  await set(job.id, sql`run_at = now()`)
  await performReview(await claimedAgain(job.id), stay())
  expect(await rowOf(job.id)).toMatchObject({ status: 'completed', attempt: 2 })
})
