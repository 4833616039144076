// The project somebody starts in: the one they changed last, or a small sample that has something to find.
import { eq, sql } from 'drizzle-orm'
import { z } from 'zod'
import type { Actor } from '#accounts/actor.ts'
import { Problem } from '#contract/problem.ts'
import type { Project, ProjectFile } from '#contract/project.ts'
import { db } from '#db/client.ts'
import { type ProjectRow, projectFiles, projects } from '#db/schema/projects.ts'
import { listFiles, listProjects, readProject } from './read.ts'
import { SAMPLE_NAME, sampleFiles } from './sample.ts'

type Opened = { project: Project; files: ProjectFile[] }

export async function openFirstProject(actor: Actor): Promise<Opened> {
  const there = await listProjects(actor, 1)
  if (there.length === 0) await makeSample(actor)
  const [project] = (there.length > 0 ? there : await listProjects(actor, 1)) as [Project]
  return { project, files: await listFiles(actor, project.id) }
}

/** Null when there is no such project in the workspace. */
export async function openProject(actor: Actor, id: string): Promise<Opened | null> {
  if (!z.uuid().safeParse(id).success) return null
  try {
    return { project: await readProject(actor, id), files: await listFiles(actor, id) }
  } catch (error) {
    if (error instanceof Problem && error.code === 'not-found') return null
    throw error
  }
}

/** Two tabs that open at once get one sample. */
const makeSample = ({ workspaceId, userId }: Actor): Promise<void> =>
  db().transaction(async (tx) => {
    await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${workspaceId}, 0))`)
    if (await tx.$count(projects, eq(projects.workspaceId, workspaceId))) return
    const values = { workspaceId, createdBy: userId, name: SAMPLE_NAME }
    const [project] = (await tx.insert(projects).values(values).returning()) as [ProjectRow]
    await tx.insert(projectFiles).values(sampleFiles.map((file) => ({ ...file, projectId: project.id, workspaceId })))
  })
