// What the projects of a workspace are called: for lists that are narrowed down by one.
import { asc, eq } from 'drizzle-orm'
import type { Actor } from '#accounts/actor.ts'
import { db } from '#db/client.ts'
import { projects } from '#db/schema/projects.ts'

/** By id, in the order of their names. */
export async function readProjectNames({ workspaceId }: Pick<Actor, 'workspaceId'>): Promise<Record<string, string>> {
  const rows = await db()
    .select({ id: projects.id, name: projects.name })
    .from(projects)
    .where(eq(projects.workspaceId, workspaceId))
    .orderBy(asc(projects.name))
  return Object.fromEntries(rows.map(({ id, name }) => [id, name]))
}
