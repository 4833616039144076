// The devices somebody is signed in on: seen, signed out, and out at the next call whatever Redis remembers.
import { eq, sql } from 'drizzle-orm'
import { expect, test } from 'playwright/test'
import { call, problemOf } from '../../bin/testing/call.ts'
import { newAdministrator, newPerson, PASSWORD, type Person } from '../../bin/testing/people.ts'
import { PATCH as changePerson } from '../app/api/admin/people/[id]/route.ts'
import { DELETE as endSessions } from '../app/api/admin/people/[id]/sessions/route.ts'
import { PUT as changePassword } from '../app/api/auth/password/route.ts'
import { DELETE as endSession } from '../app/api/auth/sessions/[id]/route.ts'
import { GET as listSessions } from '../app/api/auth/sessions/route.ts'
import { GET as whoAmI } from '../app/api/users/me/route.ts'
import type { Session } from '../contract/settings.ts'
import { db } from '../db/client.ts'
import { sessions } from '../db/schema/accounts.ts'
import { redis } from '../redis.ts'
import { authenticate } from './authenticate.ts'
import { refreshSession } from './session.ts'
import { signIn } from './sign-in.ts'

const statusOf = async (as: Person) => (await call(whoAmI, { as })).status
const isRemembered = async ({ actor }: Person) => (await redis().exists(`session:${actor.sessionId}`)) === 1

/** The same person on one more device. */
async function again({ email, actor }: Person): Promise<Person> {
  const device = { userAgent: 'another device', address: '192.0.2.1' }
  const { tokens } = await signIn({ email, password: PASSWORD }, device)
  const sessionId = (await authenticate(tokens.access))?.actor.sessionId as string
  return { email, tokens, actor: { ...actor, sessionId } }
}

async function sessionsOf(as: Person): Promise<Session[]> {
  return (await (await call(listSessions, { as })).json()).items
}
const end = (id: string, as: Person) => call(endSession, { method: 'DELETE', params: { id }, as })

test('S5: the list tells the devices apart, and leaves out what is over or of somebody else', async () => {
  const one = await newPerson()
  const [other, third] = [await again(one), await again(one)]
  expect(await sessionsOf(one)).toHaveLength(3)
  await db().update(sessions).set({ expiresAt: sql`now()` }).where(eq(sessions.id, third.actor.sessionId))
  const list = await sessionsOf(one)
  expect(list.map(({ id }) => id).sort()).toEqual([one.actor.sessionId, other.actor.sessionId].sort())
  expect(list.find(({ current }) => current)?.id).toBe(one.actor.sessionId)
  expect(list.find(({ current }) => !current)).toMatchObject({ userAgent: 'another device', address: '192.0.2.1' })
})

test('S5: ending one device ends it at its next call, and no other', async () => {
  const one = await newPerson()
  const other = await again(one)
  expect([await statusOf(other), await isRemembered(other)]).toEqual([200, true])
  expect((await end(other.actor.sessionId, one)).status).toBe(204)
  expect([await statusOf(other), await refreshSession(other.tokens.refresh)]).toEqual([401, null])
  expect(await statusOf(one)).toBe(200)
  expect((await end(other.actor.sessionId, one)).status).toBe(404)
  expect((await end(one.actor.sessionId, one)).status).toBe(204)
  expect(await statusOf(one)).toBe(401)
})

test('S5: a new password ends the others and keeps this one; a wrong old one ends nothing', async () => {
  const one = await newPerson()
  const others = [await again(one), await again(one)]
  for (const other of others) expect(await statusOf(other)).toBe(200)
  const newPassword = 'three beams and one arch'
  const change = (body: Record<string, string>) => call(changePassword, { method: 'PUT', body, as: one })

  const wrong = await change({ currentPassword: 'not my password at all', newPassword })
  expect(await problemOf(wrong)).toMatchObject({ status: 400, errors: [{ path: 'currentPassword' }] })
  const weak = await change({ currentPassword: PASSWORD, newPassword: 'Password!Qwerty2026' })
  expect(await problemOf(weak)).toMatchObject({ status: 400, errors: [{ path: 'newPassword' }] })
  for (const other of others) expect(await statusOf(other)).toBe(200)

  expect((await change({ currentPassword: PASSWORD, newPassword })).status).toBe(204)
  for (const other of others)
    expect([await statusOf(other), await refreshSession(other.tokens.refresh)]).toEqual([401, null])
  expect(await statusOf(one)).toBe(200)
  expect(await refreshSession(one.tokens.refresh)).not.toBeNull()
  const signInWith = (password: string) => signIn({ email: one.email, password }, { userAgent: null, address: null })
  await expect(signInWith(PASSWORD)).rejects.toMatchObject({ code: 'wrong-credentials' })
  expect((await signInWith(newPassword)).user.email).toBe(one.email)
})

test('S5: somebody disabled is out at the next call with the cache warm, and in again when enabled', async () => {
  const [administrator, person] = [await newAdministrator(), await newPerson()]
  expect([await statusOf(person), await isRemembered(person)]).toEqual([200, true])
  const set = (disabled: boolean, id = person.actor.userId) =>
    call(changePerson, { method: 'PATCH', params: { id }, body: { disabled }, as: administrator })
  expect(await (await set(true)).json()).toMatchObject({ disabled: true, sessions: 0 })
  expect([await statusOf(person), await refreshSession(person.tokens.refresh)]).toEqual([401, null])
  const signInAgain = () => signIn({ email: person.email, password: PASSWORD }, { userAgent: null, address: null })
  await expect(signInAgain()).rejects.toMatchObject({ code: 'wrong-credentials' })
  expect((await set(false)).status).toBe(200)
  expect(await statusOf(person)).toBe(401) // what has ended does not come back
  expect((await signInAgain()).user.email).toBe(person.email)
  expect((await set(true, administrator.actor.userId)).status).toBe(409)
})

test('S5: the administrator signs somebody out everywhere', async () => {
  const [administrator, person] = [await newAdministrator(), await newPerson()]
  const devices = [person, await again(person)]
  for (const device of devices) expect(await statusOf(device)).toBe(200)
  const params = { id: person.actor.userId }
  expect((await call(endSessions, { method: 'DELETE', params, as: administrator })).status).toBe(204)
  for (const device of devices) expect(await statusOf(device)).toBe(401)
  expect(await statusOf(administrator)).toBe(200)
})
