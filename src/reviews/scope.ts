// Where a finding stays the same matter: in a project; without one, in one person's file.
import { and, eq, isNull, sql } from 'drizzle-orm'
import { acceptedFindings } from '#db/schema/baseline.ts'
import { dismissals } from '#db/schema/dismissals.ts'
import { findings } from '#db/schema/findings.ts'
import { type ReviewRow, reviews } from '#db/schema/reviews.ts'

export type Scope = Pick<ReviewRow, 'workspaceId' | 'projectId' | 'userId'>

/** The reviews of a scope. */
export const ofScope = ({ workspaceId, projectId, userId }: Scope) =>
  and(
    eq(reviews.workspaceId, workspaceId),
    projectId ? eq(reviews.projectId, projectId) : and(isNull(reviews.projectId), eq(reviews.userId, userId)),
  )

/** What was said about the identity of a finding, which the query names as well. */
export const aboutFinding = ({ projectId, userId }: Scope) =>
  and(
    eq(dismissals.workspaceId, findings.workspaceId),
    eq(dismissals.fingerprint, findings.fingerprint),
    projectId
      ? eq(dismissals.projectId, projectId)
      : and(eq(dismissals.userId, userId), eq(dismissals.path, findings.path)),
  )

/** Whether the project has accepted a finding, which the query names as well; without a project nothing is. */
export const acceptedIn = ({ workspaceId, projectId }: Scope) =>
  projectId
    ? and(
        eq(acceptedFindings.projectId, projectId),
        eq(acceptedFindings.workspaceId, workspaceId),
        eq(acceptedFindings.fingerprint, findings.fingerprint),
      )
    : sql`false`
