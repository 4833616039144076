// A person says that a finding is not to be told any more, or is again. It holds wherever the finding occurs.
import { and, eq, type SQL, sql } from 'drizzle-orm'
import type { Actor } from '#accounts/actor.ts'
import type { Finding, FindingChange } from '#contract/finding.ts'
import { Problem } from '#contract/problem.ts'
import { db } from '#db/client.ts'
import { dismissals } from '#db/schema/dismissals.ts'
import { findings } from '#db/schema/findings.ts'
import { type ReviewRow, reviews } from '#db/schema/reviews.ts'
import { forgetForNow } from './read.ts'
import { ofScope } from './scope.ts'
import { storedFindings } from './stored-findings.ts'

/**
 * To dismiss what is dismissed gives it another reason. Throws `not-found`, or `conflict` for what cannot be: to reopen
 * what nobody has dismissed, or to say anything about what is fixed.
 */
export async function changeFinding(actor: Actor, id: string, { state, reason }: FindingChange): Promise<Finding> {
  const review = await reviewOf(actor, id)
  const { finding } = await occurrence(review, id)
  if (finding.state === 'fixed') throw new Problem('conflict', 'This finding is fixed.')
  if (state === 'reopened' && finding.state !== 'dismissed')
    throw new Problem('conflict', 'This finding is not dismissed.')

  const { workspaceId, projectId, userId } = review
  const { fingerprint, path } = finding
  const about = projectId ? { projectId } : { userId, path }
  await db()
    .insert(dismissals)
    .values({ workspaceId, ...about, fingerprint, state, reason: reason ?? null, saidBy: actor.userId })
  await forgetForNow(workspaceId, await reviewsWith(review, finding))
  return (await occurrence(review, id)).finding
}

async function reviewOf({ workspaceId }: Actor, findingId: string): Promise<ReviewRow> {
  const [row] = await db()
    .select({ review: reviews })
    .from(findings)
    .innerJoin(reviews, eq(reviews.id, findings.reviewId))
    .where(and(eq(findings.id, findingId), eq(findings.workspaceId, workspaceId)))
  if (!row) throw noSuchFinding()
  return row.review
}

async function occurrence(review: ReviewRow, findingId: string) {
  const [stored] = await storedFindings(review, eq(findings.id, findingId))
  if (!stored) throw noSuchFinding()
  return stored
}

const noSuchFinding = () => new Problem('not-found', 'There is no such finding.')

/** The reviews of the scope that tell of it, all of which may be remembered somewhere. */
async function reviewsWith(review: ReviewRow, { fingerprint, path }: Finding): Promise<string[]> {
  const samePath: SQL = review.projectId ? sql`true` : eq(findings.path, path)
  const rows = await db()
    .selectDistinct({ id: findings.reviewId })
    .from(findings)
    .innerJoin(reviews, eq(reviews.id, findings.reviewId))
    .where(
      and(
        eq(findings.workspaceId, review.workspaceId),
        eq(findings.fingerprint, fingerprint),
        samePath,
        ofScope(review),
      ),
    )
  return rows.map(({ id }) => id)
}
