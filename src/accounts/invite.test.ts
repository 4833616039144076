// Who may register: everybody, whoever holds an invitation, or nobody.
import { randomUUID } from 'node:crypto'
import { eq, sql } from 'drizzle-orm'
import { expect, test } from 'playwright/test'
import { apart } from '../../bin/testing/apart.ts'
import { call } from '../../bin/testing/call.ts'
import { copyTemplate } from '../../bin/testing/databases.ts'
import { newAdministrator, PASSWORD, type Person } from '../../bin/testing/people.ts'
import { DELETE as revoke } from '../app/api/admin/invitations/[id]/route.ts'
import { POST as create, GET as list } from '../app/api/admin/invitations/route.ts'
import { POST as register } from '../app/api/auth/register/route.ts'
import type { Invitation } from '../contract/admin.ts'
import { db } from '../db/client.ts'
import { users } from '../db/schema/accounts.ts'
import { invitations } from '../db/schema/instance.ts'
import { env } from '../env.ts'

const post = { method: 'POST' }
let administrator: Person
test.beforeAll(async () => {
  administrator = await newAdministrator()
})

async function invite(note?: string): Promise<{ secret: string; id: string }> {
  const made = await call(create, { ...post, body: note ? { note } : {}, as: administrator })
  expect(made.status).toBe(201)
  const { url } = await made.json()
  expect(url).toMatch(new RegExp(`^${env().APP_ORIGIN}/register\\?invitation=[\\w-]{43}$`))
  return { secret: new URL(url).searchParams.get('invitation') as string, id: (await all())[0]?.id as string }
}
const all = async (): Promise<Invitation[]> => (await (await call(list, { as: administrator })).json()).items
async function come(invitation: string): Promise<[number, string]> {
  const email = `${randomUUID()}@example.com`
  const { status } = await call(register, { ...post, body: { email, password: PASSWORD, invitation } })
  expect(await db().$count(users, eq(users.email, email))).toBe(status === 201 ? 1 : 0)
  return [status, email]
}

test('an invitation lets one in, once, and its maker sees who came', async () => {
  const { secret, id } = await invite('for Ada')
  expect(JSON.stringify(await db().select().from(invitations))).not.toContain(secret)
  const [status, email] = await come(secret)
  expect(status).toBe(201)
  expect((await all()).find((one) => one.id === id)).toMatchObject({ note: 'for Ada', usedBy: email })
  expect((await come(secret))[0]).toBe(403)
})

test('of six who come with one invitation at once, one gets in', async () => {
  const { secret } = await invite()
  const statuses = (await Promise.all(Array.from({ length: 6 }, () => come(secret)))).map(([status]) => status)
  expect(statuses.sort()).toEqual([201, ...Array(5).fill(403)])
})

test('an invitation that was revoked or is too old lets nobody in', async () => {
  const [revoked, old] = [await invite(), await invite()]
  const end = () => call(revoke, { method: 'DELETE', params: { id: revoked.id }, as: administrator })
  expect([(await end()).status, (await end()).status]).toEqual([204, 404])
  expect((await all()).map(({ id }) => id)).not.toContain(revoked.id)
  await db().update(invitations).set({ expiresAt: sql`now()` }).where(eq(invitations.id, old.id))
  for (const secret of [revoked.secret, old.secret, 'made up', old.secret.toLowerCase()])
    expect((await come(secret))[0]).toBe(403)
})

/** The answers of registering twice, three times with an invitation, on an instance in this mode. */
async function answersIn(mode: string): Promise<number[]> {
  const name = `lintel_registration_${randomUUID().slice(0, 8)}`
  const DATABASE_URL = await copyTemplate(process.env.TEST_POSTGRES_URL as string, name)
  return apart<number[]>(
    { DATABASE_URL, REGISTRATION: mode },
    `import { POST } from './src/app/api/auth/register/route.ts'
     import { createInvitation } from '#accounts/invite.ts'
     import { db } from '#db/client.ts'
     import { users } from '#db/schema/accounts.ts'
     const come = async (email, more) => {
       const headers = { 'content-type': 'application/json', 'x-client-ip': email }
       const body = JSON.stringify({ email, password: '${PASSWORD}', ...more })
       return (await POST(new Request('http://localhost:3000/api/auth/register', { method: 'POST', headers, body }), {})).status
     }
     const answers = [await come('first@example.com'), await come('second@example.com')]
     const [{ id }] = await db().select().from(users)
     const actor = { userId: id, workspaceId: id, sessionId: id, email: '', name: null, role: 'administrator' }
     const { url } = await createInvitation(actor, null, '127.0.0.1')
     const invitation = new URL(url).searchParams.get('invitation')
     for (const [name, secret] of [['third', invitation], ['fourth', invitation], ['fifth', 'made up']])
       answers.push(await come(name + '@example.com', { invitation: secret }))
     await db().$client.end()
     tell(answers)`,
  )
}

const modes: [mode: string, answers: number[]][] = [
  ['open', [201, 201, 201, 403, 403]],
  ['invite', [201, 403, 201, 403, 403]],
  ['closed', [201, 403, 403, 403, 403]],
]
for (const [mode, answers] of modes)
  test(`REGISTRATION=${mode}: the first comes in, then ${answers.slice(1).join(', ')}`, async () => {
    expect(await answersIn(mode)).toEqual(answers)
  })

for (const [mode, detail] of [
  ['closed', /takes no new accounts/],
  ['invite', /invitation/],
] as const)
  test(`I2: while registration is ${mode}, nobody learns by registering who has an account, or makes us hash`, async () => {
    const answers = await apart<{ status: number; detail: string; ms: number }[]>(
      { REGISTRATION: mode, LOG_LEVEL: 'error' },
      `const { POST } = await import('./src/app/api/auth/register/route.ts')
       const { connectRedis } = await import('#redis.ts')
       await connectRedis()
       const come = async (email, invitation) => {
         const headers = { 'content-type': 'application/json', 'x-client-ip': '192.0.2.' + Math.floor(Math.random() * 250) }
         const body = JSON.stringify({ email, password: '${PASSWORD}', ...(invitation && { invitation }) })
         const started = performance.now()
         const response = await POST(new Request('http://localhost:3000/x', { method: 'POST', headers, body }), {})
         return { status: response.status, detail: (await response.json()).detail, ms: performance.now() - started }
       }
       await come('first@example.com')
       tell([await come('${administrator.email}'), await come('nobody@example.com'),
             await come('${administrator.email}', 'made up'), await come('nobody@example.com', 'made up')])`,
    )
    for (const answer of answers) {
      expect(answer.status).toBe(403)
      expect(answer.detail).toMatch(detail)
    }
    expect([answers[0]?.detail, answers[2]?.detail]).toEqual([answers[1]?.detail, answers[3]?.detail])
    expect(Math.min(...answers.map(({ ms }) => ms))).toBeLessThan(100) // a hash takes longer on any machine
  })
