// Whether a path is free in a project, asked while the project is held.
import { eq } from 'drizzle-orm'
import { Problem } from '#contract/problem.ts'
import type { Transaction } from '#db/client.ts'
import { projectFiles } from '#db/schema/projects.ts'
import { takenPaths } from './taken-paths.ts'

/** Throws `conflict`. The file that is moved itself stands in nobody's way. */
export async function refuseClash(tx: Transaction, projectId: string, path: string, moved?: string): Promise<void> {
  const others = (await pathsOf(tx, projectId)).filter((file) => file.id !== moved)
  const message = takenPaths(others.map((file) => file.path)).clash(path)
  if (message) throw new Problem('conflict', message, { errors: [{ path: 'path', message }] })
}

export const pathsOf = (tx: Transaction, projectId: string) =>
  tx
    .select({ id: projectFiles.id, path: projectFiles.path })
    .from(projectFiles)
    .where(eq(projectFiles.projectId, projectId))
