// Following a review: everything in order, the truth at the end even if every notice was lost, and no trace afterwards.
import type { EventEmitter } from 'node:events'
import { setTimeout as pause } from 'node:timers/promises'
import { sql } from 'drizzle-orm'
import { expect, test } from 'playwright/test'
import type { ServerMessage } from '#contract/live.ts'
import { announce, listen } from '#events.ts'
import { redis } from '#redis.ts'
import { newPerson, type Person } from '../../bin/testing/people.ts'
import { type Chance, chance } from '../../bin/testing/random.ts'
import { askToCancel, candidate, claimed, clearReviews, outcome, set, stepOutcome } from '../../bin/testing/reviews.ts'
import type { Job } from './claim.ts'
import { cancelRunning, completeReview } from './end.ts'
import { followReview } from './follow.ts'
import { keepStep, planSteps } from './steps.ts'

test.beforeEach(clearReviews)

function follow(person: Person, id: string, afterSeq?: number) {
  const stop = new AbortController()
  const heard: ServerMessage[] = []
  const over = (async () => {
    for await (const message of await followReview(person.actor, id, stop.signal, afterSeq)) heard.push(message)
  })()
  over.catch(() => {})
  return { heard, over, stop, types: () => heard.map(({ type }) => type) }
}

async function completed(...given: Parameters<typeof completeReview>): Promise<number> {
  const seq = await completeReview(...given)
  if (seq === null) throw new Error('the lease was lost')
  return seq
}

/** The one emitter that all listeners of this process hang on. */
const listeners = (id: string) =>
  (Reflect.get(globalThis, Symbol.for('lintel.ear')) as { heard: EventEmitter }).heard.listenerCount(`news:${id}`)

test('what is so far, what happens, and the final truth', async () => {
  const person = await newPerson()
  const job = await claimed(person)
  const { heard, over, types } = follow(person, job.id)
  await expect.poll(types).toEqual(['snapshot'])
  await planSteps(job, 1, 0)
  await keepStep(job, 'one', stepOutcome(candidate('a')))
  await expect.poll(types).toEqual(['snapshot', 'progress', 'finding', 'progress'])
  const seq = await completed(job, outcome(candidate('a')))
  await announce({ type: 'ended', reviewId: job.id, seq, status: 'completed' })
  await over
  expect(types().slice(4)).toEqual(['snapshot', 'ended'])
  expect(heard.at(-2)).toMatchObject({ seq, review: { status: 'completed', findings: [{ fingerprint: 'a' }] } })
  expect(listeners(job.id)).toBe(0)

  const late = follow(person, job.id)
  await late.over
  expect(late.types()).toEqual(['snapshot', 'ended'])
  const informed = follow(person, job.id, seq)
  await informed.over
  expect(informed.types(), 'what is known is not told again').toEqual(['ended'])
  expect(listeners(job.id)).toBe(0)
})

test('what one reader has already is told once, whatever the news say', async () => {
  const person = await newPerson()
  const job = await claimed(person)
  const { heard, stop, types } = follow(person, job.id)
  await expect.poll(types).toEqual(['snapshot'])
  const progress = { type: 'progress', reviewId: job.id, status: 'running' } as const
  const at = (seq: number) => announce({ ...progress, seq, progress: { stage: 'analysing', done: seq, total: 9 } })
  await planSteps(job, 9, 0) // 1
  for (const seq of [1, 0, 1]) await at(seq)
  await planSteps(job, 9, 1) // 2
  await expect.poll(types).toEqual(['snapshot', 'progress', 'progress'])
  await set(job.id, sql`news_seq = 5`) // 3 to 5 get lost
  await at(6)
  await expect.poll(types).toEqual(['snapshot', 'progress', 'progress', 'snapshot'])
  expect(heard.at(-1), 'a number is missing: the row tells all').toMatchObject({ seq: 5 })
  stop.abort()
})

test('news lost, doubled and out of order, and a reader who leaves and returns at every step: no gap, no double', async () => {
  test.setTimeout(120_000)
  const people = await Promise.all(Array.from({ length: 12 }, newPerson))
  const jobs = await Promise.all(people.map((person) => claimed(person)))
  const restore = disturb(jobs.map(({ id }) => id))
  try {
    await Promise.all(jobs.map((job, n) => followDisturbed(people[n] as Person, job, chance(n))))
  } finally {
    restore()
  }
})

/** News about these reviews reach their readers or not, once or twice, now or later. */
function disturb(ids: string[]): () => void {
  const { heard } = Reflect.get(globalThis, Symbol.for('lintel.ear')) as { heard: EventEmitter }
  const by = chance(4711)
  const { emit } = heard
  heard.emit = (channel: string, news: unknown) => {
    const pass = () => emit.call(heard, channel, news)
    if (!ids.some((id) => channel.endsWith(id)) || by.some(0.4)) return pass()
    if (by.some(0.5)) return false
    if (by.some(0.5)) pass()
    setTimeout(pass, by.below(60))
    return true
  }
  return () => void Object.assign(heard, { emit })
}

async function followDisturbed(person: Person, job: Job, by: Chance): Promise<void> {
  let last: number | undefined
  let findings = new Set<string>()
  const ends: ServerMessage[] = []
  const take = (message: ServerMessage) => {
    if (message.type === 'error' || message.type === 'withdrawn') throw new Error(`told ${message.type}`)
    if (message.type === 'ended') return void ends.push(message)
    if (message.type === 'snapshot') {
      expect(message.seq, 'a snapshot is news').toBeGreaterThan(last ?? -1)
      findings = new Set(message.review.findings.map(({ fingerprint }) => fingerprint))
      expect(findings.size).toBe(message.review.findings.length)
    } else expect(message.seq, 'every number, once').toBe((last ?? 0) + 1)
    if (message.type === 'finding') {
      expect(findings).not.toContain(message.finding.fingerprint)
      findings.add(message.finding.fingerprint)
    }
    last = message.seq
  }
  const working = work(job, by)
  while (ends.length === 0) {
    const stop = new AbortController()
    const leaving = setTimeout(() => stop.abort(), by.some(0.8) ? by.below(150) : 20_000)
    try {
      for await (const message of await followReview(person.actor, job.id, stop.signal, last)) take(message)
    } catch (error) {
      if (!stop.signal.aborted) throw error
    } finally {
      clearTimeout(leaving)
      stop.abort()
    }
  }
  expect([...findings].toSorted()).toEqual(await working)
  expect(last).toBe((ends[0] as { seq: number }).seq)
}

/** A review with some steps; answers what its result has. */
async function work(job: Job, by: Chance): Promise<string[]> {
  const steps = Array.from({ length: 3 + by.below(4) }, (_, step) =>
    Array.from({ length: by.below(4) }, (_, n) => `s${step}f${n}`),
  )
  await planSteps(job, steps.length, 0)
  for (const [step, found] of steps.entries()) {
    await pause(by.below(120))
    await keepStep(job, `step ${step}`, stepOutcome(...found.map((name) => candidate(name))))
  }
  const kept = steps.flat().filter(() => by.some(0.8))
  const seq = await completed(job, outcome(...kept.map((name) => candidate(name))))
  const findingId = crypto.randomUUID()
  await announce(
    { type: 'withdrawn', reviewId: job.id, seq, findingId },
    { type: 'ended', reviewId: job.id, seq, status: 'completed' },
  )
  return kept.toSorted()
}

test('a stranger is refused before anything is opened', async () => {
  const job = await claimed()
  const stranger = follow(await newPerson(), job.id)
  await expect(stranger.over).rejects.toMatchObject({ code: 'not-found' })
  expect(stranger.heard).toEqual([])
})

test('an end that nobody announced is seen within ten seconds', async () => {
  const person = await newPerson()
  const job = await claimed(person)
  const { over, types, heard } = follow(person, job.id)
  await expect.poll(types).toEqual(['snapshot'])
  const started = performance.now()
  await askToCancel(job.id)
  await cancelRunning(job)
  await over
  expect(performance.now() - started).toBeLessThan(10_000)
  expect(heard.at(-1)).toMatchObject({ type: 'ended', status: 'cancelled' })
})

test('who turns away leaves no listener behind', async () => {
  const person = await newPerson()
  const job = await claimed(person)
  const two = [follow(person, job.id), follow(person, job.id)]
  for (const { types } of two) await expect.poll(types).toEqual(['snapshot'])
  expect(listeners(job.id)).toBe(2)
  for (const { stop } of two) stop.abort()
  await Promise.allSettled(two.map(({ over }) => over))
  expect(listeners(job.id)).toBe(0)
})

test('garbage on the channel takes nobody down', async () => {
  const person = await newPerson()
  const job = await claimed(person)
  const { types, stop } = follow(person, job.id)
  await expect.poll(types).toEqual(['snapshot'])
  for (const channel of [`news:${job.id}`, 'news:error', 'news:']) await redis().publish(channel, '{not json')
  await redis().publish('news:error', '{}')
  await planSteps(job, 1, 0)
  await expect.poll(types).toEqual(['snapshot', 'progress'])
  stop.abort()
})

test('what is announced between listening and reading waits', async () => {
  const job = await claimed()
  const stop = new AbortController()
  const news = await listen(job.id, stop.signal)
  await planSteps(job, 1, 0)
  await planSteps(job, 1, 0)
  expect((await news.next()).value[0]).toMatchObject({ type: 'progress', seq: 1 })
  expect((await news.next()).value[0]).toMatchObject({ type: 'progress', seq: 2 })
  stop.abort()
})
