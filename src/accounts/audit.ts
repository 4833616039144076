// The record of what was done: written in the same transaction as the deed, never changed.
import { and, desc, eq, lt } from 'drizzle-orm'
import type { AuditAction, AuditEvent } from '#contract/settings.ts'
import { type Database, db, type Transaction } from '#db/client.ts'
import { auditEvents } from '#db/schema/instance.ts'
import type { Actor } from './actor.ts'
import { requireOwner } from './owner.ts'

type Deed = {
  action: AuditAction
  /** Null when nobody is known, such as at a failed sign-in. */
  actor: { userId: string; email: string } | null
  workspaceId: string | null
  address: string | null
  target?: string | null
}

export async function writeDown(tx: Transaction | Database, deed: Deed): Promise<void> {
  const { action, actor, workspaceId, address, target = null } = deed
  await tx
    .insert(auditEvents)
    .values({ action, workspaceId, actorId: actor?.userId ?? null, actorEmail: actor?.email ?? null, address, target })
}

const PAGE = 50

/** Newest first. Throws `forbidden` for whoever does not own the workspace. */
export async function listAudit(
  actor: Actor,
  cursor: number | null,
): Promise<{ items: AuditEvent[]; nextCursor: string | null }> {
  await requireOwner(actor, 'read its audit log')
  const own = eq(auditEvents.workspaceId, actor.workspaceId)
  const rows = await db()
    .select()
    .from(auditEvents)
    .where(cursor === null ? own : and(own, lt(auditEvents.id, cursor)))
    .orderBy(desc(auditEvents.id))
    .limit(PAGE + 1)
  const items = rows.slice(0, PAGE).map(({ id, at, action, actorEmail, address, target }) => ({
    id: String(id),
    at: at.toISOString(),
    action,
    actorEmail,
    address,
    target,
  }))
  return { items, nextCursor: rows.length > PAGE ? (items.at(-1)?.id ?? null) : null }
}
