// What people are told about themselves.
import { and, eq } from 'drizzle-orm'
import type { Me } from '#contract/account.ts'
import { Problem } from '#contract/problem.ts'
import type { Profile } from '#contract/settings.ts'
import { db } from '#db/client.ts'
import { memberships, users, workspaces } from '#db/schema/accounts.ts'
import { takeFromLimit } from '#limits.ts'
import type { Actor } from './actor.ts'
import { forgetActor } from './session-cache.ts'

export async function whoAmI(actor: Actor): Promise<Me> {
  const { userId, workspaceId, email, name, role } = actor
  const [workspace] = await db()
    .select({ id: workspaces.id, name: workspaces.name, role: memberships.role })
    .from(workspaces)
    .innerJoin(memberships, eq(memberships.workspaceId, workspaces.id))
    .where(and(eq(workspaces.id, workspaceId), eq(memberships.userId, userId)))
  if (!workspace) throw new Problem('unauthenticated', 'You are no longer a member of this workspace.')
  const reviews = await takeFromLimit('reviews', userId, 0)
  return { user: { id: userId, email, name, role }, workspace, limits: { reviews } }
}

export async function saveProfile(actor: Actor, { name }: Profile): Promise<Me> {
  await db().update(users).set({ name }).where(eq(users.id, actor.userId))
  await forgetActor(actor.sessionId) // other devices learn it when their half minute is over
  return whoAmI({ ...actor, name })
}
