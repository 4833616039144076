// A workspace's guidelines: what it asks of its code in plain words, and which of them are about a file.
import { and, asc, eq, sql } from 'drizzle-orm'
import type { Actor } from '#accounts/actor.ts'
import { writeDown } from '#accounts/audit.ts'
import { requireOwner } from '#accounts/owner.ts'
import { matchesAny } from '#analysis/own-rules/globs.ts'
import { type Guideline, MAX_GUIDELINES, type NewGuideline } from '#contract/guideline.ts'
import { Problem } from '#contract/problem.ts'
import { db } from '#db/client.ts'
import { type GuidelineRow, guidelines } from '#db/schema/rules.ts'

/** Oldest first. */
export const listGuidelines = async ({ workspaceId }: Actor): Promise<Guideline[]> =>
  (await rowsOf(workspaceId)).map(told)

/** By path, the words of those that are about it: as they are now. */
export async function guidelinesFor(workspaceId: string): Promise<(path: string) => string[]> {
  const rows = await rowsOf(workspaceId)
  return (path) => rows.filter(({ paths }) => paths.length === 0 || matchesAny(path, paths)).map(({ text }) => text)
}

/** Throws `not-found`. */
export async function readGuideline(actor: Actor, id: string): Promise<Guideline> {
  const [row] = await db().select().from(guidelines).where(own(actor, id))
  if (!row) throw noSuchGuideline()
  return told(row)
}

/** Throws `forbidden` for whoever does not own the workspace, `conflict` when it has too many. */
export async function createGuideline(actor: Actor, wish: NewGuideline, address: string): Promise<Guideline> {
  await requireOwner(actor, MAY)
  const { workspaceId, userId } = actor
  return db().transaction(async (tx) => {
    await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${workspaceId}, 2))`)
    if ((await tx.$count(guidelines, eq(guidelines.workspaceId, workspaceId))) >= MAX_GUIDELINES)
      throw new Problem('conflict', `A workspace holds at most ${MAX_GUIDELINES} guidelines.`)
    const [row] = await tx
      .insert(guidelines)
      .values({ ...wish, workspaceId, updatedBy: userId })
      .returning()
    await writeDown(tx, { action: 'guideline.saved', actor, workspaceId, address, target: inShort(wish.text) })
    return told(row as GuidelineRow)
  })
}

/** Throws `not-found`, or `forbidden` as above. */
export async function changeGuideline(
  actor: Actor,
  id: string,
  wish: NewGuideline,
  address: string,
): Promise<Guideline> {
  await readGuideline(actor, id)
  await requireOwner(actor, MAY)
  const { workspaceId, userId } = actor
  return db().transaction(async (tx) => {
    const values = { ...wish, updatedBy: userId, updatedAt: sql`now()` }
    const [row] = await tx.update(guidelines).set(values).where(own(actor, id)).returning()
    if (!row) throw noSuchGuideline()
    await writeDown(tx, { action: 'guideline.saved', actor, workspaceId, address, target: inShort(wish.text) })
    return told(row)
  })
}

/** Throws `not-found`, or `forbidden` as above. */
export async function deleteGuideline(actor: Actor, id: string, address: string): Promise<void> {
  await readGuideline(actor, id)
  await requireOwner(actor, MAY)
  const { workspaceId } = actor
  await db().transaction(async (tx) => {
    const [row] = await tx.delete(guidelines).where(own(actor, id)).returning()
    if (!row) throw noSuchGuideline()
    await writeDown(tx, { action: 'guideline.deleted', actor, workspaceId, address, target: inShort(row.text) })
  })
}

const MAY = 'change its guidelines'

const rowsOf = (workspaceId: string) =>
  db()
    .select()
    .from(guidelines)
    .where(eq(guidelines.workspaceId, workspaceId))
    .orderBy(asc(guidelines.createdAt), asc(guidelines.id))

const own = ({ workspaceId }: Actor, id: string) => and(eq(guidelines.id, id), eq(guidelines.workspaceId, workspaceId))

const told = ({ id, text, paths, updatedAt }: GuidelineRow): Guideline => ({
  id,
  text,
  paths,
  updatedAt: updatedAt.toISOString(),
})

const inShort = (text: string) => (text.length > 80 ? `${text.slice(0, 79)}…` : text)
const noSuchGuideline = () => new Problem('not-found', 'There is no such guideline.')
