// What is kept goes when its time has come, and never what runs; everything can be taken along; an account can go.
import { eq, or, sql } from 'drizzle-orm'
import { strFromU8, unzipSync } from 'fflate'
import { expect, test } from 'playwright/test'
import { listPeople } from '#accounts/administer.ts'
import { authenticateToken, createToken } from '#accounts/api-token.ts'
import { listAudit } from '#accounts/audit.ts'
import { authenticate } from '#accounts/authenticate.ts'
import { signIn } from '#accounts/sign-in.ts'
import type { Client } from '#contract/client.ts'
import { db } from '#db/client.ts'
import { users, workspaces } from '#db/schema/accounts.ts'
import { findings } from '#db/schema/findings.ts'
import { auditEvents } from '#db/schema/instance.ts'
import { projectFiles } from '#db/schema/projects.ts'
import { reviewFiles, reviews } from '#db/schema/reviews.ts'
import { openFirstProject } from '#projects/open.ts'
import { compareReviews } from '#reviews/compare-reviews.ts'
import { completeReview } from '#reviews/end.ts'
import { readReview } from '#reviews/read.ts'
import { resubmitReview } from '#reviews/resubmit.ts'
import { readSnapshot } from '#reviews/snapshot.ts'
import { saveWebhook } from '#webhooks/manage.ts'
import { clientOf } from '../../bin/testing/client-of.ts'
import { newAdministrator, newPerson, PASSWORD, type Person } from '../../bin/testing/people.ts'
import {
  candidate,
  claimed,
  clearReviews,
  insertMany,
  outcome,
  rowOf,
  set,
  submitted,
} from '../../bin/testing/reviews.ts'
import { deleteAccount } from './delete-account.ts'
import { deleteReviews, deleteSnapshots, sweepRetention } from './sweep.ts'

const DEVICE = { userAgent: 'test', address: '10.1.2.3' }
const never = new AbortController().signal
const sweep = () => sweepRetention(never)

let person: Person
let client: Client
test.beforeEach(async () => {
  await clearReviews()
  person = await newPerson()
  client = await clientOf(person)
})

async function completed(days: number, who = person): Promise<string> {
  const job = await claimed(who)
  await completeReview(job, outcome(candidate('a')))
  await set(job.id, sql`created_at = now() - make_interval(days => ${days}::int)`)
  return job.id
}
const kept = async () => (await db().select({ id: reviews.id }).from(reviews)).map(({ id }) => id).sort()

test('E1: code goes first, then the review; what is younger, waits, runs or is of others stays', async () => {
  const stranger = await newPerson()
  const [young, middle, old] = [await completed(3), await completed(20), await completed(100)]
  const theirs = await completed(100, stranger)
  const waiting = await submitted(person)
  await set(waiting, sql`created_at = now() - interval '100 days'`)
  const running = (await claimed(person)).id
  await set(running, sql`created_at = now() - interval '100 days'`)
  await sweep()
  expect((await kept()).length, 'nothing is said, everything is kept').toBe(6)

  await client.saveRetention({ snapshotDays: 10, reviewDays: 50 })
  expect(await readReview(person.actor, old)).toBeTruthy() // Redis remembers it now
  await sweep()
  expect(await kept()).toEqual([young, middle, theirs, waiting, running].sort())
  await expect(readReview(person.actor, old)).rejects.toMatchObject({ code: 'not-found' })
  const withCode = await db().selectDistinct({ id: reviewFiles.reviewId }).from(reviewFiles)
  expect(withCode.map(({ id }) => id).sort()).toEqual([young, theirs, waiting, running].sort())
  expect((await client.getReview(middle)).findings).toHaveLength(1)
  expect(await readSnapshot(person.actor, middle)).toEqual([])
  expect((await compareReviews(person.actor, { a: middle, b: young })).files).toEqual([])
  await expect(resubmitReview(person.actor, middle, null)).rejects.toMatchObject({ code: 'conflict' })
  expect((await resubmitReview(person.actor, young, null)).accepted.status).toBe('pending')
})

test('E1: little at a time, past what somebody else holds', async () => {
  await insertMany(person, 230, 'cancelled')
  await db().execute(sql`update reviews set created_at = now() - interval '2 days'`)
  const { workspaceId } = person.actor
  const [held] = await db().select({ id: reviews.id }).from(reviews).limit(1)
  await db().transaction(async (tx) => {
    await tx.execute(sql`select from reviews where id = ${held?.id} for key share`)
    const batches = [
      await deleteReviews(workspaceId, 1),
      await deleteReviews(workspaceId, 1),
      await deleteReviews(workspaceId, 1),
    ]
    expect(batches).toEqual([100, 100, 29])
  })
  expect(await kept()).toEqual([held?.id])
  expect([await deleteReviews(workspaceId, 1), await deleteSnapshots(workspaceId, 1)]).toEqual([1, 0])
})

test('only the owner says how long; what makes no sense is refused', async () => {
  for (const wrong of [
    { snapshotDays: 20, reviewDays: 10 },
    { snapshotDays: 0, reviewDays: null },
    { snapshotDays: 1.5, reviewDays: null },
  ])
    await expect(client.saveRetention(wrong)).rejects.toMatchObject({ code: 'invalid' })
  await client.saveRetention({ snapshotDays: 7, reviewDays: null })
  const stranger = await newPerson()
  expect(await (await clientOf(stranger)).getRetention()).toEqual({ snapshotDays: null, reviewDays: null })
  expect((await listAudit(person.actor, null)).items[0]).toMatchObject({
    action: 'retention.changed',
    target: 'code 7 d, reviews for ever',
  })
})

test('E2: the export holds everything of mine, nothing of others, and no secret', async () => {
  const { project } = await openFirstProject(person.actor)
  const ids = [await completed(1), await completed(2)]
  const stranger = await newPerson()
  const theirs = await completed(1, stranger)
  const { secret } = await createToken(
    person.actor,
    { name: 'ci', scopes: ['reviews:read'], expiresInDays: 1 },
    '127.0.0.1',
  )
  const { secret: webhookSecret = '' } = await saveWebhook(person.actor, { url: 'https://hook.example/' }, '127.0.0.1')
  const bytes = new Uint8Array(await (await client.exportEverything()).arrayBuffer())
  const files = Object.fromEntries(Object.entries(unzipSync(bytes)).map(([path, data]) => [path, strFromU8(data)]))
  const count = await db().$count(projectFiles, eq(projectFiles.projectId, project.id))
  expect(Object.keys(files).filter((path) => path.startsWith(`projects/${project.id}/files/`))).toHaveLength(count)
  const told = (files['reviews/00001.jsonl'] ?? '')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line))
  expect(told.map(({ review }) => review.id)).toEqual(ids.toReversed())
  expect(told[0]).toMatchObject({ candidates: [{ title: 'A finding' }], files: [{ path: 'main.py' }] })
  expect(JSON.parse(files['account.json'] ?? '')).toMatchObject({
    user: { email: person.email },
    tokens: [{ name: 'ci' }],
  })
  expect(JSON.parse(files['webhook.json'] ?? '')).toMatchObject({ url: 'https://hook.example/' })
  const all = Object.values(files).join('\n')
  for (const hidden of [secret, webhookSecret, theirs, stranger.email]) expect(all).not.toContain(hidden)
  expect((await listAudit(person.actor, null)).items[0]?.action).toBe('data.exported')
  const guest = await clientOf({ ...stranger, actor: { ...stranger.actor, workspaceId: person.actor.workspaceId } })
  expect((await (await guest.exportEverything()).arrayBuffer()).byteLength).toBeGreaterThan(0) // of their own workspace
})

test('E3: a wrong password deletes nothing; the right one closes the door at once, and the sweep clears the rest', async () => {
  await expect(client.deleteAccount({})).rejects.toMatchObject({ code: 'invalid', errors: [{ path: 'password' }] })
  await expect(client.deleteAccount({ password: 'not my password' })).rejects.toMatchObject({ code: 'invalid' })
  await openFirstProject(person.actor)
  const stranger = await newPerson()
  const theirs = await completed(1, stranger)
  await completed(1)
  const waiting = await submitted(person)
  const job = await claimed(person)
  const { secret } = await createToken(
    person.actor,
    { name: 'ci', scopes: ['reviews:read'], expiresInDays: 1 },
    '127.0.0.1',
  )
  const elsewhere = await signIn({ email: person.email, password: PASSWORD }, DEVICE)
  await expect(signIn({ email: person.email, password: 'wrong' }, DEVICE)).rejects.toThrow()

  await client.deleteAccount({ password: PASSWORD })
  for (const tokens of [person.tokens, elsewhere.tokens]) expect(await authenticate(tokens.access)).toBeNull()
  expect(await authenticateToken(secret)).toBeNull()
  await expect(signIn({ email: person.email, password: PASSWORD }, DEVICE)).rejects.toMatchObject({
    code: 'wrong-credentials',
  })
  const administrator = await newAdministrator()
  expect((await listPeople(administrator.actor)).map(({ email }) => email).join()).not.toContain('deleted')

  await sweep()
  expect((await rowOf(job.id)).cancelRequestedAt, 'what runs is asked to stop, and waited for').not.toBeNull()
  expect(await kept()).toEqual([theirs, job.id].sort())
  expect((await db().select().from(reviews).where(eq(reviews.id, waiting))).length).toBe(0)
  await set(job.id, sql`status = 'cancelled', finished_at = now(), lease_token = null, lease_until = null, slot = null`)
  await sweep()
  expect(await kept()).toEqual([theirs])
  const { userId, workspaceId } = person.actor
  expect(await db().$count(users, eq(users.id, userId))).toBe(0)
  expect(await db().$count(workspaces, eq(workspaces.id, workspaceId))).toBe(0)
  for (const table of [projectFiles, findings])
    expect(await db().$count(table, eq(table.workspaceId, workspaceId))).toBe(0)
})

test('E4: the log keeps the deeds and forgets the person, and nobody else can be forgotten', async () => {
  const { userId, workspaceId } = person.actor
  const administrator = await newAdministrator()
  await (await clientOf(administrator)).makeResetLink(userId)
  await expect(signIn({ email: person.email, password: 'wrong' }, DEVICE)).rejects.toThrow()
  const theirs = or(eq(auditEvents.workspaceId, workspaceId), eq(auditEvents.actorId, userId))
  for (const column of ['actor_email', 'address', 'target'])
    await expect(
      db().execute(
        sql`update audit_events set ${sql.raw(column)} = null where workspace_id = ${workspaceId} and ${sql.raw(column)} is not null`,
      ),
    ).rejects.toThrow()
  await client.deleteAccount({ password: PASSWORD })
  const rows = await db().select().from(auditEvents).where(theirs).orderBy(auditEvents.id)
  expect(rows.map(({ action, actorEmail, address, target }) => [action, actorEmail, address, target])).toEqual([
    ['account.registered', null, null, null],
    ['session.login-failed', null, null, null],
    ['account.deleted', null, null, null],
  ])
  const all = await db().execute(sql`select audit_events::text from audit_events`)
  expect(JSON.stringify(all)).not.toContain(person.email)
  const [link] = await db()
    .select()
    .from(auditEvents)
    .where(eq(auditEvents.action, 'person.reset-link'))
    .orderBy(sql`id desc`)
  expect(link).toMatchObject({ actorEmail: administrator.email, target: null })
  const broken = [
    sql`action = 'session.login'`,
    sql`at = now()`,
    sql`actor_email = 'somebody else'`,
    sql`actor_id = null`,
  ]
  for (const change of broken)
    await expect(db().execute(sql`update audit_events set ${change} where actor_id = ${userId}`)).rejects.toThrow()
  await expect(db().execute(sql`delete from audit_events where actor_id = ${userId}`)).rejects.toThrow()
})

test('E3: without a password the sign-in must be fresh; the last administrator of others stays', async () => {
  const { userId, sessionId } = person.actor
  await db().update(users).set({ passwordHash: null }).where(eq(users.id, userId))
  await db().execute(sql`update sessions set created_at = now() - interval '11 minutes' where id = ${sessionId}`)
  await expect(deleteAccount(person.actor, {}, '127.0.0.1')).rejects.toMatchObject({ code: 'forbidden' })
  await db().execute(sql`update sessions set created_at = now() - interval '9 minutes' where id = ${sessionId}`)
  await db().update(users).set({ role: 'member' })
  const last = await newAdministrator()
  await expect(deleteAccount(last.actor, { password: PASSWORD }, '127.0.0.1')).rejects.toMatchObject({
    code: 'conflict',
  })
  await newAdministrator()
  await deleteAccount(last.actor, { password: PASSWORD }, '127.0.0.1')
  await deleteAccount(person.actor, {}, '127.0.0.1')
  expect(await authenticate(person.tokens.access)).toBeNull()
})
