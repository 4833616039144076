// Following a review: everything in order, the truth at the end even if every notice was lost, and no trace afterwards.
import type { EventEmitter } from 'node:events'
import { sql } from 'drizzle-orm'
import { expect, test } from 'playwright/test'
import type { ServerMessage } from '#contract/live.ts'
import { announce, listen } from '#events.ts'
import { redis } from '#redis.ts'
import { newPerson, type Person } from '../../bin/testing/people.ts'
import { candidate, claimed, clearReviews, outcome, set, stepOutcome } from '../../bin/testing/reviews.ts'
import { completeReview } from './end.ts'
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
  const seq = (await completeReview(job, outcome(candidate('a')))) as number
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
  await set(
    job.id,
    sql`status = 'cancelled', finished_at = now(), lease_token = null, lease_until = null, news_seq = news_seq + 1`,
  )
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
