// The project somebody starts in: their latest, or a small sample that has something to find.
import { and, asc, desc, eq, sql } from 'drizzle-orm'
import type { Actor } from '#accounts/actor.ts'
import { Problem } from '#contract/problem.ts'
import type { Project, ProjectFile } from '#contract/project.ts'
import { db, type Transaction } from '#db/client.ts'
import { type ProjectFileRow, type ProjectRow, projectFiles, projects } from '#db/schema/projects.ts'
import { SAMPLE_NAME, sampleFiles } from './sample.ts'

export async function openFirstProject(actor: Actor): Promise<{ project: Project; files: ProjectFile[] }> {
  const [project = await makeSample(actor)] = await listProjects(actor, 1)
  return { project, files: await listFiles(actor, project.id) }
}

/** Newest first. */
export async function listProjects(actor: Actor, limit = 100): Promise<Project[]> {
  const rows = await db()
    .select()
    .from(projects)
    .where(eq(projects.workspaceId, actor.workspaceId))
    .orderBy(desc(projects.createdAt))
    .limit(limit)
  return rows.map(asProject)
}

/** By path. Throws `not-found`. */
export async function listFiles(actor: Actor, projectId: string): Promise<ProjectFile[]> {
  const rows = await db()
    .select()
    .from(projectFiles)
    .where(and(eq(projectFiles.workspaceId, actor.workspaceId), eq(projectFiles.projectId, projectId)))
    .orderBy(asc(projectFiles.path))
  if (rows.length === 0) await refuseStrangeProject(actor, projectId)
  return rows.map(asProjectFile)
}

async function refuseStrangeProject({ workspaceId }: Actor, id: string): Promise<void> {
  const mine = and(eq(projects.id, id), eq(projects.workspaceId, workspaceId))
  if (!(await db().$count(projects, mine))) throw new Problem('not-found', 'There is no such project.')
}

/** Two tabs that open at once get one sample. */
const makeSample = (actor: Actor) =>
  db().transaction(async (tx) => {
    await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${actor.workspaceId}, 0))`)
    const [there] = await tx.select().from(projects).where(eq(projects.workspaceId, actor.workspaceId)).limit(1)
    return asProject(there ?? (await insertSample(tx, actor)))
  })

async function insertSample(tx: Transaction, { workspaceId, userId }: Actor): Promise<ProjectRow> {
  const [project] = await tx.insert(projects).values({ workspaceId, createdBy: userId, name: SAMPLE_NAME }).returning()
  const { id: projectId } = project as ProjectRow
  await tx.insert(projectFiles).values(sampleFiles.map((file) => ({ ...file, projectId, workspaceId })))
  return project as ProjectRow
}

const asProject = ({ id, name, updatedAt }: ProjectRow): Project => ({ id, name, updatedAt: updatedAt.toISOString() })

export const asProjectFile = ({ id, path, content, version, updatedAt }: ProjectFileRow): ProjectFile => ({
  id,
  path,
  content,
  version,
  updatedAt: updatedAt.toISOString(),
})
