// Files and folders get another place; each file keeps its id, and what it holds.
import { eq, inArray, sql } from 'drizzle-orm'
import type { Actor } from '#accounts/actor.ts'
import { FilePath } from '#contract/file.ts'
import { Problem } from '#contract/problem.ts'
import type { FolderMove, PlacedFile, ProjectFile } from '#contract/project.ts'
import type { Transaction } from '#db/client.ts'
import { type ProjectFileRow, projectFiles } from '#db/schema/projects.ts'
import { inProject } from './change.ts'
import { fileAt, type Target } from './file-at.ts'
import { pathsOf, refuseClash } from './place.ts'
import { asProjectFile } from './read.ts'
import { takenPaths } from './taken-paths.ts'

/** Throws `not-found`, `edit-conflict` when the file is no longer at the version, `conflict` when the path is taken. */
export const moveFile = (actor: Actor, target: Target, path: string): Promise<ProjectFile> =>
  inProject(actor, target.projectId, async (tx) => {
    const before = await fileAt(tx, actor, target)
    await refuseClash(tx, target.projectId, path, before.id)
    const [row] = (await tx
      .update(projectFiles)
      .set({ path, ...anotherVersion })
      .where(eq(projectFiles.id, before.id))
      .returning()) as [ProjectFileRow]
    return asProjectFile(row)
  })

type Place = { id: string; path: string }

/**
 * All of its files or none. A folder that is there already takes them in, unless a file stands in the way of one. Throws
 * `not-found`, `conflict`, or `invalid` for a place inside of itself and for paths that become too long.
 */
export const moveFolder = (actor: Actor, projectId: string, { from, to }: FolderMove): Promise<PlacedFile[]> =>
  inProject(actor, projectId, async (tx) => {
    if (isBelow(from, to)) throw refusal('invalid', 'to', 'A folder cannot be moved into itself.')
    const files = await pathsOf(tx, projectId)
    const [inside, outside] = [files.filter(({ path }) => isBelow(from, path)), files.filter(notBelow(from))]
    if (inside.length === 0) throw noSuchFolder(from)
    const places = inside.map(({ id, path }) => ({ id, path: to + path.slice(from.length) }))
    refuseUnfit(places, outside)
    return put(tx, places)
  })

export const isBelow = (folder: string, path: string) => path.startsWith(`${folder}/`)
export const noSuchFolder = (path: string) => new Problem('not-found', `There is no folder ${path}.`)

const notBelow = (folder: string) => (file: Place) => !isBelow(folder, file.path)
const anotherVersion = { version: sql`${projectFiles.version} + 1`, updatedAt: sql`now()` }

function refuseUnfit(places: Place[], outside: Place[]): void {
  const taken = takenPaths(outside.map(({ path }) => path))
  for (const { path } of places) {
    const { error } = FilePath.safeParse(path)
    if (error) throw refusal('invalid', 'to', `${path}: ${error.issues[0]?.message}`)
    const clash = taken.clash(path)
    if (clash) throw refusal('conflict', 'to', clash)
  }
}

/** Out of the way first: on the way from `a/a` to `a` a file may need the path of one that is yet to move. */
async function put(tx: Transaction, places: Place[]): Promise<PlacedFile[]> {
  const ids = places.map(({ id }) => id)
  await tx
    .update(projectFiles)
    .set({ path: sql`${projectFiles.id}::text` })
    .where(inArray(projectFiles.id, ids))
  const rows = await tx
    .update(projectFiles)
    .set({ path: sql`place.path`, ...anotherVersion })
    .from(sql`jsonb_to_recordset(${JSON.stringify(places)}::jsonb) as place(id uuid, path text)`)
    .where(sql`${projectFiles.id} = place.id`)
    .returning(placeOf)
  return (rows as Placed[])
    .map(({ updatedAt, ...place }) => ({ ...place, updatedAt: updatedAt.toISOString() }))
    .toSorted((a, b) => (a.path < b.path ? -1 : 1))
}

const { id, path, version, updatedAt } = projectFiles
const placeOf = { id, path, version, updatedAt }
type Placed = Pick<ProjectFileRow, keyof typeof placeOf>

const refusal = (code: 'invalid' | 'conflict', path: string, message: string) =>
  new Problem(code, message, { errors: [{ path, message }] })
