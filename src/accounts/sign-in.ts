// Signing in with e-mail and password. Whatever is wrong, the answer and the time it takes are the same.
import { eq } from 'drizzle-orm'
import type { Credentials, User } from '#contract/account.ts'
import { Problem } from '#contract/problem.ts'
import { db } from '#db/client.ts'
import { memberships, users } from '#db/schema/accounts.ts'
import { takeFromLimit } from '#limits.ts'
import { writeDown } from './audit.ts'
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
  if (!row?.passwordHash || row.disabledAt || !fits) {
    await noteFailure(email, row?.id ?? null, device)
    throw new Problem('wrong-credentials', 'The e-mail address or the password is wrong.')
  }
  const tokens = await db().transaction(async (tx) => {
    const workspaceId = await homeWorkspace(tx, row.id)
    const actor = { userId: row.id, email: row.email }
    await writeDown(tx, { action: 'session.login', actor, workspaceId, address: device.address })
    return startSession(tx, row.id, workspaceId, device)
  })
  return { user: { id: row.id, email: row.email, name: row.name, role: row.role }, tokens }
}

/** The same two statements whether or not there is such an account: their time must not tell. */
async function noteFailure(email: string, userId: string | null, { address }: Device): Promise<void> {
  const [home] = await db()
    .select({ workspaceId: memberships.workspaceId })
    .from(memberships)
    .where(eq(memberships.userId, userId ?? NOBODY))
    .limit(1)
  const workspaceId = home?.workspaceId ?? null
  await writeDown(db(), { action: 'session.login-failed', actor: null, workspaceId, address, target: email })
}

const NOBODY = '00000000-0000-0000-0000-000000000000'
