// Many files come into a project at once: all that can be kept, or none.
import { eq, sql } from 'drizzle-orm'
import type { Actor } from '#accounts/actor.ts'
import { utf8Bytes } from '#contract/file.ts'
import type { ImportedFile, ImportQuery, ImportResult, SkippedFile } from '#contract/import.ts'
import { Problem } from '#contract/problem.ts'
import type { NewFile } from '#contract/project.ts'
import type { Transaction } from '#db/client.ts'
import { type ProjectFileRow, projectFiles } from '#db/schema/projects.ts'
import { inProject } from './change.ts'
import { refuseMoreThanFits } from './room.ts'
import type { Sifted } from './sift.ts'
import { takenPaths } from './taken-paths.ts'

/**
 * A file that is there with the same content is in nobody's way. Throws `not-found`, `too-large` when the project has no
 * room for all of it, and with `fail` a `conflict` that names what is in the way.
 */
export const importFiles = (
  actor: Actor,
  projectId: string,
  sifted: Sifted,
  onConflict: ImportQuery['onConflict'],
): Promise<ImportResult> =>
  inProject(actor, projectId, async (tx) => {
    const there = await tx.select().from(projectFiles).where(eq(projectFiles.projectId, projectId))
    const plan = planImport(sifted.files, there, onConflict)
    refuseMoreThanFits(after(there, plan))
    const imported = [
      ...plan.same.map((row) => told(row, 'unchanged')),
      ...(await create(tx, plan.created, { projectId, workspaceId: actor.workspaceId })),
      ...(await replace(tx, plan.replaced)),
    ]
    imported.sort((a, b) => (a.path < b.path ? -1 : 1))
    return { imported, skipped: [...sifted.skipped, ...plan.skipped] }
  })

type Plan = {
  same: ProjectFileRow[]
  created: NewFile[]
  replaced: { row: ProjectFileRow; content: string }[]
  skipped: SkippedFile[]
}

function planImport(files: NewFile[], there: ProjectFileRow[], onConflict: ImportQuery['onConflict']): Plan {
  const byPath = new Map(there.map((row) => [row.path, row]))
  const { clash } = takenPaths(byPath.keys())
  const plan: Plan = { same: [], created: [], replaced: [], skipped: [] }
  for (const file of files) {
    const [row, reason] = [byPath.get(file.path), clash(file.path)]
    if (row?.content === file.content) plan.same.push(row)
    else if (reason === null) plan.created.push(file)
    else if (row && onConflict === 'replace') plan.replaced.push({ row, content: file.content })
    else plan.skipped.push({ path: file.path, reason })
  }
  if (onConflict === 'fail' && plan.skipped.length > 0) throw inTheWay(plan.skipped)
  return plan
}

const MOST_NAMED = 50

const inTheWay = (skipped: SkippedFile[]) =>
  new Problem('conflict', `Nothing was imported: ${skipped.length} of these files meet one that is there already.`, {
    errors: skipped.slice(0, MOST_NAMED).map(({ path, reason }) => ({ path, message: reason })),
  })

function after(there: ProjectFileRow[], { created, replaced }: Plan): { files: number; bytes: number } {
  const bytes = (files: { content: string }[]) => files.reduce((sum, { content }) => sum + utf8Bytes(content), 0)
  const gone = bytes(replaced.map(({ row }) => row))
  return { files: there.length + created.length, bytes: bytes(there) - gone + bytes(created) + bytes(replaced) }
}

async function create(tx: Transaction, files: NewFile[], to: { projectId: string; workspaceId: string }) {
  if (files.length === 0) return []
  const rows = await tx
    .insert(projectFiles)
    .values(files.map((file) => ({ ...file, ...to })))
    .returning()
  return rows.map((row) => told(row, 'created'))
}

async function replace(tx: Transaction, replaced: Plan['replaced']) {
  if (replaced.length === 0) return []
  const contents = JSON.stringify(replaced.map(({ row: { id }, content }) => ({ id, content })))
  const rows = await tx
    .update(projectFiles)
    .set({ content: sql`given.content`, version: sql`${projectFiles.version} + 1`, updatedAt: sql`now()` })
    .from(sql`jsonb_to_recordset(${contents}::jsonb) as given(id uuid, content text)`)
    .where(sql`${projectFiles.id} = given.id`)
    .returning({ id: projectFiles.id, path: projectFiles.path, version: projectFiles.version })
  return (rows as Pick<ProjectFileRow, 'id' | 'path' | 'version'>[]).map((row) => told(row, 'replaced'))
}

const told = (
  { id, path, version }: Pick<ProjectFileRow, 'id' | 'path' | 'version'>,
  outcome: ImportedFile['outcome'],
): ImportedFile => ({
  id,
  path,
  version,
  outcome,
})
