// The devices somebody is signed in on.
import { and, desc, eq, gt, isNull, ne, sql } from 'drizzle-orm'
import { Problem } from '#contract/problem.ts'
import type { Session } from '#contract/settings.ts'
import { db } from '#db/client.ts'
import { sessions } from '#db/schema/accounts.ts'
import type { Actor } from './actor.ts'
import { writeDown } from './audit.ts'
import { endSession } from './session.ts'

const alive = (userId: string) =>
  and(eq(sessions.userId, userId), isNull(sessions.endedAt), gt(sessions.expiresAt, sql`now()`))

/** Last used first. */
export async function listSessions(actor: Actor): Promise<Session[]> {
  const rows = await db()
    .select()
    .from(sessions)
    .where(alive(actor.userId))
    .orderBy(desc(sessions.lastUsedAt))
    .limit(100)
  return rows.map((row) => ({
    id: row.id,
    userAgent: row.userAgent,
    address: row.address,
    createdAt: row.createdAt.toISOString(),
    lastUsedAt: row.lastUsedAt.toISOString(),
    expiresAt: row.expiresAt.toISOString(),
    current: row.id === actor.sessionId,
  }))
}

/** Throws `not-found` for a session that is not the actor's, or is over. */
export async function endOwnSession(actor: Actor, sessionId: string, address: string): Promise<void> {
  const own = and(alive(actor.userId), eq(sessions.id, sessionId))
  const [session] = await db().select({ userAgent: sessions.userAgent }).from(sessions).where(own)
  if (!session) throw new Problem('not-found', 'There is no such session.')
  await endSession(sessionId, 'ended by its owner', null)
  await writeDown(db(), {
    action: 'session.ended',
    actor,
    workspaceId: actor.workspaceId,
    address,
    target: session.userAgent,
  })
}

/** @param keep the session that stays, if any. */
export async function endSessionsOf(userId: string, because: string, keep: string | null = null): Promise<void> {
  const others = keep === null ? alive(userId) : and(alive(userId), ne(sessions.id, keep))
  const rows = await db().select({ id: sessions.id }).from(sessions).where(others)
  for (const { id } of rows) await endSession(id, because, null)
}
