// A file as its caller knows it: at one version, or not at all.
import type { Actor } from '#accounts/actor.ts'
import { Problem } from '#contract/problem.ts'
import type { Transaction } from '#db/client.ts'
import { type ProjectFileRow, projectFiles } from '#db/schema/projects.ts'
import { asProjectFile, noSuchFile, ownFile } from './read.ts'

export type Target = { projectId: string; fileId: string; version: number | null }

/**
 * To be asked while the project is held. Without a version, whatever it is. Throws `not-found`, or `edit-conflict` with
 * the file as it is now.
 */
export async function fileAt(tx: Transaction, actor: Actor, target: Target): Promise<ProjectFileRow> {
  const { projectId, fileId, version } = target
  const [row] = await tx
    .select()
    .from(projectFiles)
    .where(ownFile(actor, projectId, fileId))
  if (!row) throw noSuchFile()
  if (version !== null && row.version !== version)
    throw new Problem('edit-conflict', 'This file was changed somewhere else since you opened it.', {
      current: asProjectFile(row),
    })
  return row
}
