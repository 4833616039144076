// A new password: for somebody who knows the old one, or who holds a link from the administrator.
import { and, eq, gt, isNull, sql } from 'drizzle-orm'
import { Problem } from '#contract/problem.ts'
import type { PasswordChange, PasswordReset } from '#contract/settings.ts'
import { db, type Transaction } from '#db/client.ts'
import { users } from '#db/schema/accounts.ts'
import { passwordResets } from '#db/schema/instance.ts'
import { takeFromLimit } from '#limits.ts'
import type { Actor } from './actor.ts'
import { writeDown } from './audit.ts'
import { endSessionsOf } from './own-sessions.ts'
import { checkPassword, hashPassword, NO_PASSWORD, passwordFits } from './password.ts'
import { homeWorkspace } from './register.ts'
import { randomSecret, sha256 } from './secrets.ts'

const LINK_LASTS = sql`interval '1 hour'`

/** Ends every other session. Throws `invalid` naming the field. */
export async function changePassword(actor: Actor, change: PasswordChange, address: string): Promise<void> {
  await takeFromLimit('login-account', actor.email)
  const { currentPassword, newPassword } = change
  checkPassword(newPassword, actor.email, 'newPassword')
  const [row] = await db().select({ hash: users.passwordHash }).from(users).where(eq(users.id, actor.userId))
  if (!(await passwordFits(currentPassword, row?.hash ?? NO_PASSWORD))) {
    const message = 'This is not your current password.'
    throw new Problem('invalid', message, { errors: [{ path: 'currentPassword', message }] })
  }
  const passwordHash = await hashPassword(newPassword)
  await db().transaction(async (tx) => {
    await tx.update(users).set({ passwordHash }).where(eq(users.id, actor.userId))
    await spendLinks(tx, actor.userId)
    await writeDown(tx, { action: 'password.changed', actor, workspaceId: actor.workspaceId, address })
  })
  await endSessionsOf(actor.userId, 'password changed', actor.sessionId)
}

/** The secret of a link that works once within the hour. Earlier ones stop working. */
export async function makePasswordReset(userId: string): Promise<{ secret: string; expiresAt: Date }> {
  const secret = randomSecret()
  return db().transaction(async (tx) => {
    await spendLinks(tx, userId)
    const [row] = await tx
      .insert(passwordResets)
      .values({ userId, hash: sha256(secret), expiresAt: sql`now() + ${LINK_LASTS}` })
      .returning({ expiresAt: passwordResets.expiresAt })
    return { secret, expiresAt: (row as { expiresAt: Date }).expiresAt }
  })
}

/** Ends every session. Throws `forbidden` for a link that is used up, too old, or none of ours. */
export async function resetPassword({ token, newPassword }: PasswordReset, address: string): Promise<void> {
  const good = and(
    eq(passwordResets.hash, sha256(token)),
    isNull(passwordResets.usedAt),
    gt(passwordResets.expiresAt, sql`now()`),
  )
  const spent = () => new Problem('forbidden', 'This link was used already, or it is too old. Ask for a new one.')
  const [reset] = await db()
    .select({ userId: users.id, email: users.email })
    .from(passwordResets)
    .innerJoin(users, eq(users.id, passwordResets.userId))
    .where(good)
  if (!reset) throw spent()
  checkPassword(newPassword, reset.email, 'newPassword')
  const passwordHash = await hashPassword(newPassword)
  await db().transaction(async (tx) => {
    const [used] = await tx.update(passwordResets).set({ usedAt: sql`now()` }).where(good).returning()
    if (!used) throw spent()
    await tx.update(users).set({ passwordHash }).where(eq(users.id, reset.userId))
    await spendLinks(tx, reset.userId)
    const workspaceId = await homeWorkspace(tx, reset.userId)
    await writeDown(tx, { action: 'password.reset', actor: reset, workspaceId, address })
  })
  await endSessionsOf(reset.userId, 'password reset')
}

/** A link somebody still has must not undo the password that was just set. */
async function spendLinks(tx: Transaction, userId: string): Promise<void> {
  const unused = and(eq(passwordResets.userId, userId), isNull(passwordResets.usedAt))
  await tx.update(passwordResets).set({ usedAt: sql`now()` }).where(unused)
}
