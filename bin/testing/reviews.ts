// Reviews for tests: submitted and claimed as the product does it, and looked at behind its back.
import { setTimeout as pause } from 'node:timers/promises'
import { eq, type SQL, sql } from 'drizzle-orm'
import type { Outcome, StepOutcome } from '#analysis/analyse.ts'
import type { Candidate } from '#contract/finding.ts'
import type { Submission } from '#contract/submission.ts'
import { db } from '#db/client.ts'
import { type ReviewRow, reviews } from '#db/schema/reviews.ts'
import { type Env, env } from '#env.ts'
import { connectRedis, redis } from '#redis.ts'
import { claimReview, type Job } from '#reviews/claim.ts'
import { submitReview } from '#reviews/submit.ts'
import type { Person } from './people.ts'

export const QUEUE_KEY = 'queue:reviews'

export const oneFile: Submission = { files: [{ path: 'main.py', content: 'print("hello")\n' }] }

/** Nothing waits, runs or is remembered any more. */
export async function clearReviews(): Promise<void> {
  await connectRedis()
  await redis().flushdb()
  await db().execute(sql`truncate reviews cascade`)
}

export async function submitted(person?: Pick<Person, 'actor'>, submission = oneFile): Promise<string> {
  await connectRedis()
  const { actor } = person ?? ((await crowd(1))[0] as Pick<Person, 'actor'>)
  return (await submitReview(actor, submission, null)).accepted.id
}

export async function claimed(person?: Pick<Person, 'actor'>, submission = oneFile): Promise<Job> {
  return claimedAgain(await submitted(person, submission))
}

export async function claimedAgain(id: string): Promise<Job> {
  const job = await claimReview(id, 'a test')
  if (!job) throw new Error(`review ${id} cannot be claimed`)
  return job
}

export async function rowOf(id: string): Promise<ReviewRow> {
  const [row] = await db().select().from(reviews).where(eq(reviews.id, id))
  if (!row) throw new Error(`there is no review ${id}`)
  return row
}

/** Writes past the product, and past the trigger that watches over the way of a review. */
export const set = (id: string, change: SQL) =>
  db().transaction(async (tx) => {
    await tx.execute(sql`set local session_replication_role = replica`)
    await tx.execute(sql`update reviews set ${change} where id = ${id}`)
  })

/** With another setting for as long as the work takes. */
export async function withSetting<Name extends keyof Env, Result>(
  name: Name,
  value: Env[Name],
  work: () => Promise<Result>,
): Promise<Result> {
  const settings = env()
  const usual = settings[name]
  settings[name] = value
  return work().finally(() => {
    settings[name] = usual
  })
}

/** Another connection has written and not committed yet; answers how to commit. */
export async function changing(change: SQL): Promise<() => Promise<void>> {
  const [changed, over] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
  const other = db().transaction(async (tx) => {
    await tx.execute(change)
    changed.resolve()
    await over.promise
  })
  await Promise.race([changed.promise, other])
  return () => {
    over.resolve()
    return other
  }
}

/** Whether the work comes to wait for a lock of somebody else; false when it ends before. */
export async function isStuck(work: Promise<unknown>): Promise<boolean> {
  let ended = false
  const end = () => {
    ended = true
  }
  work.then(end, end)
  while (!ended) {
    if ((await countStuck()) > 0) return true
    await pause(10)
  }
  return false
}

export const countStuck = () =>
  db().$count(sql`pg_stat_activity`, sql`datname = current_database() and wait_event_type = 'Lock'`)

export const expireLease = (id: string) => set(id, sql`lease_until = now() - interval '1 second'`)
export const askToCancel = (id: string) => set(id, sql`cancel_requested_at = now()`)

/** How long the lease still holds, by the database's clock. */
export async function leaseSeconds(id: string): Promise<number> {
  const left = sql`extract(epoch from lease_until - now())::float8`
  const [row] = await db().execute<{ left: number }>(sql`select ${left} as left from reviews where id = ${id}`)
  return row?.left ?? Number.NaN
}

/** People who never registered, which takes its time: enough to own reviews. */
export async function crowd(count: number): Promise<Pick<Person, 'actor'>[]> {
  const rows = await db().execute<{ userId: string; workspaceId: string; email: string }>(sql`
    with person as (
      insert into users (email, name) select gen_random_uuid() || '@example.com', 'somebody'
      from generate_series(1, ${count}::int) returning id, email),
    place as (insert into workspaces (name, kind) values ('somewhere', 'personal') returning id)
    select person.id as "userId", place.id as "workspaceId", email from person, place`)
  return rows.map((row) => ({ actor: { ...row, sessionId: row.userId, name: 'somebody', role: 'member' as const } }))
}

/** One review that waits, without a submission. */
export async function inserted(person: Pick<Person, 'actor'>): Promise<string> {
  const { userId, workspaceId } = person.actor
  const [row] = await db().insert(reviews).values({ userId, workspaceId, bodyHash: 'x' }).returning({ id: reviews.id })
  return (row as { id: string }).id
}

/** `count` reviews of one person, straight into the table. */
export const insertMany = ({ actor }: Pick<Person, 'actor'>, count: number, status = 'pending') =>
  db().execute(sql`
    insert into reviews (user_id, workspace_id, body_hash, status, finished_at)
    select ${actor.userId}, ${actor.workspaceId}, 'x', ${status}::review_status,
      case when ${status} = 'pending' then null else now() end
    from generate_series(1, ${count}::int)`)

export const candidate = (fingerprint: string, given: Partial<Candidate> = {}): Candidate => ({
  fingerprint,
  path: 'main.py',
  range: { startLine: 1, startColumn: 1, endLine: 1, endColumn: 6 },
  quote: 'print',
  severity: 'high',
  category: 'bug',
  title: 'A finding',
  explanation: 'It is one.',
  ruleId: 'test/one',
  source: 'analyser',
  fate: 'shown',
  ...given,
})

export const stepOutcome = (...findings: Candidate[]): StepOutcome => ({ findings, gaps: [], failure: null })

export const outcome = (...findings: Candidate[]): Outcome => ({
  engine: { version: '1', analysers: [], model: null },
  coverage: [{ path: 'main.py', status: 'reviewed' }],
  summary: { verdict: 'findings', counts: { critical: 0, high: findings.length, medium: 0, low: 0 } },
  findings,
  heldBack: 0,
  degraded: false,
  usage: { inputTokens: 0, outputTokens: 0, costUsd: 0 },
})
