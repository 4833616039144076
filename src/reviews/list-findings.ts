// Every candidate of a review, shown or held back, page by page.
import { and, eq, ne } from 'drizzle-orm'
import type { Actor } from '#accounts/actor.ts'
import type { Finding } from '#contract/finding.ts'
import { type FindingsQuery, isTerminal } from '#contract/review.ts'
import { db } from '#db/client.ts'
import { findings } from '#db/schema/findings.ts'
import { type ReviewRow, reviews } from '#db/schema/reviews.ts'
import { provisional } from './finding-rows.ts'
import { noSuchReview } from './read.ts'
import { readSteps } from './steps.ts'
import { after, ofFate, type Stored, storedFindings } from './stored-findings.ts'

/** The cursor is the place of the last one told. While the review runs, more may come. Throws `not-found`. */
export async function listFindings(
  { workspaceId }: Pick<Actor, 'workspaceId'>,
  id: string,
  { fate, cursor = -1, limit }: FindingsQuery,
): Promise<{ items: Finding[]; nextCursor: string | null }> {
  const [review] = await db()
    .select()
    .from(reviews)
    .where(and(eq(reviews.workspaceId, workspaceId), eq(reviews.id, id)))
  if (!review) throw noSuchReview()
  const asked = fate === 'all' ? undefined : ofFate[fate]
  const found = isTerminal(review.status)
    ? await storedFindings(review, and(ne(findings.state, 'fixed'), asked, after(cursor)), limit + 1)
    : (await soFar(review)).filter(
        ({ position, finding }) => position > cursor && (fate === 'all' || finding.fate === fate),
      )
  const page = found.slice(0, limit)
  const last = found.length > limit ? page.at(-1) : undefined
  return { items: page.map(({ finding }) => finding), nextCursor: last ? String(last.position) : null }
}

/** Steps are only ever added, so a place stays what it is while the review runs. */
async function soFar({ id, newsSeq }: ReviewRow): Promise<Stored[]> {
  const steps = [...(await readSteps(id, newsSeq)).values()]
  const found = steps.flatMap((step) => step.findings.map((candidate) => provisional(id, candidate)))
  return [...new Map(found.map((finding) => [finding.id, finding])).values()].map((finding, position) => ({
    position,
    finding,
  }))
}
