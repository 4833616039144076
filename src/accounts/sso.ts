// Signing in elsewhere ends in a session of ours, like every other way in.
import { and, eq } from 'drizzle-orm'
import { Problem } from '#contract/problem.ts'
import { db, type Transaction } from '#db/client.ts'
import { ssoIdentities, users } from '#db/schema/accounts.ts'
import { createAccount, homeWorkspace } from './register.ts'
import { type Device, startSession, type TokenPair } from './session.ts'

/** What an issuer says about somebody. `email` is null unless the issuer has verified it. */
export type Assertion = { provider: string; subject: string; email: string | null; name: string | null }

/**
 * A known subject signs in. An unknown one gets a new account, but never one that exists: its e-mail was typed by
 * whoever registered it, and that may have been somebody who waits for the true owner to come along.
 * Throws `email-taken` then, `forbidden` without a verified e-mail or for a disabled account.
 */
export const signInElsewhere = (assertion: Assertion, device: Device): Promise<TokenPair> =>
  db().transaction(async (tx) => {
    const userId = (await findUser(tx, assertion)) ?? (await makeUser(tx, assertion))
    return startSession(tx, userId, await homeWorkspace(tx, userId), device)
  })

async function findUser(tx: Transaction, { provider, subject }: Assertion): Promise<string | null> {
  const [row] = await tx
    .select({ userId: users.id, disabledAt: users.disabledAt })
    .from(ssoIdentities)
    .innerJoin(users, eq(users.id, ssoIdentities.userId))
    .where(and(eq(ssoIdentities.provider, provider), eq(ssoIdentities.subject, subject)))
  if (row?.disabledAt) throw new Problem('forbidden', 'This account is disabled.')
  return row?.userId ?? null
}

async function makeUser(tx: Transaction, { provider, subject, email, name }: Assertion): Promise<string> {
  if (!email) throw new Problem('forbidden', 'The issuer has not verified an e-mail address of this account.')
  const { user } = await createAccount(tx, { email: email.toLowerCase(), name, passwordHash: null })
  await tx.insert(ssoIdentities).values({ provider, subject, userId: user.id })
  return user.id
}
