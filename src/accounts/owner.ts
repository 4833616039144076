// What only whoever owns the workspace may do.
import { and, eq } from 'drizzle-orm'
import { Problem } from '#contract/problem.ts'
import { db } from '#db/client.ts'
import { memberships } from '#db/schema/accounts.ts'
import type { Actor } from './actor.ts'

/** @param what such as `read its audit log`. Throws `forbidden`. */
export async function requireOwner({ workspaceId, userId }: Actor, what: string): Promise<void> {
  const owner = and(
    eq(memberships.workspaceId, workspaceId),
    eq(memberships.userId, userId),
    eq(memberships.role, 'owner'),
  )
  if (!(await db().$count(memberships, owner)))
    throw new Problem('forbidden', `Only the workspace's owner may ${what}.`)
}
