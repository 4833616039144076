// People for tests: an account as registration makes it, and the actor its session gives.
import { randomUUID } from 'node:crypto'
import { eq } from 'drizzle-orm'
import type { Actor } from '#accounts/actor.ts'
import { authenticate } from '#accounts/authenticate.ts'
import { createAccount } from '#accounts/register.ts'
import { startSession, type TokenPair } from '#accounts/session.ts'
import { db } from '#db/client.ts'
import { users } from '#db/schema/accounts.ts'
import { connectRedis, redis } from '#redis.ts'

export const PASSWORD = 'a lintel carries the wall'
/** What `hashPassword` made of it once: a quarter of a second of a core, which hundreds of people would cost anew. */
const passwordHash = '$2b$12$uI4/0fWDt/4SfMuZfy1/MeoO9zZL3Ik7m/0oFP2Cpe/IlsuW6YL9u'

export type Person = { actor: Actor; tokens: TokenPair; email: string }

/** Somebody nobody has met: an account and a workspace of their own. */
export async function newPerson(): Promise<Person> {
  await connectRedis()
  const email = `${randomUUID()}@example.com`
  const device = { userAgent: 'test', address: '127.0.0.1' }
  const tokens = await db().transaction(async (tx) => {
    const { user, workspaceId } = await createAccount(tx, { email, name: null, passwordHash, invitation: null }, device)
    return startSession(tx, user.id, workspaceId, device)
  })
  const session = await authenticate(tokens.access)
  if (!session) throw new Error('a fresh session is not accepted')
  return { actor: session.actor, tokens, email }
}

/** Somebody who runs the instance. */
export async function newAdministrator(): Promise<Person> {
  const person = await newPerson()
  await db().update(users).set({ role: 'administrator' }).where(eq(users.id, person.actor.userId))
  await redis().del(`session:${person.actor.sessionId}`) // which remembers the role
  return { ...person, actor: { ...person.actor, role: 'administrator' } }
}
