// A project begins, gets another name or a baseline, and goes.
import { and, eq, sql } from 'drizzle-orm'
import type { Actor } from '#accounts/actor.ts'
import { writeDown } from '#accounts/audit.ts'
import { Problem } from '#contract/problem.ts'
import { MAX_PROJECTS, type NewProject, type Project, type ProjectChange } from '#contract/project.ts'
import { db } from '#db/client.ts'
import { type ProjectRow, projects } from '#db/schema/projects.ts'
import { reviews } from '#db/schema/reviews.ts'
import { setBaseline } from './baseline.ts'
import { inProject, noSuchProject, ownProject } from './change.ts'
import { readProject } from './read.ts'

/** Empty. Throws `conflict` when the workspace has too many. */
export async function createProject(actor: Actor, { name }: NewProject): Promise<Project> {
  const { workspaceId, userId } = actor
  return db().transaction(async (tx) => {
    await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${workspaceId}, 0))`)
    if ((await tx.$count(projects, eq(projects.workspaceId, workspaceId))) >= MAX_PROJECTS)
      throw new Problem('conflict', `A workspace holds at most ${MAX_PROJECTS} projects. Delete one first.`)
    const [row] = (await tx.insert(projects).values({ workspaceId, createdBy: userId, name }).returning()) as [
      ProjectRow,
    ]
    return readProject(actor, row.id, tx)
  })
}

/**
 * The last word counts: a name is too little to quarrel about. `reviews` are those that a new baseline makes tell
 * something else, which may be remembered elsewhere. Throws `not-found`.
 */
export const changeProject = (
  actor: Actor,
  id: string,
  { name, baseline }: ProjectChange,
): Promise<{ project: Project; reviews: string[] }> =>
  inProject(actor, id, async (tx, row) => {
    if (name !== undefined) await tx.update(projects).set({ name }).where(eq(projects.id, id))
    const changed = baseline === undefined ? [] : await setBaseline(tx, row, baseline)
    return { project: await readProject(actor, id, tx), reviews: changed }
  })

const LONGEST = '60s'

/**
 * With its files, its reviews in every state, and what was said about their findings. A review without its project would be
 * told against code it has nothing to do with, its dismissals would be gone, and it would keep a copy of the code that
 * somebody wanted gone. A worker that has one of them finds that out at its next heartbeat.
 *
 * Answers the ids of the reviews, which may be remembered elsewhere. Throws `not-found`.
 */
export const deleteProject = (actor: Actor, id: string, address: string): Promise<string[]> =>
  db().transaction(async (tx) => {
    await tx.execute(sql.raw(`set local statement_timeout = '${LONGEST}'`))
    const [project] = await tx.select().from(projects).where(ownProject(actor, id)).for('update')
    if (!project) throw noSuchProject()
    const { workspaceId } = actor
    const gone = await tx
      .delete(reviews)
      .where(and(eq(reviews.projectId, id), eq(reviews.workspaceId, workspaceId)))
      .returning({ id: reviews.id })
    await tx.delete(projects).where(eq(projects.id, id))
    await writeDown(tx, { action: 'project.deleted', actor, workspaceId, address, target: project.name })
    return gone.map((review) => review.id)
  })
