// Signing in with e-mail and password. Whatever is wrong, the answer and the time it takes are the same.
import { eq } from 'drizzle-orm'
import type { Credentials, User } from '#contract/account.ts'
import { Problem } from '#contract/problem.ts'
import { db } from '#db/client.ts'
import { users } from '#db/schema/accounts.ts'
import { takeFromLimit } from '#limits.ts'
import { NO_PASSWORD, passwordFits } from './password.ts'
import { homeWorkspace } from './register.ts'
import { type Device, startSession, type TokenPair } from './session.ts'

/** Throws `wrong-credentials`, or `too-many-requests` for an account that is being tried too often. */
export async function signIn(
  { email, password }: Credentials,
  device: Device,
): Promise<{ user: User; tokens: TokenPair }> {
  await takeFromLimit('login-account', email)
  const [row] = await db().select().from(users).where(eq(users.email, email))
  const fits = await passwordFits(password, row?.passwordHash ?? NO_PASSWORD)
  if (!row?.passwordHash || row.disabledAt || !fits)
    throw new Problem('wrong-credentials', 'The e-mail address or the password is wrong.')
  const tokens = await db().transaction(async (tx) => startSession(tx, row.id, await homeWorkspace(tx, row.id), device))
  return { user: { id: row.id, email: row.email, name: row.name, role: row.role }, tokens }
}
