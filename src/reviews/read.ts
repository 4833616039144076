// Looking a review up: Redis first once it has ended, Postgres behind. A review of another workspace does not exist.
import { and, eq } from 'drizzle-orm'
import type { Actor } from '#accounts/actor.ts'
import { keep, keepFirst, recallBytes } from '#cache.ts'
import type { Finding } from '#contract/finding.ts'
import { Problem } from '#contract/problem.ts'
import { isTerminal, type Review } from '#contract/review.ts'
import { db } from '#db/client.ts'
import { type ReviewRow, reviews } from '#db/schema/reviews.ts'
import { positionInLine } from './line.ts'
import { recount } from './recount.ts'
import { provisionalFindings, readSteps } from './steps.ts'
import { isShown, storedFindings } from './stored-findings.ts'

const CACHE_SECONDS = 3600
const noUsage = { inputTokens: 0, outputTokens: 0, costUsd: 0 }

/** `seq` is the number of the last news that is part of what is told. Throws `not-found`. */
export type Reading = { review: Review; seq: number; cache: 'hit' | 'miss' }

export async function readReview(actor: Pick<Actor, 'workspaceId'>, id: string): Promise<Reading> {
  const kept = keptFor(actor, await recallReview(id))
  if (kept) return { review: JSON.parse(`${kept.json}`), seq: kept.seq, cache: 'hit' }
  return { ...(await readAndKeep(actor.workspaceId, id)), cache: 'miss' }
}

/**
 * The review as JSON, for whoever only hands it on: what Redis keeps goes out as it is. Throws `not-found`.
 * @param asked what Redis says, when that was asked for already: nobody is told of it whose review it is not.
 */
export async function readReviewAsJson(
  actor: Pick<Actor, 'workspaceId'>,
  id: string,
  asked: Promise<Buffer | null> = recallReview(id),
): Promise<{ json: Uint8Array<ArrayBuffer> | string; cache: Reading['cache'] }> {
  const kept = keptFor(actor, await asked)
  if (kept) return { json: kept.json, cache: 'hit' }
  return { json: JSON.stringify((await readAndKeep(actor.workspaceId, id)).review), cache: 'miss' }
}

/** What Redis keeps of it, of whomever it is. */
export const recallReview = (id: string): Promise<Buffer | null> => recallBytes(cacheKey(id))

/** After a review was deleted: whoever read it a moment before can no longer put it back. */
export const forgetReview = (workspaceId: string, id: string) => mark(workspaceId, id, GONE, CACHE_SECONDS)

/** After something was said about what is in them. Whoever read them before that can no longer put them back. */
export const forgetForNow = (workspaceId: string, ids: string[]) =>
  Promise.all(ids.map((id) => mark(workspaceId, id, CHANGED, CHANGED_SECONDS)))

const mark = (workspaceId: string, id: string, what: string, seconds: number) =>
  keep(cacheKey(id), `${workspaceId} ${what}\n`, seconds)

const GONE = 'gone'
const CHANGED = 'changed'
/** Longer than any reading takes. */
const CHANGED_SECONDS = 20

export const noSuchReview = () => new Problem('not-found', 'There is no such review.')

const cacheKey = (id: string) => `review-json:${id}`

/**
 * Kept as a line with the workspace and the number of the last news, then the review. A stranger's look-up is a miss, and is
 * then refused by the query.
 */
function keptFor({ workspaceId }: Pick<Actor, 'workspaceId'>, kept: Buffer | null) {
  if (!kept) return null
  const end = kept.indexOf('\n')
  const [owner, what = ''] = kept.toString('latin1', 0, end).split(' ')
  if (owner !== workspaceId || what === CHANGED) return null
  if (what === GONE) throw noSuchReview()
  return { seq: Number.parseInt(what, 10), json: kept.subarray(end + 1) as Uint8Array<ArrayBuffer> & Buffer }
}

async function readAndKeep(workspaceId: string, id: string): Promise<Omit<Reading, 'cache'>> {
  const { review, seq } = await readFromPostgres(workspaceId, id)
  const text = `${workspaceId} ${seq}\n${JSON.stringify(review)}`
  if (isTerminal(review.status)) await keepFirst(cacheKey(id), text, CACHE_SECONDS)
  return { review, seq }
}

async function readFromPostgres(workspaceId: string, id: string) {
  const [row] = await db()
    .select()
    .from(reviews)
    .where(and(eq(reviews.workspaceId, workspaceId), eq(reviews.id, id)))
    .prepare('read_review')
    .execute()
  if (!row) throw noSuchReview()
  const told = await (isTerminal(row.status) ? findingsOf(row) : findingsSoFar(row))
  return { review: present(row, told, await positionOf(row)), seq: row.newsSeq }
}

const findingsOf = async (row: ReviewRow) => (await storedFindings(row, isShown)).map(({ finding }) => finding)

const findingsSoFar = async ({ id, newsSeq }: ReviewRow) => provisionalFindings(id, await readSteps(id, newsSeq))

const positionOf = ({ id, status }: ReviewRow) => (status === 'pending' ? positionInLine(id) : undefined)

const isThere = ({ state }: Finding) => state !== 'fixed'
const isShownNow = ({ fate }: Finding) => fate === 'shown'

const present = (row: ReviewRow, told: Finding[], position: number | undefined): Review => ({
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
  summary: row.summary && recount(row.summary, told.filter(isThere), row.coverage ?? []),
  findings: told.filter((finding) => isThere(finding) && isShownNow(finding)),
  resolved: told.filter((finding) => !isThere(finding) && isShownNow(finding)),
  heldBack: row.heldBack + told.filter((finding) => isThere(finding) && !isShownNow(finding)).length,
  degraded: row.degraded,
  usage: row.usage ?? noUsage,
  ...(row.modelPart && { modelPart: row.modelPart }),
})
