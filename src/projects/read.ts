// Projects and their files, looked up. Those of another workspace do not exist.
import { and, asc, desc, eq, type SQL, sql } from 'drizzle-orm'
import type { Actor } from '#accounts/actor.ts'
import { Problem } from '#contract/problem.ts'
import type { Project, ProjectFile } from '#contract/project.ts'
import { type Database, db, type Transaction } from '#db/client.ts'
import { type ProjectFileRow, projectFiles, projects } from '#db/schema/projects.ts'
import { reviews } from '#db/schema/reviews.ts'
import { noSuchProject, ownProject } from './change.ts'

/** The one that was changed last comes first. */
export const listProjects = ({ workspaceId }: Actor, limit?: number): Promise<Project[]> =>
  readProjects(db(), eq(projects.workspaceId, workspaceId), limit)

/** Throws `not-found`. */
export async function readProject(actor: Actor, id: string, tx: Database | Transaction = db()): Promise<Project> {
  const [project] = await readProjects(tx, ownProject(actor, id))
  if (!project) throw noSuchProject()
  return project
}

/** By path. Throws `not-found`. */
export async function listFiles(actor: Actor, projectId: string): Promise<ProjectFile[]> {
  const rows = await db()
    .select()
    .from(projectFiles)
    .where(and(eq(projectFiles.workspaceId, actor.workspaceId), eq(projectFiles.projectId, projectId)))
    .orderBy(asc(projectFiles.path))
  if (rows.length === 0 && !(await db().$count(projects, ownProject(actor, projectId)))) throw noSuchProject()
  return rows.map(asProjectFile)
}

/** Throws `not-found`. */
export async function readFile(actor: Actor, projectId: string, fileId: string): Promise<ProjectFile> {
  const [row] = await db()
    .select()
    .from(projectFiles)
    .where(ownFile(actor, projectId, fileId))
  if (!row) throw noSuchFile()
  return asProjectFile(row)
}

export const ownFile = ({ workspaceId }: Actor, projectId: string, id: string) =>
  and(eq(projectFiles.id, id), eq(projectFiles.projectId, projectId), eq(projectFiles.workspaceId, workspaceId))

export const noSuchFile = () => new Problem('not-found', 'There is no such file.')

export const asProjectFile = ({ id, path, content, version, updatedAt }: ProjectFileRow): ProjectFile => ({
  id,
  path,
  content,
  version,
  updatedAt: updatedAt.toISOString(),
})

// By its full name: the query builder would write `id` alone, which in here is another one.
const ofProject = sql.raw('where project_id = projects.id')
const files = sql<number>`(select count(*)::int from ${projectFiles} ${ofProject})`
const bytes = sql<number>`(select coalesce(sum(octet_length(content)), 0)::int from ${projectFiles} ${ofProject})`
const ofReviews = sql<number>`(select count(*)::int from ${reviews} ${ofProject})`

async function readProjects(tx: Database | Transaction, which: SQL | undefined, limit = 1000): Promise<Project[]> {
  const rows = await tx
    .select({ project: projects, files, bytes, reviews: ofReviews })
    .from(projects)
    .where(which)
    .orderBy(desc(projects.updatedAt), desc(projects.id))
    .limit(limit)
  return rows.map(({ project: { id, name, createdAt, updatedAt, baselineAt }, ...amounts }) => ({
    id,
    name,
    ...amounts,
    createdAt: createdAt.toISOString(),
    updatedAt: updatedAt.toISOString(),
    baselineAt: baselineAt?.toISOString() ?? null,
  }))
}
