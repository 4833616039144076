// A project is changed by one at a time: what is counted or compared in it holds until the change is committed.
import { and, eq, sql } from 'drizzle-orm'
import type { Actor } from '#accounts/actor.ts'
import { Problem } from '#contract/problem.ts'
import { db, type Transaction } from '#db/client.ts'
import { type ProjectRow, projects } from '#db/schema/projects.ts'

/** The row that is touched is the lock. Throws `not-found`. */
export const inProject = <Result>(
  actor: Actor,
  id: string,
  work: (tx: Transaction, project: ProjectRow) => Promise<Result>,
): Promise<Result> =>
  db().transaction(async (tx) => {
    const [row] = await tx.update(projects).set({ updatedAt: sql`now()` }).where(ownProject(actor, id)).returning()
    if (!row) throw noSuchProject()
    return work(tx, row)
  })

export const ownProject = ({ workspaceId }: Pick<Actor, 'workspaceId'>, id: string) =>
  and(eq(projects.id, id), eq(projects.workspaceId, workspaceId))

export const noSuchProject = () => new Problem('not-found', 'There is no such project.')
