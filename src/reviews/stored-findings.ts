// The findings of a review that has ended, each with what people have said about it since.
import { and, asc, desc, eq, gt, isNotNull, isNull, or, type SQL, sql } from 'drizzle-orm'
import type { Dismissal, Fate, Finding } from '#contract/finding.ts'
import { db } from '#db/client.ts'
import { users } from '#db/schema/accounts.ts'
import { acceptedFindings } from '#db/schema/baseline.ts'
import { dismissals } from '#db/schema/dismissals.ts'
import { findings } from '#db/schema/findings.ts'
import type { ReviewRow } from '#db/schema/reviews.ts'
import { stateSince } from './compare.ts'
import { fromRow } from './finding-rows.ts'
import { aboutFinding, acceptedIn } from './scope.ts'

type Ended = Pick<ReviewRow, 'id' | 'workspaceId' | 'projectId' | 'userId' | 'finishedAt'>

/** In order. What is gone since the base is among them, with the state `fixed`. */
export async function storedFindings(review: Ended, which?: SQL, limit = Number.MAX_SAFE_INTEGER): Promise<Stored[]> {
  const said = db()
    .select({ state: dismissals.state, reason: dismissals.reason, at: dismissals.saidAt, by: byName.as('by') })
    .from(dismissals)
    .leftJoin(users, eq(users.id, dismissals.saidBy))
    .where(aboutFinding(review))
    .orderBy(desc(dismissals.id))
    .limit(1)
    .as('said')
  const before = db()
    .select({ reason: dismissals.reason, at: dismissals.saidAt, by: byName.as('by_then') })
    .from(dismissals)
    .leftJoin(users, eq(users.id, dismissals.saidBy))
    .where(and(aboutFinding(review), eq(dismissals.state, 'dismissed')))
    .orderBy(desc(dismissals.id))
    .limit(1)
    .as('before')
  const rows = await db()
    .select({
      finding: findings,
      said: { state: said.state, reason: said.reason, at: said.at, by: said.by },
      before: { reason: before.reason, at: before.at, by: before.by },
      acceptedAt: acceptedFindings.acceptedAt,
    })
    .from(findings)
    .leftJoin(acceptedFindings, acceptedIn(review))
    .leftJoinLateral(said, sql`true`)
    .leftJoinLateral(before, eq(said.state, 'reopened'))
    .where(and(eq(findings.reviewId, review.id), which))
    .orderBy(asc(findings.position))
    .limit(limit)
    .prepare('read_findings')
    .execute()
  return rows.map(({ finding, said, before, acceptedAt }) => ({
    position: finding.position,
    finding: {
      ...toldNow(review, finding, said),
      ...fateNow(finding, acceptedAt),
      ...(before && { dismissedBefore: dismissalOf(before) }),
    },
  }))
}

export type Stored = { position: number; finding: Finding }

/** For the conditions of a reading. `isShown` is what the review itself has shown, accepted since or not. */
export const isShown = eq(findings.fate, 'shown')
export const ofFate: Record<Fate, SQL | undefined> = {
  shown: and(isShown, isNull(acceptedFindings.acceptedAt)),
  'held-back': or(eq(findings.fate, 'held-back'), isNotNull(acceptedFindings.acceptedAt)),
}
export const after = (position: number) => gt(findings.position, position)

const byName = sql<string | null>`coalesce(${users.name}, ${users.email})`

type Word = { reason: string | null; at: Date; by: string | null }
type Said = Word & { state: 'dismissed' | 'reopened' }

function toldNow(review: Ended, row: typeof findings.$inferSelect, said: Said | null): Finding {
  const state = stateSince(row.state, said, review.finishedAt ?? row.createdAt)
  if (state !== 'dismissed' || !said) return { ...fromRow(row), state }
  return { ...fromRow(row), state, dismissal: dismissalOf(said) }
}

/** What was held back anyway keeps its own reason. */
const fateNow = ({ fate }: Pick<Finding, 'fate'>, acceptedAt: Date | null) =>
  fate === 'shown' && acceptedAt
    ? {
        fate: 'held-back' as const,
        fateReason: `Accepted with the baseline of ${acceptedAt.toISOString().slice(0, 10)}.`,
      }
    : {}

const dismissalOf = ({ reason, by, at }: Word): Dismissal => ({
  ...(reason !== null && { reason }),
  by,
  at: at.toISOString(),
})
