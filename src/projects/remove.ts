// Files and folders go. Reviews keep the code as it was submitted to them.
import { eq, inArray } from 'drizzle-orm'
import type { Actor } from '#accounts/actor.ts'
import { projectFiles } from '#db/schema/projects.ts'
import { inProject } from './change.ts'
import { fileAt, type Target } from './file-at.ts'
import { isBelow, noSuchFolder } from './move.ts'
import { pathsOf } from './place.ts'

/** Throws `not-found`, or `edit-conflict` when a version is named and the file has another. */
export const deleteFile = (actor: Actor, target: Target): Promise<void> =>
  inProject(actor, target.projectId, async (tx) => {
    const { id } = await fileAt(tx, actor, target)
    await tx.delete(projectFiles).where(eq(projectFiles.id, id))
  })

/** With every file in it, at whatever version. Throws `not-found`. */
export const deleteFolder = (actor: Actor, projectId: string, folder: string): Promise<void> =>
  inProject(actor, projectId, async (tx) => {
    const inside = (await pathsOf(tx, projectId)).filter(({ path }) => isBelow(folder, path))
    if (inside.length === 0) throw noSuchFolder(folder)
    const ids = inside.map(({ id }) => id)
    await tx.delete(projectFiles).where(inArray(projectFiles.id, ids))
  })
