// Somebody leaves: the door closes at once, what they had is cleared away by the sweep, and the log forgets who they were.
import { and, eq, inArray, isNull, ne, sql } from 'drizzle-orm'
import type { Actor } from '#accounts/actor.ts'
import { writeDown } from '#accounts/audit.ts'
import { endSessionsOf } from '#accounts/own-sessions.ts'
import { passwordFits } from '#accounts/password.ts'
import { announceEnd } from '#accounts/session-end.ts'
import { Problem } from '#contract/problem.ts'
import type { AccountDeletion } from '#contract/retention.ts'
import { db, type Transaction } from '#db/client.ts'
import { memberships, sessions, ssoIdentities, users, workspaces } from '#db/schema/accounts.ts'
import { apiTokens, auditEvents, passwordResets } from '#db/schema/instance.ts'
import { takeFromLimit } from '#limits.ts'

/** How long ago somebody without a password may have signed in. */
const FRESH = sql`interval '10 minutes'`

/**
 * Throws `invalid` for a wrong password, `forbidden` for a sign-in that is not fresh, `conflict` when others would be left
 * without an administrator or an owner.
 */
export async function deleteAccount(actor: Actor, { password }: AccountDeletion, address: string): Promise<void> {
  await proveIdentity(actor, password)
  await db().transaction(async (tx) => {
    await refuseLastAdministrator(tx, actor)
    const gone = await closeWorkspaces(tx, actor)
    await writeDown(tx, { action: 'account.deleted', actor, workspaceId: actor.workspaceId, address })
    await strikeOut(tx, actor)
    await forgetInAudit(tx, actor, gone)
  })
  await endSessionsOf(actor.userId, 'account deleted')
  await announceEnd(actor.userId) // for sockets opened with a token
}

async function proveIdentity({ userId, sessionId, email }: Actor, password: string | undefined): Promise<void> {
  const [row] = await db()
    .select({ hash: users.passwordHash, fresh: sql<boolean>`${sessions.createdAt} > now() - ${FRESH}` })
    .from(users)
    .innerJoin(sessions, and(eq(sessions.userId, users.id), eq(sessions.id, sessionId)))
    .where(eq(users.id, userId))
  if (row?.hash == null) {
    if (!row?.fresh) throw new Problem('forbidden', 'Sign out and in again first: this was more than ten minutes ago.')
    return
  }
  await takeFromLimit('login-account', email)
  if (await passwordFits(password ?? '', row.hash)) return
  const message = 'This is not your password.'
  throw new Problem('invalid', message, { errors: [{ path: 'password', message }] })
}

async function refuseLastAdministrator(tx: Transaction, { userId, role }: Actor): Promise<void> {
  if (role !== 'administrator') return
  const others = and(ne(users.id, userId), isNull(users.deletedAt))
  const administrators = and(others, eq(users.role, 'administrator'), isNull(users.disabledAt))
  if ((await tx.$count(users, others)) > 0 && (await tx.$count(users, administrators)) === 0)
    throw new Problem('conflict', 'You are the only administrator, and others have accounts here.')
}

/** Those nobody else belongs to go; answers their ids. */
async function closeWorkspaces(tx: Transaction, { userId }: Actor): Promise<string[]> {
  const mine = await tx
    .select({ id: memberships.workspaceId, role: memberships.role })
    .from(memberships)
    .where(eq(memberships.userId, userId))
    .for('update')
  const alone: string[] = []
  for (const { id, role } of mine) {
    const others = and(eq(memberships.workspaceId, id), ne(memberships.userId, userId))
    if ((await tx.$count(memberships, others)) === 0) alone.push(id)
    else if (role === 'owner' && (await tx.$count(memberships, and(others, eq(memberships.role, 'owner')))) === 0)
      throw new Problem('conflict', 'You are the only owner of a workspace that others belong to.')
  }
  await tx.delete(memberships).where(eq(memberships.userId, userId))
  if (alone.length > 0)
    await tx.update(workspaces).set({ deletedAt: sql`now()`, name: 'deleted' }).where(inArray(workspaces.id, alone))
  return alone
}

/** The row stays until the sweep has cleared what hangs on it; nobody can be told by it, nor sign in. */
async function strikeOut(tx: Transaction, { userId }: Actor): Promise<void> {
  await tx
    .update(users)
    .set({
      email: `deleted-${userId}@invalid`,
      name: null,
      passwordHash: null,
      role: 'member',
      disabledAt: sql`now()`,
      deletedAt: sql`now()`,
    })
    .where(eq(users.id, userId))
  await tx.update(sessions).set({ userAgent: null, address: null }).where(eq(sessions.userId, userId))
  for (const table of [ssoIdentities, apiTokens, passwordResets]) await tx.delete(table).where(eq(table.userId, userId))
}

/** The deeds stay, with their time; a trigger lets nothing else of the log be changed, and this only for who is gone. */
async function forgetInAudit(tx: Transaction, { userId, email }: Actor, gone: string[]): Promise<void> {
  const byThem = eq(auditEvents.actorId, userId)
  const byNobody =
    gone.length > 0 ? and(isNull(auditEvents.actorId), inArray(auditEvents.workspaceId, gone)) : sql`false`
  const theirs = sql`(${byThem} or (${byNobody}))`
  await tx
    .update(auditEvents)
    .set({
      actorEmail: sql`case when ${byThem} then null else ${auditEvents.actorEmail} end`,
      address: sql`case when ${theirs} then null else ${auditEvents.address} end`,
      target: null,
    })
    .where(sql`${theirs} or ${auditEvents.target} = ${email}`)
}
