// Looking a review up: Redis first once it has ended, Postgres behind. A review of another workspace does not exist.
import { and, asc, eq, sql } from 'drizzle-orm'
import type { Actor } from '#accounts/actor.ts'
import { keep, recall } from '#cache.ts'
import { Problem } from '#contract/problem.ts'
import { isTerminal, type Review } from '#contract/review.ts'
import { db } from '#db/client.ts'
import { findings } from '#db/schema/findings.ts'
import { type ReviewRow, reviews } from '#db/schema/reviews.ts'
import { fromRow } from './finding-rows.ts'
import { provisionalFindings, readSteps } from './steps.ts'

const CACHE_SECONDS = 3600
const noUsage = { inputTokens: 0, outputTokens: 0, costUsd: 0 }

/** `seq` is the number of the last news that is part of what is told. Throws `not-found`. */
export type Reading = { review: Review; seq: number; cache: 'hit' | 'miss' }

export async function readReview(actor: Pick<Actor, 'workspaceId'>, id: string): Promise<Reading> {
  const key = cacheKey(actor.workspaceId, id)
  const kept = (await recall(key)) as Pick<Reading, 'review' | 'seq'> | null
  if (kept) return { ...kept, cache: 'hit' }

  const reading = await readFromPostgres(actor.workspaceId, id)
  if (isTerminal(reading.review.status)) await keep(key, reading, CACHE_SECONDS)
  return { ...reading, cache: 'miss' }
}

/** Puts an ended review where the first reader will find it. */
export async function warmReview(workspaceId: string, id: string): Promise<void> {
  await keep(cacheKey(workspaceId, id), await readFromPostgres(workspaceId, id), CACHE_SECONDS)
}

// The workspace is part of the key: a stranger's look-up misses and is then refused by the query.
const cacheKey = (workspaceId: string, id: string) => `review:${workspaceId}:${id}`

async function readFromPostgres(workspaceId: string, id: string) {
  const [row] = await db()
    .select()
    .from(reviews)
    .where(and(eq(reviews.workspaceId, workspaceId), eq(reviews.id, id)))
  if (!row) throw new Problem('not-found', 'There is no such review.')
  const found = await (isTerminal(row.status) ? storedFindings(id) : findingsSoFar(id))
  return { review: present(row, found, await positionOf(row)), seq: row.newsSeq }
}

const storedFindings = async (id: string) =>
  (
    await db()
      .select()
      .from(findings)
      .where(and(eq(findings.reviewId, id), eq(findings.fate, 'shown')))
      .orderBy(asc(findings.position))
  ).map(fromRow)

const findingsSoFar = async (id: string) => provisionalFindings(id, await readSteps(id))

/** How many due reviews stand before a pending one. */
async function positionOf(row: ReviewRow): Promise<number | undefined> {
  if (row.status !== 'pending') return undefined
  const before = sql`${reviews.status} = 'pending' and ${reviews.runAt} < ${row.runAt.toISOString()}::timestamptz and ${reviews.runAt} <= now()`
  return db().$count(reviews, before)
}

const present = (row: ReviewRow, found: Review['findings'], position: number | undefined): Review => ({
  id: row.id,
  status: row.status,
  attempt: row.attempt,
  title: row.title,
  projectId: row.projectId,
  createdAt: row.createdAt.toISOString(),
  startedAt: row.startedAt?.toISOString() ?? null,
  finishedAt: row.finishedAt?.toISOString() ?? null,
  ...(row.failureKind && { failure: { kind: row.failureKind, message: row.failureMessage ?? '' } }),
  progress: {
    stage: row.stage,
    done: row.stepsDone,
    total: row.stepsTotal,
    ...(position !== undefined && { position }),
  },
  engine: row.engine,
  coverage: row.coverage ?? [],
  summary: row.summary,
  findings: found,
  resolved: [],
  heldBack: row.heldBack,
  degraded: row.degraded,
  usage: row.usage ?? noUsage,
})
