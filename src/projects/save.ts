// Files of a project are made and saved; whoever saves over somebody else's change is told so first.
import { eq, sql } from 'drizzle-orm'
import type { Actor } from '#accounts/actor.ts'
import { utf8Bytes } from '#contract/file.ts'
import type { NewFile, ProjectFile } from '#contract/project.ts'
import { type ProjectFileRow, projectFiles } from '#db/schema/projects.ts'
import { inProject } from './change.ts'
import { fileAt } from './file-at.ts'
import { refuseClash } from './place.ts'
import { asProjectFile } from './read.ts'
import { refuseTooMuch } from './room.ts'

/** Throws `not-found`, `conflict` when the path is taken, `too-large` when the project is full. */
export const createFile = (actor: Actor, projectId: string, { path, content }: NewFile): Promise<ProjectFile> =>
  inProject(actor, projectId, async (tx) => {
    await refuseClash(tx, projectId, path)
    const values = { projectId, workspaceId: actor.workspaceId, path, content }
    const [row] = (await tx.insert(projectFiles).values(values).returning()) as [ProjectFileRow]
    await refuseTooMuch(tx, projectId)
    return asProjectFile(row)
  })

type Saving = { projectId: string; fileId: string; version: number; content: string }

/**
 * Throws `not-found`, `edit-conflict` when the file is no longer at `version`, `too-large` when the project is full; a
 * save that makes the file no larger always fits.
 */
export const saveFile = (actor: Actor, { content, ...target }: Saving): Promise<ProjectFile> =>
  inProject(actor, target.projectId, async (tx) => {
    const before = await fileAt(tx, actor, target)
    const [row] = (await tx
      .update(projectFiles)
      .set({ content, version: sql`${projectFiles.version} + 1`, updatedAt: sql`now()` })
      .where(eq(projectFiles.id, before.id))
      .returning()) as [ProjectFileRow]
    if (utf8Bytes(content) > utf8Bytes(before.content)) await refuseTooMuch(tx, target.projectId)
    return asProjectFile(row)
  })
