// Files of a project are made and saved; whoever saves over somebody else's change is told so first.
import { and, count, eq, sql } from 'drizzle-orm'
import type { Actor } from '#accounts/actor.ts'
import { MAX_FILES } from '#contract/file.ts'
import { Problem } from '#contract/problem.ts'
import type { NewFile, ProjectFile } from '#contract/project.ts'
import { db } from '#db/client.ts'
import { projectFiles, projects } from '#db/schema/projects.ts'
import { asProjectFile } from './open.ts'

/** Throws `not-found`, `conflict` when the path is taken, `too-large` when the project is full. */
export async function createFile(actor: Actor, projectId: string, { path, content }: NewFile): Promise<ProjectFile> {
  const { workspaceId } = actor
  return db().transaction(async (tx) => {
    const mine = and(eq(projects.id, projectId), eq(projects.workspaceId, workspaceId))
    const [project] = await tx.select({ id: projects.id }).from(projects).where(mine).for('update')
    if (!project) throw new Problem('not-found', 'There is no such project.')
    const [files] = await tx.select({ all: count() }).from(projectFiles).where(eq(projectFiles.projectId, projectId))
    if (files && files.all >= MAX_FILES) throw new Problem('too-large', `A project holds at most ${MAX_FILES} files.`)
    const [row] = await tx
      .insert(projectFiles)
      .values({ projectId, workspaceId, path, content })
      .onConflictDoNothing({ target: [projectFiles.projectId, projectFiles.path] })
      .returning()
    if (!row) throw new Problem('conflict', `There is a file ${path} already.`, taken(path))
    return asProjectFile(row)
  })
}

const taken = (path: string) => ({ errors: [{ path: 'path', message: `There is a file ${path} already.` }] })

type Saving = { projectId: string; fileId: string; version: number; content: string }

/** Throws `edit-conflict` when the file is no longer at `version`, `not-found` when there is no such file. */
export async function saveFile(actor: Actor, { projectId, fileId, version, content }: Saving): Promise<ProjectFile> {
  const mine = and(
    eq(projectFiles.id, fileId),
    eq(projectFiles.projectId, projectId),
    eq(projectFiles.workspaceId, actor.workspaceId),
  )
  const [row] = await db()
    .update(projectFiles)
    .set({ content, version: sql`${projectFiles.version} + 1`, updatedAt: sql`now()` })
    .where(and(mine, eq(projectFiles.version, version)))
    .returning()
  if (row) return asProjectFile(row)
  if (!(await db().$count(projectFiles, mine))) throw new Problem('not-found', 'There is no such file.')
  throw new Problem('edit-conflict', 'This file was changed somewhere else since you opened it.')
}
