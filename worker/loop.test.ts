// The loop on a scripted queue and the real database: nothing that comes in, and nothing a review does, ends it.
import { randomUUID } from 'node:crypto'
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
  let turns = 0
  const turned = () => void turns++
  const over = takeReviews({ queue, workerId: 'w', concurrency, running, turned, ...signals })
  return { stop, drain, running, over, turns: () => turns }
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

test('what is taken while Postgres does not answer is given back', async () => {
  const id = await submitted()
  const { queue, seen } = scripted([id])
  await db().execute(sql`alter table reviews rename to hidden`)
  const { stop, over } = shift(queue)
  try {
    await expect.poll(() => seen.givenBack).toEqual([id])
  } finally {
    await db().execute(sql`alter table hidden rename to reviews`)
  }
  await completed(id)
  stop.abort()
  await over
  expect(seen.done).toEqual([])
})

test('a delivery is acknowledged as soon as the row is claimed, and one that cannot be changes nothing', async () => {
  const id = await submitted(undefined, long())
  const { queue } = scripted([])
  let statusThen: string | undefined
  let taken = false
  const take = async () => {
    if (taken) return queue.take()
    taken = true
    const done = async () => {
      statusThen = (await rowOf(id)).status
      throw new Error('the connection is gone')
    }
    return { id, done, giveBack: async () => {} }
  }
  const { stop, over } = shift({ ...queue, take })
  await completed(id)
  stop.abort()
  await over
  expect(statusThen).toBe('running')
})

test('with its hands full, and while it drains, the loop still turns', async () => {
  const { queue } = scripted([await submitted(undefined, long())])
  const { stop, drain, running, over, turns } = shift(queue, 1)
  await expect.poll(() => running.size).toBe(1)
  const full = turns()
  await expect.poll(turns).toBeGreaterThan(full)
  stop.abort()
  drain.abort()
  await over
})

/** Long enough to be in the middle of it; never the same, or what is remembered of the last one makes it short. */
const long = () => ({
  files: Array.from({ length: 200 }, (_, n) => ({ path: `f${n}.py`, content: `x = '${randomUUID()}'\n`.repeat(200) })),
})

test('a worker that must leave sends its review once more', async () => {
  const id = await submitted(undefined, long())
  const { queue, seen } = scripted([id])
  const { stop, drain, running, over } = shift(queue)
  await expect.poll(() => running.has(id)).toBe(true)
  stop.abort()
  drain.abort()
  await over
  expect(seen).toMatchObject({ pushed: [id], done: [id], givenBack: [] })
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
  expect(seen.done).toEqual([bad, good])
})
