// The findings of a review that has ended, each with what people have said about it since.
import { and, asc, desc, eq, gt, type SQL, sql } from 'drizzle-orm'
import type { Finding } from '#contract/finding.ts'
import { db } from '#db/client.ts'
import { users } from '#db/schema/accounts.ts'
import { dismissals } from '#db/schema/dismissals.ts'
import { findings } from '#db/schema/findings.ts'
import type { ReviewRow } from '#db/schema/reviews.ts'
import { stateSince } from './compare.ts'
import { fromRow } from './finding-rows.ts'
import { aboutFinding } from './scope.ts'

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
  const rows = await db()
    .select({ finding: findings, said: { state: said.state, reason: said.reason, at: said.at, by: said.by } })
    .from(findings)
    .leftJoinLateral(said, sql`true`)
    .where(and(eq(findings.reviewId, review.id), which))
    .orderBy(asc(findings.position))
    .limit(limit)
    .prepare('read_findings')
    .execute()
  return rows.map(({ finding, said }) => ({ position: finding.position, finding: toldNow(review, finding, said) }))
}

export type Stored = { position: number; finding: Finding }

export const shown = eq(findings.fate, 'shown')
export const after = (position: number) => gt(findings.position, position)

const byName = sql<string | null>`coalesce(${users.name}, ${users.email})`

type Said = { state: 'dismissed' | 'reopened'; reason: string | null; at: Date; by: string | null }

function toldNow(review: Ended, row: typeof findings.$inferSelect, said: Said | null): Finding {
  const state = stateSince(row.state, said, review.finishedAt ?? row.createdAt)
  if (state !== 'dismissed' || !said) return { ...fromRow(row), state }
  const { reason, by, at } = said
  return { ...fromRow(row), state, dismissal: { ...(reason !== null && { reason }), by, at: at.toISOString() } }
}
