// The record of what was done: complete, unchangeable, and for the owner of the workspace alone.
import { randomUUID } from 'node:crypto'
import { asc, eq, sql } from 'drizzle-orm'
import { expect, test } from 'playwright/test'
import { call, cookiesOf, problemOf, someAddress } from '../../bin/testing/call.ts'
import { newAdministrator, newPerson, PASSWORD, type Person } from '../../bin/testing/people.ts'
import { allRoutes, type Route } from '../../bin/testing/routes.ts'
import { GET as readAudit } from '../app/api/audit/route.ts'
import { type AuditEvent, auditActions } from '../contract/settings.ts'
import { db } from '../db/client.ts'
import { memberships } from '../db/schema/accounts.ts'
import { auditEvents } from '../db/schema/instance.ts'
import { writeDown } from './audit.ts'
import { authenticate } from './authenticate.ts'
import { makePasswordReset } from './change-password.ts'
import { signIn } from './sign-in.ts'
import { linkAfterPassword } from './sso.ts'
import { signLink } from './sso-link.ts'

let from: string // one that no rate limit has met
let routes: Route[]
test.beforeEach(() => {
  from = someAddress()
})
test.beforeAll(async () => {
  routes = await allRoutes()
})

/** Asks an address as somebody at `from`; answers the JSON, if any. */
async function does(as: Person | undefined, name: string, body?: unknown, id?: string, cookie?: string) {
  const route = routes.find((one) => one.name === name) as Route
  const headers = { 'x-client-ip': from, ...(cookie !== undefined && { cookie }) }
  const given = { ...(body !== undefined && { body }), ...(id && { params: { id } }) }
  const response = await call(route.handler, { method: route.verb, headers, as, ...given })
  const text = await response.text()
  return text === '' || response.headers.get('content-type') === 'application/zip' ? null : JSON.parse(text)
}
const latest = async () => (await db().select().from(auditEvents).orderBy(asc(auditEvents.id))).at(-1)
const page = async (as: Person, query = '') =>
  (await call(readAudit, { path: `/api/audit${query}`, as })).json() as Promise<{
    items: AuditEvent[]
    nextCursor: string | null
  }>

test('each deed is written down: who, what, from where, to what', async () => {
  const [administrator, person] = [await newAdministrator(), await newPerson()]
  const { email, actor } = person
  const { userId } = actor
  const written: Record<string, unknown>[] = []
  const expectWritten = async (action: string, who: string | null, target: unknown) => {
    const event = await latest()
    expect.soft(event).toMatchObject({ action, actorEmail: who, address: from, target })
    written.push({ action })
  }
  const someone = `${randomUUID()}@example.com`
  await does(undefined, 'POST /api/auth/register', { email: someone, password: PASSWORD })
  await expectWritten('account.registered', someone, someone)
  await does(undefined, 'POST /api/auth/login', { email, password: PASSWORD })
  await expectWritten('session.login', email, null)
  await does(undefined, 'POST /api/auth/login', { email, password: 'not my password' })
  await expectWritten('session.login-failed', null, email)
  await does(undefined, 'POST /api/auth/login', { email: 'nobody@example.com', password: 'x' })
  await expectWritten('session.login-failed', null, 'nobody@example.com')
  const { secret: _, ...token } = await does(person, 'POST /api/tokens', { name: 'ci', scopes: ['reviews:read'] })
  await expectWritten('token.created', email, 'ci')
  await does(person, 'DELETE /api/tokens/{id}', undefined, token.id)
  await expectWritten('token.revoked', email, 'ci')
  const { id: project } = await does(person, 'POST /api/projects', { name: 'till' })
  await does(person, 'GET /api/projects/{id}/export', undefined, project)
  await expectWritten('project.exported', email, 'till')
  await does(person, 'DELETE /api/projects/{id}', undefined, project)
  await expectWritten('project.deleted', email, 'till')
  const second = await signIn({ email, password: PASSWORD }, { userAgent: 'an old phone', address: from })
  const sessionId = (await authenticate(second.tokens.access))?.actor.sessionId as string
  await does(person, 'DELETE /api/auth/sessions/{id}', undefined, sessionId)
  await expectWritten('session.ended', email, 'an old phone')
  await does(person, 'PUT /api/auth/password', { currentPassword: PASSWORD, newPassword: 'three beams and one arch' })
  await expectWritten('password.changed', email, null)
  const { secret } = await makePasswordReset(userId)
  const note = await signLink({ provider: 'oidc', subject: randomUUID(), email, name: null })
  await linkAfterPassword({ id: userId, email, name: null, role: 'member' }, note, from)
  await expectWritten('account.linked', email, 'oidc')
  await does(administrator, 'POST /api/admin/people/{id}/reset-link', undefined, userId)
  await expectWritten('person.reset-link', administrator.email, email)
  await does(administrator, 'DELETE /api/admin/people/{id}/sessions', undefined, userId)
  await expectWritten('person.sessions-ended', administrator.email, email)
  await does(administrator, 'PATCH /api/admin/people/{id}', { disabled: true }, userId)
  await expectWritten('person.disabled', administrator.email, email)
  await does(administrator, 'PATCH /api/admin/people/{id}', { disabled: false }, userId)
  await expectWritten('person.enabled', administrator.email, email)
  const link = (await does(administrator, 'POST /api/admin/people/{id}/reset-link', undefined, userId)).url
  await does(undefined, 'POST /api/auth/reset', { token: link.split('=')[1], newPassword: 'four beams and one arch' })
  await expectWritten('password.reset', email, null)
  expect(secret).toHaveLength(43)
  await does(administrator, 'POST /api/admin/invitations', { note: 'for Ada' })
  await expectWritten('invitation.created', administrator.email, 'for Ada')
  const [invitation] = (await does(administrator, 'GET /api/admin/invitations')).items
  await does(administrator, 'DELETE /api/admin/invitations/{id}', undefined, invitation.id)
  await expectWritten('invitation.revoked', administrator.email, 'for Ada')

  const reuser = await newPerson()
  const refresh = () => does(undefined, 'POST /api/auth/refresh', undefined, undefined, cookiesOf(reuser))
  await refresh()
  await db().execute(
    sql`update refresh_tokens set used_at = used_at - interval '11 s' where session_id = ${reuser.actor.sessionId}`,
  )
  await refresh()
  await expectWritten('session.refresh-reuse', reuser.email, null)
  await does(administrator, 'POST /api/auth/logout')
  await expectWritten('session.logout', administrator.email, null)

  const lawyer = await newPerson()
  const source = 'id: no-print\nlanguage: python\nmessage: Log it.\nrule: { pattern: print($A) }\n'
  const { rule } = await does(lawyer, 'POST /api/rules', { source })
  await expectWritten('rule.created', lawyer.email, 'team/no-print')
  await does(lawyer, 'PUT /api/rules/{id}', { source: `${source}severity: warning\n`, version: 1 }, rule.id)
  await expectWritten('rule.changed', lawyer.email, 'team/no-print')
  await does(lawyer, 'DELETE /api/rules/{id}', undefined, rule.id)
  await expectWritten('rule.deleted', lawyer.email, 'team/no-print')
  await does(lawyer, 'PUT /api/rules/settings', { ruleId: 'python/F821', on: false })
  await expectWritten('rule.configured', lawyer.email, expect.stringContaining('python/F821'))
  const guideline = await does(lawyer, 'POST /api/guidelines', { text: 'No print.', paths: ['app/**'] })
  await expectWritten('guideline.saved', lawyer.email, 'No print.')
  await does(lawyer, 'DELETE /api/guidelines/{id}', undefined, guideline.id)
  await expectWritten('guideline.deleted', lawyer.email, 'No print.')

  const leaver = await newPerson()
  await does(leaver, 'PUT /api/webhook', { url: 'https://hook.example/lintel' })
  await expectWritten('webhook.saved', leaver.email, 'hook.example')
  await does(leaver, 'POST /api/webhook/secret')
  await expectWritten('webhook.secret-changed', leaver.email, null)
  await does(leaver, 'DELETE /api/webhook')
  await expectWritten('webhook.removed', leaver.email, 'hook.example')
  await does(leaver, 'PUT /api/retention', { snapshotDays: 7, reviewDays: null })
  await expectWritten('retention.changed', leaver.email, 'code 7 d, reviews for ever')
  await does(leaver, 'GET /api/users/me/export')
  await expectWritten('data.exported', leaver.email, null)
  await does(leaver, 'DELETE /api/users/me', { password: PASSWORD })
  const { userId: actorId } = leaver.actor
  expect(await latest()).toMatchObject({ action: 'account.deleted', actorId, actorEmail: null, address: null })
  written.push({ action: 'account.deleted' })
  expect(new Set(written.map(({ action }) => action))).toEqual(new Set(auditActions))
})

test('nobody changes, deletes or empties the record, not even with SQL', async () => {
  await newPerson()
  const before = await db().$count(auditEvents)
  const attempts = [
    sql`update audit_events set actor_email = 'somebody@else.example'`,
    sql`delete from audit_events`,
    sql`truncate audit_events`,
    sql`truncate audit_events cascade`,
    sql`insert into audit_events (id, action) overriding system value select id, 'session.login' from audit_events limit 1
      on conflict (id) do update set action = 'session.login'`,
  ]
  for (const attempt of attempts) {
    const refusal = await db()
      .execute(attempt)
      .then(
        () => null,
        (error) => String(error.cause?.message),
      )
    expect(refusal).toMatch(/append-only/)
  }
  expect(await db().$count(auditEvents)).toBe(before)
})

test('what was done stays when the account is deleted', async () => {
  const person = await newPerson()
  const own = eq(auditEvents.actorId, person.actor.userId)
  expect(await db().$count(auditEvents, own)).toBe(1)
  await db().execute(sql`delete from users where id = ${person.actor.userId}`)
  expect(await db().$count(auditEvents, own)).toBe(1)
})

test('only the owner reads, and only of their own workspace', async () => {
  const [owner, other] = [await newPerson(), await newPerson()]
  const { items } = await page(owner)
  expect(items.map(({ action, actorEmail }) => [action, actorEmail])).toEqual([['account.registered', owner.email]])
  expect(JSON.stringify(await page(other))).not.toContain(owner.email)
  await db().update(memberships).set({ role: 'member' }).where(eq(memberships.userId, owner.actor.userId))
  expect(await problemOf(await call(readAudit, { as: owner }))).toMatchObject({ status: 403, code: 'forbidden' })
})

test('failed tries at an account are shown to its owner, those at nobody to no one', async () => {
  const owner = await newPerson()
  await does(undefined, 'POST /api/auth/login', { email: owner.email, password: 'not my password' })
  const [failed] = (await page(owner)).items
  expect(failed).toMatchObject({ action: 'session.login-failed', actorEmail: null, address: from, target: owner.email })
  const unknown = `${randomUUID()}@example.com`
  await does(undefined, 'POST /api/auth/login', { email: unknown, password: 'x' })
  const [row] = await db().select().from(auditEvents).where(eq(auditEvents.target, unknown))
  expect(row).toMatchObject({ workspaceId: null, actorId: null })
})

test('pages follow each other without a gap or a double, while more is written', async () => {
  const owner = await newPerson()
  const { workspaceId } = owner.actor
  const write = (n: number) =>
    writeDown(db(), { action: 'token.created', actor: owner.actor, workspaceId, address: from, target: String(n) })
  for (let n = 0; n < 120; n++) await write(n)
  const seen: string[] = []
  const sizes: number[] = []
  for (let cursor: string | null = ''; cursor !== null; ) {
    const { items, nextCursor } = await page(owner, cursor && `?cursor=${cursor}`)
    seen.push(...items.map(({ id }) => id))
    sizes.push(items.length)
    await write(1000)
    cursor = nextCursor
  }
  expect(sizes).toEqual([50, 50, 21])
  expect(seen).toEqual([...new Set(seen)].sort((a, b) => Number(b) - Number(a)))
})

test('a cursor that is none is 400', async () => {
  const owner = await newPerson()
  for (const query of [
    'cursor=x',
    'cursor=-1',
    'cursor=1.5',
    'cursor=',
    'cursor=1e400',
    'cursor=99999999999999999999',
    'page=2',
  ])
    expect.soft((await call(readAudit, { path: `/api/audit?${query}`, as: owner })).status, query).toBe(400)
})
