// The register of workers: who turns is there, who is stuck or dead is not, who leaves is gone.
import { setTimeout as pause } from 'node:timers/promises'
import { eq, sql } from 'drizzle-orm'
import { expect, test } from 'playwright/test'
import { db } from '#db/client.ts'
import { workers } from '#db/schema/workers.ts'
import { openPulse } from './pulse.ts'
import { registerWorker } from './register.ts'

const join = (id: string, pulse = openPulse()) => {
  const running = new Set<string>()
  return { pulse, running, leave: registerWorker({ id, concurrency: 2, running, pulse }, 100) }
}

/** Seconds since the worker was last seen, as Postgres counts. */
async function unseen(id: string): Promise<number | undefined> {
  const seconds = sql<number>`extract(epoch from now() - ${workers.seenAt})::float8`
  const [row] = await db().select({ seconds }).from(workers).where(eq(workers.id, id))
  return row?.seconds
}

test('who turns is seen, with what it holds; who leaves is gone', async () => {
  const { pulse, running, leave } = join('turning')
  const turning = setInterval(pulse.turned, 50)
  running.add('a review')
  await pause(1500)
  expect(await unseen('turning')).toBeLessThan(1)
  const [row] = await db().select().from(workers).where(eq(workers.id, 'turning'))
  expect(row).toMatchObject({ running: 1, concurrency: 2 })
  clearInterval(turning)
  await leave()
  expect(await unseen('turning')).toBeUndefined()
})

test('who is stuck was last seen when it last turned, however often it still says hello', async () => {
  const { pulse, leave } = join('stuck')
  await pause(1500)
  expect(await unseen('stuck')).toBeGreaterThan(1)
  expect(pulse.secondsSince('answer'), 'Postgres did answer').toBeLessThan(1)
  pulse.turned()
  await expect.poll(() => unseen('stuck')).toBeLessThan(1)
  await leave()
})

test('one that died an hour ago is taken off by whoever lives', async () => {
  await db()
    .insert(workers)
    .values({ id: 'dead', host: 'x', version: '1', concurrency: 2, seenAt: sql`now() - interval '61 minutes'` })
  const { leave } = join('alive')
  await expect.poll(() => unseen('dead')).toBeUndefined()
  await leave()
})
