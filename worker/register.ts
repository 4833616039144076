// A worker says that it is there, so that people can see whether anybody works.
import { hostname } from 'node:os'
import { eq, lt, sql } from 'drizzle-orm'
import { ENGINE_VERSION } from '#analysis/engine.ts'
import { db } from '#db/client.ts'
import { workers } from '#db/schema/workers.ts'
import { log } from '#log.ts'

const EVERY_MS = 10_000

type Self = { id: string; concurrency: number; running: Set<string> }

/** Returns how to sign off. */
export function registerWorker({ id, concurrency, running }: Self): () => Promise<void> {
  const say = () =>
    sayHello({ id, host: hostname(), version: ENGINE_VERSION, concurrency, running: running.size }).catch((error) =>
      log.warn({ error: error.message }, 'register.failed'),
    )
  void say()
  const timer = setInterval(say, EVERY_MS)
  return async () => {
    clearInterval(timer)
    await db()
      .delete(workers)
      .where(eq(workers.id, id))
      .catch(() => {})
  }
}

async function sayHello(self: typeof workers.$inferInsert) {
  const seen = { running: self.running, seenAt: sql`now()` }
  await db().insert(workers).values(self).onConflictDoUpdate({ target: workers.id, set: seen })
  await db().delete(workers).where(lt(workers.seenAt, sql`now() - interval '1 hour'`))
}
