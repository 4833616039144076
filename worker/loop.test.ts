// The loop on a scripted queue and the real database: nothing that comes in, and nothing a review does, ends it.
import { setTimeout as pause } from 'node:timers/promises'
import { sql } from 'drizzle-orm'
import { expect, test } from 'playwright/test'
import { closeEngine } from '#analysis/warm.ts'
import { db } from '#db/client.ts'
import type { Queue } from '#queue/queue.ts'
import { newPerson } from '../bin/testing/people.ts'
import { clearReviews, rowOf, submitted } from '../bin/testing/reviews.ts'
import { takeReviews } from './loop.ts'

test.beforeEach(clearReviews)
test.afterAll(closeEngine)

/** Plays one entry per take; an error is thrown, null is an empty list. Then it is empty for ever. */
function scripted(entries: (string | Error | null)[]) {
  const seen = { givenBack: [] as string[], done: [] as string[], pushed: [] as string[] }
  const queue: Queue = {
    push: async (id) => void seen.pushed.push(id),
    take: async () => {
      const entry = entries.shift() ?? null
      if (entry instanceof Error) throw entry
      await pause(entry === null ? 50 : 0)
      if (entry === null) return null
      return {
        id: entry,
        done: async () => void seen.done.push(entry),
        giveBack: async () => void seen.givenBack.push(entry),
      }
    },
    depth: async () => entries.length,
    close: () => {},
  }
  return { queue, seen }
}

function shift(queue: Queue, concurrency = 2) {
  const [stop, drain] = [new AbortController(), new AbortController()]
  const running = new Set<string>()
  const signals = { stopping: stop.signal, draining: drain.signal }
  const over = takeReviews({ queue, workerId: 'w', concurrency, running, ...signals })
  return { stop, drain, running, over }
}

const completed = (id: string) =>
  expect.poll(async () => (await rowOf(id)).status, { timeout: 20_000 }).toBe('completed')

test('garbage is dropped, and the next one is reviewed', async () => {
  const id = await submitted()
  const garbage = ["'; drop table reviews", '', '\0', 'x'.repeat(100_000), '00000000-0000-4000-8000-000000000000']
  const { queue, seen } = scripted([...garbage, id, id])
  const { stop, over } = shift(queue)
  await completed(id)
  stop.abort()
  await over
  expect(seen.done).toEqual(expect.arrayContaining(garbage))
  expect(await rowOf(id)).toMatchObject({ attempt: 1 })
})

test('a queue that throws: what is due is found all the same', async () => {
  const id = await submitted()
  const { queue } = scripted([new Error('gone'), new Error('gone'), new Error('gone')])
  const { stop, over } = shift(queue)
  await completed(id)
  stop.abort()
  await over
})

test('what is taken while stopping is given back, and nothing is claimed', async () => {
  const { queue, seen } = scripted([])
  const { stop, over } = shift({
    ...queue,
    async take() {
      await pause(10)
      const id = await submitted()
      stop.abort()
      return { id, done: async () => {}, giveBack: async () => void seen.givenBack.push(id) }
    },
  })
  await over
  expect(seen.givenBack).toHaveLength(1)
  expect(await rowOf(seen.givenBack[0] as string)).toMatchObject({ status: 'pending', attempt: 0 })
})

test('a worker that must leave gives its review back to the front of the queue', async () => {
  const files = Array.from({ length: 200 }, (_, n) => ({ path: `f${n}.py`, content: 'x = 1\n'.repeat(200) }))
  const id = await submitted(undefined, { files })
  const { queue, seen } = scripted([id])
  const { stop, drain, running, over } = shift(queue)
  await expect.poll(() => running.has(id)).toBe(true)
  stop.abort()
  drain.abort()
  await over
  expect(seen).toMatchObject({ givenBack: [id], done: [] })
  expect(running.size).toBe(0)
  expect(await rowOf(id)).toMatchObject({ status: 'pending', attempt: 0 })
})

test('a review that breaks in every way does not end the loop', async () => {
  const person = await newPerson()
  const [bad, good] = [await submitted(person), await submitted(person)]
  // Neither its result nor its retry can be written.
  await db().execute(sql`
    create function refuse() returns trigger language plpgsql as 'begin raise exception ''broken on purpose''; end'`)
  await db().execute(sql`
    create trigger refuse before update on reviews for each row
    when (old.status = 'running' and old.id = ${sql.raw(`'${bad}'`)}) execute function refuse()`)
  const { queue, seen } = scripted([bad, good])
  const { stop, over } = shift(queue, 1)
  try {
    await completed(good)
  } finally {
    stop.abort()
    await over
    await db().execute(sql`drop function refuse() cascade`)
  }
  expect(await rowOf(bad)).toMatchObject({ status: 'running' })
  expect(seen.done).toEqual([good])
})
