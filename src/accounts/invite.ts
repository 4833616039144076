// Invitations into the instance: a link that makes one account, while REGISTRATION is `invite`.
import { and, desc, eq, gt, isNull, sql } from 'drizzle-orm'
import type { Invitation, OneTimeLink } from '#contract/admin.ts'
import { Problem } from '#contract/problem.ts'
import { db, type Transaction } from '#db/client.ts'
import { users } from '#db/schema/accounts.ts'
import { invitations } from '#db/schema/instance.ts'
import { env } from '#env.ts'
import type { Actor } from './actor.ts'
import { requireAdministrator } from './administer.ts'
import { writeDown } from './audit.ts'
import { randomSecret, sha256 } from './secrets.ts'

const LASTS = sql`interval '7 days'`

const open = and(isNull(invitations.usedBy), isNull(invitations.revokedAt), gt(invitations.expiresAt, sql`now()`))

export async function createInvitation(actor: Actor, note: string | null, address: string): Promise<OneTimeLink> {
  requireAdministrator(actor)
  const secret = randomSecret()
  return db().transaction(async (tx) => {
    const [row] = await tx
      .insert(invitations)
      .values({ hash: sha256(secret), note, createdBy: actor.userId, expiresAt: sql`now() + ${LASTS}` })
      .returning({ expiresAt: invitations.expiresAt })
    await writeDown(tx, {
      action: 'invitation.created',
      actor,
      workspaceId: actor.workspaceId,
      address,
      target: note,
    })
    const { expiresAt } = row as { expiresAt: Date }
    return { url: `${env().APP_ORIGIN}/register?invitation=${secret}`, expiresAt: expiresAt.toISOString() }
  })
}

/** Newest first, those that were used too. */
export async function listInvitations(actor: Actor): Promise<Invitation[]> {
  requireAdministrator(actor)
  const rows = await db()
    .select({ invitation: invitations, usedBy: users.email })
    .from(invitations)
    .leftJoin(users, eq(users.id, invitations.usedBy))
    .where(isNull(invitations.revokedAt))
    .orderBy(desc(invitations.createdAt))
    .limit(200)
  return rows.map(({ invitation: { id, note, createdAt, expiresAt }, usedBy }) => ({
    id,
    note,
    createdAt: createdAt.toISOString(),
    expiresAt: expiresAt.toISOString(),
    usedBy,
  }))
}

export async function revokeInvitation(actor: Actor, id: string, address: string): Promise<void> {
  requireAdministrator(actor)
  await db().transaction(async (tx) => {
    const [row] = await tx
      .update(invitations)
      .set({ revokedAt: sql`now()` })
      .where(and(eq(invitations.id, id), open))
      .returning({ note: invitations.note })
    if (!row) throw new Problem('not-found', 'There is no such open invitation.')
    await writeDown(tx, {
      action: 'invitation.revoked',
      actor,
      workspaceId: actor.workspaceId,
      address,
      target: row.note,
    })
  })
}

/** Throws `forbidden`, as redeeming it would. */
export async function requireOpenInvitation(secret: string): Promise<void> {
  if (!(await db().$count(invitations, and(eq(invitations.hash, sha256(secret)), open)))) throw spent()
}

/** Throws `forbidden` when it was used, revoked, is too old, or never was. */
export async function redeemInvitation(tx: Transaction, secret: string, userId: string): Promise<void> {
  const [row] = await tx
    .update(invitations)
    .set({ usedBy: userId })
    .where(and(eq(invitations.hash, sha256(secret)), open))
    .returning({ id: invitations.id })
  if (!row) throw spent()
}

const spent = () => new Problem('forbidden', 'This invitation was used already, or it is too old. Ask for a new one.')
