// Signing in elsewhere ends in a session of ours, like every other way in.
import { and, eq } from 'drizzle-orm'
import { z } from 'zod'
import type { User } from '#contract/account.ts'
import { Problem } from '#contract/problem.ts'
import { db, type Transaction } from '#db/client.ts'
import { ssoIdentities, users } from '#db/schema/accounts.ts'
import { writeDown } from './audit.ts'
import { createAccount, homeWorkspace } from './register.ts'
import { type Device, startSession, type TokenPair } from './session.ts'
import { verifyLink } from './sso-link.ts'

/** What an issuer says about somebody. `email` is null unless the issuer has verified it. */
export type Assertion = { provider: string; subject: string; email: string | null; name: string | null }

/**
 * A known subject signs in. An unknown one gets a new account, but never one that exists: its e-mail was typed by
 * whoever registered it, and that may have been somebody who waits for the true owner to come along.
 * Throws `email-taken` then, `forbidden` without a verified e-mail or for a disabled account.
 */
export const signInElsewhere = (assertion: Assertion, device: Device): Promise<TokenPair> =>
  db().transaction(async (tx) => {
    const userId = (await findUser(tx, assertion)) ?? (await makeUser(tx, assertion, device))
    const workspaceId = await homeWorkspace(tx, userId)
    const actor = { userId, email: assertion.email ?? assertion.subject }
    const { address } = device
    await writeDown(tx, { action: 'session.login', actor, workspaceId, address, target: assertion.provider })
    return startSession(tx, userId, workspaceId, device)
  })

/** The note is what an issuer said before; from now on its subject signs in to the account whose password was given. */
export async function linkAfterPassword({ id, email }: User, note: string, address: string | null): Promise<void> {
  const assertion = await verifyLink(note)
  if (assertion?.email?.toLowerCase() !== email) return
  const { provider, subject } = assertion
  await db().transaction(async (tx) => {
    const [made] = await tx
      .insert(ssoIdentities)
      .values({ provider, subject, userId: id })
      .onConflictDoNothing()
      .returning()
    const workspaceId = await homeWorkspace(tx, id)
    const actor = { userId: id, email }
    if (made) await writeDown(tx, { action: 'account.linked', actor, workspaceId, address, target: provider })
  })
}

async function findUser(tx: Transaction, { provider, subject }: Assertion): Promise<string | null> {
  const [row] = await tx
    .select({ userId: users.id, disabledAt: users.disabledAt })
    .from(ssoIdentities)
    .innerJoin(users, eq(users.id, ssoIdentities.userId))
    .where(and(eq(ssoIdentities.provider, provider), eq(ssoIdentities.subject, subject)))
  if (row?.disabledAt) throw new Problem('forbidden', 'This account is disabled.')
  return row?.userId ?? null
}

async function makeUser(tx: Transaction, assertion: Assertion, device: Device): Promise<string> {
  const { provider, subject, email, name } = assertion
  // Before its case is folded: U+212A becomes a plain k, and somebody else's address.
  if (!email || !z.email().safeParse(email).success)
    throw new Problem('forbidden', 'The issuer has not verified an e-mail address of this account.')
  const account = { email: email.toLowerCase(), name, passwordHash: null, invitation: null }
  const { user } = await createAccount(tx, account, device)
  await tx.insert(ssoIdentities).values({ provider, subject, userId: user.id })
  return user.id
}
