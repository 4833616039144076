// What the instance's administrator does about people.
import { and, desc, eq, isNull, sql } from 'drizzle-orm'
import type { OneTimeLink, Person } from '#contract/admin.ts'
import { Problem } from '#contract/problem.ts'
import { db } from '#db/client.ts'
import { users } from '#db/schema/accounts.ts'
import { env } from '#env.ts'
import type { Actor } from './actor.ts'
import { writeDown } from './audit.ts'
import { makePasswordReset } from './change-password.ts'
import { endSessionsOf } from './own-sessions.ts'
import { announceEnd } from './session-end.ts'

/** Throws `not-found`, as for a stranger: that there is something to administer is nobody else's business. */
export function requireAdministrator({ role }: Actor): void {
  if (role !== 'administrator') throw new Problem('not-found', 'There is no such address in the API.')
}

const MOST = 1000

/** Newest first. */
export async function listPeople(actor: Actor): Promise<Person[]> {
  requireAdministrator(actor)
  return (await selectPeople().where(isNull(users.deletedAt)).orderBy(desc(users.createdAt)).limit(MOST)).map(asPerson)
}

/** A disabled person's sessions end with it. Throws `conflict` for oneself. */
export async function changePerson(actor: Actor, id: string, disabled: boolean, address: string): Promise<Person> {
  requireAdministrator(actor)
  if (id === actor.userId) throw new Problem('conflict', 'Nobody can disable themselves.')
  const person = await findPerson(id)
  await db().transaction(async (tx) => {
    await tx
      .update(users)
      .set({ disabledAt: disabled ? sql`now()` : null })
      .where(eq(users.id, id))
    const action = disabled ? 'person.disabled' : 'person.enabled'
    await writeDown(tx, { action, actor, workspaceId: actor.workspaceId, address, target: person.email })
  })
  if (disabled) {
    await endSessionsOf(id, 'account disabled')
    await announceEnd(id) // for sockets opened with a token
  }
  return findPerson(id)
}

export async function endSessionsOfPerson(actor: Actor, id: string, address: string): Promise<void> {
  requireAdministrator(actor)
  const { email } = await findPerson(id)
  await endSessionsOf(id, 'ended by the administrator')
  const { workspaceId } = actor
  await writeDown(db(), { action: 'person.sessions-ended', actor, workspaceId, address, target: email })
}

/** No mail server is assumed: the administrator hands the link over. */
export async function makeResetLink(actor: Actor, id: string, address: string): Promise<OneTimeLink> {
  requireAdministrator(actor)
  const { email } = await findPerson(id)
  const { secret, expiresAt } = await makePasswordReset(id)
  const { workspaceId } = actor
  await writeDown(db(), { action: 'person.reset-link', actor, workspaceId, address, target: email })
  return { url: resetUrl(secret), expiresAt: expiresAt.toISOString() }
}

export const resetUrl = (secret: string) => `${env().APP_ORIGIN}/reset?token=${secret}`

async function findPerson(id: string): Promise<Person> {
  const [row] = await selectPeople().where(and(eq(users.id, id), isNull(users.deletedAt)))
  if (!row) throw new Problem('not-found', 'There is no such person.')
  return asPerson(row)
}

// Drizzle drops the table's name from a column within a select of one table, so the subqueries name theirs.
const selectPeople = () =>
  db()
    .select({
      user: users,
      sessions: sql<number>`(select count(*) from sessions s
        where s.user_id = "users"."id" and s.ended_at is null and s.expires_at > now())`.mapWith(Number),
      lastSeenAt: sql<string | null>`(select max(s.last_used_at) from sessions s where s.user_id = "users"."id")`,
    })
    .from(users)
    .$dynamic()

type PersonRow = Awaited<ReturnType<typeof selectPeople>>[number]
const asPerson = ({ user, sessions, lastSeenAt }: PersonRow): Person => ({
  id: user.id,
  email: user.email,
  name: user.name,
  role: user.role,
  disabled: user.disabledAt !== null,
  sessions,
  createdAt: user.createdAt.toISOString(),
  lastSeenAt: lastSeenAt === null ? null : new Date(lastSeenAt).toISOString(),
})
