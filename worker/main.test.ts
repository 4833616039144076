// Worker processes on real stores: killed, frozen and stopped in the middle of a review, which ends all the same, once.
import { setTimeout as pause } from 'node:timers/promises'
import { and, eq } from 'drizzle-orm'
import { expect, test } from 'playwright/test'
import type { Submission } from '#contract/submission.ts'
import { db } from '#db/client.ts'
import { findings } from '#db/schema/findings.ts'
import { reviews } from '#db/schema/reviews.ts'
import { redis } from '#redis.ts'
import { openWay } from '../bin/testing/black-hole.ts'
import { newPerson } from '../bin/testing/people.ts'
import { startRedisServer, startWorker, type WorkerProcess } from '../bin/testing/processes.ts'
import { clearReviews, QUEUE_KEY, rowOf, submitted } from '../bin/testing/reviews.ts'

const crew: WorkerProcess[] = []
const hire = async (settings?: Parameters<typeof startWorker>[0]) => {
  const worker = await startWorker(settings)
  crew.push(worker)
  return worker
}

// Each starts processes, and they load an engine; none looks at what another's do.
test.describe.configure({ mode: 'parallel', timeout: 120_000 })
test.beforeEach(clearReviews)
test.afterEach(async () => {
  for (const worker of crew.splice(0)) {
    if (!worker.hasEnded()) worker.kill()
    await worker.ended
  }
})

/** Long enough to be in the middle of it. */
const large: Submission = {
  files: Array.from({ length: 100 }, (_, n) => ({
    path: `f${n}.py`,
    content: 'def f(x=[]):\n    return missing_name(x)\n'.repeat(5),
  })),
}
const status = async (id: string) => (await rowOf(id)).status
const ended = (id: string, timeout = 30_000) => expect.poll(() => status(id), { timeout }).toBe('completed')
const resultRows = (id: string) => db().$count(findings, eq(findings.reviewId, id))

test('a worker takes what is sent, says how it is, and leaves in order with what it holds', async () => {
  const worker = await hire()
  const seconds = expect.any(Number)
  const well = { status: 'ok', running: 0, secondsSinceTurn: seconds, secondsSinceDatabase: seconds }
  expect(await worker.health()).toEqual(well)
  const id = await submitted(undefined, large)
  await expect.poll(() => status(id)).toBe('running')
  expect(await worker.health()).toMatchObject({ running: 1 })
  worker.signal('SIGTERM')
  expect(await worker.ended).toBe(0)
  expect(await rowOf(id)).toMatchObject({ status: 'completed', attempt: 1, crashCount: 0 })
  expect(worker.events().at(-1)).toBe('worker.stopped')
})

test('kill -9 in the middle of a review: another worker ends it, once', async () => {
  const first = await hire()
  const id = await submitted(undefined, large)
  await expect.poll(() => status(id), { intervals: [20] }).toBe('running')
  first.kill()
  expect(await first.ended).toBe('SIGKILL')
  expect(await status(id), 'it died in the middle').toBe('running')
  await hire()
  await ended(id)
  expect(await rowOf(id)).toMatchObject({ attempt: 2, crashCount: 1 })
  const expected = await twin()
  expect(await resultRows(id)).toBe(expected)
})

/** How many findings an undisturbed review of the same files has. */
async function twin(): Promise<number> {
  const id = await submitted(undefined, large)
  await ended(id)
  return resultRows(id)
}

test('a worker frozen past its lease and thawed writes nothing any more', async () => {
  const frozen = await hire()
  const id = await submitted(undefined, large)
  await expect.poll(() => status(id), { intervals: [20] }).toBe('running')
  frozen.signal('SIGSTOP')
  await hire()
  await ended(id)
  const before = { row: await rowOf(id), results: await resultRows(id) }
  expect(before.row).toMatchObject({ attempt: 2, crashCount: 1 })
  frozen.signal('SIGCONT')
  await expect.poll(() => frozen.events(), { timeout: 15_000 }).toContain('review.fenced')
  expect({ row: await rowOf(id), results: await resultRows(id) }).toEqual(before)
})

test('two workers share forty reviews, and each is ended once; one signal leaves in order, a second one at once', async () => {
  const workers = await Promise.all([hire(), hire()])
  const people = await Promise.all([1, 2, 3, 4].map(newPerson))
  const ten = Array.from({ length: 10 })
  const ids = (await Promise.all(people.map((one) => Promise.all(ten.map(() => submitted(one)))))).flat()
  await redis().lpush(QUEUE_KEY, ...ids) // all of them arrive twice
  const once = and(eq(reviews.status, 'completed'), eq(reviews.attempt, 1), eq(reviews.crashCount, 0))
  await expect.poll(() => db().$count(reviews, once), { timeout: 40_000 }).toBe(40)
  for (const worker of workers) {
    const done = worker.events().filter((event) => event === 'review.completed').length
    expect(done).toBeGreaterThan(0)
  }
  const [first, second] = workers
  first?.signal('SIGTERM')
  expect(await first?.ended).toBe(0)
  const id = await submitted(undefined, large)
  await expect.poll(() => status(id), { intervals: [20] }).toBe('running')
  second?.signal('SIGTERM')
  await expect.poll(() => second?.events()).toContain('worker.stopping')
  second?.signal('SIGTERM')
  expect(await second?.ended).toBe(130)
  expect(await status(id), 'nobody ended it, nobody gave it back').toBe('running')
})

test('Redis killed: reviews go on, and a worker without Redis leaves in order', async () => {
  const server = await startRedisServer()
  const worker = await hire({ REDIS_URL: server.url })
  await server.kill()
  const id = await submitted() // its id goes to another Redis: for this worker it was never sent
  await ended(id)
  const last = await submitted(undefined, large)
  await expect.poll(() => status(last), { timeout: 30_000 }).toBe('running')
  worker.signal('SIGTERM')
  const late = pause(40_000, 'late', { ref: false }) // it gives back what it holds after 25 s
  expect(await Promise.race([worker.ended, late])).toBe(0)
  expect(await status(last)).toBe('completed')
})

test('a worker over its limit of memory ends what it holds and leaves in order', async () => {
  const id = await submitted(undefined, large)
  const worker = await hire({ WORKER_MEMORY_MB: '256' }) // it needs more than that for the engine alone
  expect(await worker.ended).toBe(0)
  expect(worker.events()).toEqual(expect.arrayContaining(['worker.too-large', 'worker.stopping', 'worker.stopped']))
  expect(['completed', 'pending'], 'ended, or never taken').toContain(await status(id))
  expect(await rowOf(id)).toMatchObject({ crashCount: 0 })
})

test('a worker that hears nothing from Postgres ends itself', async () => {
  const way = await openWay(process.env.DATABASE_URL as string)
  const worker = await hire({ DATABASE_URL: way.url, WATCHDOG_SECONDS: '6' })
  await pause(7000)
  expect(worker.hasEnded(), 'as long as it hears something it stays').toBe(false)
  way.fallSilent()
  expect(await worker.ended).toBe(1)
  expect(worker.events()).toContain('worker.stuck')
  way.close()
})
