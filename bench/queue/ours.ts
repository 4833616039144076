// Our own queue: rows that were committed, ids in the list, and the worker's loop with a reviewer that does nothing.
import { randomUUID } from 'node:crypto'
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
  const { remove, submit } = await people()
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
  return {
    name: 'Lintel, the whole path',
    prepare: remove,
    async perform(n) {
      const id = await submit(n)
      await Promise.all([ended.rung(id), queue().push(id)])
    },
    async begin(n) {
      const id = await submit(n)
      const done = ended.rung(id)
      const asked = performance.now()
      const soon = begun.rung(id).then(() => performance.now() - asked)
      await queue().push(id)
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

/** The two writes that own a review, without list, loop, files and news. */
export async function openBare(): Promise<Side> {
  const { remove, submit } = await people()
  let ids: string[] = []
  return {
    name: 'claim and complete alone',
    async prepare(count) {
      await remove()
      ids = await Promise.all(Array.from({ length: count }, (_, n) => submit(n)))
    },
    async perform(n) {
      const job = await claimReview(ids[n] as string, 'bench')
      if (!job) throw new Error('a prepared review could not be claimed')
      await completeReview(job, nothing)
    },
    begin: async () => Number.NaN,
    close: async () => {},
  }
}

/** Twice as many as are served at once, so that nobody reaches the number of reviews that one person may have running. */
const PEOPLE = 2 * CONCURRENCY

/** People who submit in turns: a row and its one file, which bears the id, committed in one statement. */
async function people() {
  const sql = db().$client
  const [workspaceId, userIds] = [randomUUID(), Array.from({ length: PEOPLE }, () => randomUUID())]
  await sql`insert into users (id, email) select id, id || '@example.com' from unnest(${userIds}::uuid[]) id`
  await sql`insert into workspaces (id, name, kind) values (${workspaceId}, 'bench', 'personal')`
  return {
    remove: () => sql`delete from reviews where workspace_id = ${workspaceId}`,
    async submit(n: number): Promise<string> {
      const id = randomUUID()
      await sql`
        with made as (
          insert into reviews (id, user_id, workspace_id, body_hash)
          values (${id}, ${userIds[n % PEOPLE] as string}, ${workspaceId}, 'x') returning id)
        insert into review_files (review_id, workspace_id, path, position, content)
        select id, ${workspaceId}, id::text, 0, 'x' from made`
      return id
    },
  }
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
