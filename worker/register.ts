// A worker says that it is there, so that people can see whether anybody works.
import { hostname } from 'node:os'
import { eq, lt, sql } from 'drizzle-orm'
import { ENGINE_VERSION } from '#analysis/engine.ts'
import { db } from '#db/client.ts'
import { workers } from '#db/schema/workers.ts'
import { log } from '#log.ts'
import type { Pulse } from './pulse.ts'

type Self = { id: string; concurrency: number; running: Set<string>; pulse: Pulse }

/** Returns how to sign off. What is written down is the last turn of the loop: a worker that is stuck is not there. */
export function registerWorker({ id, concurrency, running, pulse }: Self, everyMs = 10_000): () => Promise<void> {
  const say = async () => {
    const seenAt = sql`now() - make_interval(secs => ${pulse.secondsSince('turn')})`
    const self = { id, host: hostname(), version: ENGINE_VERSION, concurrency, running: running.size }
    try {
      await db()
        .insert(workers)
        .values({ ...self, seenAt })
        .onConflictDoUpdate({ target: workers.id, set: { running: running.size, seenAt } })
      pulse.answered()
      await db().delete(workers).where(lt(workers.seenAt, sql`now() - interval '1 hour'`))
    } catch (error) {
      log.warn({ error: String(error) }, 'register.failed')
    }
  }
  void say()
  const timer = setInterval(say, everyMs)
  return async () => {
    clearInterval(timer)
    await db()
      .delete(workers)
      .where(eq(workers.id, id))
      .catch(() => {})
  }
}
