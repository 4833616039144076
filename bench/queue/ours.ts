// Our own queue: rows that were committed, ids in the list, and the worker's loop with a reviewer that does nothing.
import { randomUUID } from 'node:crypto'
import { sql } from 'drizzle-orm'
import { db } from '#db/client.ts'
import { queue } from '#queue/queue.ts'
import { connectRedis } from '#redis.ts'
import { claimReview } from '#reviews/claim.ts'
import { completeReview } from '#reviews/end.ts'
import { takeReviews } from '../../worker/loop.ts'
import { nothing, started } from './no-op-reviewer.ts'
import { bell, CONCURRENCY, type Side } from './side.ts'

export async function openOurs(): Promise<Side> {
  await connectRedis()
  const { ids, prepare } = await table('infinity')
  const [begun, ended] = [bell(), bell()]
  started.told = begun.ring
  const stop = new AbortController()
  const over = takeReviews({
    queue: queue(),
    workerId: `bench:${process.pid}:0`,
    concurrency: CONCURRENCY,
    running: watched(ended.ring),
    turned: () => {},
    stopping: stop.signal,
    draining: new AbortController().signal,
  })
  const id = (n: number) => ids[n] as string
  return {
    name: 'Lintel, the whole path',
    prepare,
    async perform(n) {
      await commit(id(n))
      await Promise.all([ended.rung(id(n)), queue().push(id(n))])
    },
    async begin(n) {
      await commit(id(n))
      const done = ended.rung(id(n))
      const asked = performance.now()
      const soon = begun.rung(id(n)).then(() => performance.now() - asked)
      await queue().push(id(n))
      await done
      return soon
    },
    async close() {
      stop.abort()
      queue().close()
      await over
    },
  }
}

/** The write of a submission, of which the rest was prepared. */
const commit = (id: string) => db().execute(sql`update reviews set run_at = now() where id = ${id}`)

/** The two writes that own a review, without list, loop, files and news. */
export async function openBare(): Promise<Side> {
  const { ids, prepare } = await table('now')
  return {
    name: 'claim and complete alone',
    prepare,
    async perform(n) {
      const job = await claimReview(ids[n] as string, 'bench')
      if (!job) throw new Error('a prepared review could not be claimed')
      await completeReview(job, nothing)
    },
    begin: async () => Number.NaN,
    close: async () => {},
  }
}

/**
 * Reviews of somebody, each with one file that bears its name.
 * @param runAt `infinity`: nobody takes them before they are sent, as the loop also looks for what is due.
 */
async function table(runAt: 'now' | 'infinity') {
  const [userId, workspaceId] = [randomUUID(), randomUUID()]
  await db().execute(sql`insert into users (id, email) values (${userId}, ${`${userId}@example.com`})`)
  await db().execute(sql`insert into workspaces (id, name, kind) values (${workspaceId}, 'bench', 'personal')`)
  const ids: string[] = []
  const prepare = async (count: number) => {
    await db().execute(sql`delete from reviews where user_id = ${userId}`)
    const rows = await db().execute<{ id: string }>(sql`
      with made as (
        insert into reviews (user_id, workspace_id, body_hash, run_at)
        select ${userId}, ${workspaceId}, 'x', ${runAt}::timestamptz from generate_series(1, ${count}::int) returning id)
      insert into review_files (review_id, workspace_id, path, position, content)
      select id, ${workspaceId}, id::text, 0, 'x' from made returning review_id as id`)
    ids.splice(0, ids.length, ...rows.map(({ id }) => id))
  }
  return { ids, prepare }
}

/** The set of reviews in hand, which tells of each that leaves it. */
function watched(left: (id: string) => void): Set<string> {
  const running = new Set<string>()
  running.delete = (id) => {
    left(id)
    return Set.prototype.delete.call(running, id)
  }
  return running
}
