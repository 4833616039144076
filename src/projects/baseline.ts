// The baseline of a project: everything found so far is accepted, or nothing is any more.
import { eq, sql } from 'drizzle-orm'
import type { Baseline } from '#contract/project.ts'
import type { Transaction } from '#db/client.ts'
import { acceptedFindings } from '#db/schema/baseline.ts'
import { findings } from '#db/schema/findings.ts'
import { type ProjectRow, projects } from '#db/schema/projects.ts'
import { reviews } from '#db/schema/reviews.ts'

/**
 * Accepts what the project's completed reviews have found until now, beside what was accepted before; null takes all of
 * it back. Answers the ids of the reviews that tell something else from now on, which may be remembered elsewhere.
 */
export async function setBaseline(tx: Transaction, project: ProjectRow, baseline: Baseline): Promise<string[]> {
  const { id, workspaceId } = project
  await tx
    .update(projects)
    .set({ baselineAt: baseline && sql`now()` })
    .where(eq(projects.id, id))
  if (baseline === null) await tx.delete(acceptedFindings).where(eq(acceptedFindings.projectId, id))
  else
    await tx.execute(sql`
      insert into ${acceptedFindings} (project_id, workspace_id, fingerprint)
      select distinct ${id}::uuid, ${workspaceId}::uuid, found.fingerprint
      from ${reviews} review join ${findings} found on found.review_id = review.id
      where review.project_id = ${id} and review.workspace_id = ${workspaceId} and review.status = 'completed'
      on conflict do nothing`)
  const told = await tx.select({ id: reviews.id }).from(reviews).where(eq(reviews.projectId, id))
  return told.map((review) => review.id)
}
