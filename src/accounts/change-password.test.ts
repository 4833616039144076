// The link with which somebody who lost their password sets a new one: once, within the hour, and nobody stays signed in.
import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { eq, sql } from 'drizzle-orm'
import { expect, test } from 'playwright/test'
import { call, problemOf } from '../../bin/testing/call.ts'
import { newAdministrator, newPerson, PASSWORD, type Person } from '../../bin/testing/people.ts'
import { POST as makeLink } from '../app/api/admin/people/[id]/reset-link/route.ts'
import { PUT as changePassword } from '../app/api/auth/password/route.ts'
import { POST as reset } from '../app/api/auth/reset/route.ts'
import { GET as whoAmI } from '../app/api/users/me/route.ts'
import { db } from '../db/client.ts'
import { auditEvents, passwordResets } from '../db/schema/instance.ts'
import { env } from '../env.ts'
import { makePasswordReset } from './change-password.ts'
import { refreshSession } from './session.ts'
import { signIn } from './sign-in.ts'

const newPassword = 'three beams and one arch'
const redeem = (token: string, password = newPassword) =>
  call(reset, { method: 'POST', body: { token, newPassword: password } })
const statusOf = async (as: Person) => (await call(whoAmI, { as })).status
const signInWith = ({ email }: Person, password: string) =>
  signIn({ email, password }, { userAgent: null, address: null })
const linkFor = async ({ actor }: Person) => (await makePasswordReset(actor.userId)).secret

test('a reset link sets the password once, ends every session, and is kept as a hash', async () => {
  const [administrator, person] = [await newAdministrator(), await newPerson()]
  const made = await call(makeLink, { method: 'POST', params: { id: person.actor.userId }, as: administrator })
  expect(made.status).toBe(201)
  const { url, expiresAt } = await made.json()
  expect(url).toMatch(new RegExp(`^${env().APP_ORIGIN}/reset\\?token=[\\w-]{43}$`))
  const minutes = (Date.parse(expiresAt) - Date.now()) / 60_000
  expect(minutes).toBeGreaterThan(58)
  expect(minutes).toBeLessThan(61)
  const token = new URL(url).searchParams.get('token') as string
  expect(JSON.stringify(await db().select().from(passwordResets))).not.toContain(token)

  expect(await statusOf(person)).toBe(200)
  expect((await redeem(token)).status).toBe(204)
  expect([await statusOf(person), await refreshSession(person.tokens.refresh)]).toEqual([401, null])
  await expect(signInWith(person, PASSWORD)).rejects.toMatchObject({ code: 'wrong-credentials' })
  expect((await signInWith(person, newPassword)).user.email).toBe(person.email)
  expect(await problemOf(await redeem(token))).toMatchObject({ status: 403, code: 'forbidden' })
})

test('of ten who use one link at once, one does', async () => {
  const token = await linkFor(await newPerson())
  const answers = await Promise.all(Array.from({ length: 10 }, (_, n) => redeem(token, `${newPassword} number ${n}`)))
  expect(answers.map(({ status }) => status).sort()).toEqual([204, ...Array(9).fill(403)])
})

test('a link dies after its hour, with a later link, and was never any other text', async () => {
  const person = await newPerson()
  const [old, tooOld] = [await linkFor(person), await linkFor(person)]
  expect((await redeem(old)).status).toBe(403)
  const sooner = sql`now() - interval '1 second'`
  await db().update(passwordResets).set({ expiresAt: sooner }).where(eq(passwordResets.userId, person.actor.userId))
  for (const token of [tooOld, '', 'x', 'A'.repeat(43), old.toLowerCase()])
    expect((await redeem(token)).status).toBe(403)
  expect((await signInWith(person, PASSWORD)).user.email).toBe(person.email)
})

test('a password that is refused does not use the link up', async () => {
  const person = await newPerson()
  const token = await linkFor(person)
  expect((await redeem(token, 'short')).status).toBe(400)
  expect((await redeem(token, person.email)).status).toBe(400)
  expect((await redeem(token)).status).toBe(204)
})

const userReset = (...args: string[]) =>
  promisify(execFile)(process.execPath, ['bin/user-reset.mjs', ...args], {
    env: { ...process.env, ENV_FILE: '/dev/null' },
    timeout: 30_000,
  }).catch((error) => error as { stdout: string; stderr: string; code: number })

test('pnpm user:reset prints a link that works, on the machine itself, and it is written down', async () => {
  const person = await newPerson()
  const { stdout } = await userReset(person.email.toUpperCase())
  const token = /\/reset\?token=([\w-]{43})\n/.exec(stdout)?.[1] as string
  expect((await redeem(token)).status).toBe(204)
  expect((await signInWith(person, newPassword)).user.email).toBe(person.email)
  const rows = await db().select().from(auditEvents).where(eq(auditEvents.target, person.email))
  expect(rows).toContainEqual(expect.objectContaining({ action: 'person.reset-link', actorEmail: null }))
})

test('pnpm user:reset for nobody says so and ends with 1', async () => {
  for (const args of [['nobody@example.com'], []]) {
    const answer = await userReset(...args)
    expect('code' in answer && answer.code).toBe(1)
    expect(answer.stdout).not.toContain('token=')
    expect(answer.stderr + answer.stdout).toMatch(args.length ? /Nobody has an account/ : /Whose\?/)
  }
})

test('a link made before the password was changed is no good afterwards', async () => {
  const person = await newPerson()
  const token = await linkFor(person)
  const change = { currentPassword: PASSWORD, newPassword: 'five doors and one arch' }
  const changed = await call(changePassword, { method: 'PUT', body: change, as: person })
  expect(changed.status).toBe(204)
  expect(await problemOf(await redeem(token))).toMatchObject({ status: 403, code: 'forbidden' })
  await signInWith(person, change.newPassword)
})

test('the owner reads in their own record that the password was reset, and that a link was made on the machine', async () => {
  const person = await newPerson()
  await userReset(person.email)
  await redeem(await linkFor(person))
  const { workspaceId } = person.actor
  const rows = await db().select().from(auditEvents).where(eq(auditEvents.workspaceId, workspaceId))
  expect(rows.map(({ action }) => action).sort()).toEqual(['account.registered', 'password.reset', 'person.reset-link'])
})
