// Coming in for the first time: one account for each address, a workspace of one's own, a password that holds.
import { randomUUID } from 'node:crypto'
import { eq } from 'drizzle-orm'
import { expect, test } from 'playwright/test'
import { apart } from '../../bin/testing/apart.ts'
import { copyTemplate } from '../../bin/testing/databases.ts'
import { newPerson, PASSWORD } from '../../bin/testing/people.ts'
import { db } from '../db/client.ts'
import { users } from '../db/schema/accounts.ts'
import { whoAmI } from './me.ts'
import { checkPassword, hashPassword, passwordFits } from './password.ts'
import { register } from './register.ts'

const device = { userAgent: null, address: null }
const someEmail = () => `${randomUUID()}@example.com`

test('of several who come first at once, one is the administrator, and nobody later', async () => {
  const name = `lintel_first_${randomUUID().slice(0, 8)}`
  const DATABASE_URL = await copyTemplate(process.env.TEST_POSTGRES_URL as string, name)
  const roles = await apart<string[][]>(
    { DATABASE_URL },
    // Below the hashing of passwords, which puts people in a row.
    `import { createAccount } from '#accounts/register.ts'
     import { db } from '#db/client.ts'
     const come = (name) => db().transaction(async (tx) => {
       await tx.execute('select pg_sleep(0.05)')
       const account = { email: name + '@example.com', name: null, passwordHash: null }
       return (await createAccount(tx, account, { userAgent: null, address: null })).user.role
     })
     const first = await Promise.all(['a', 'b', 'c', 'd', 'e', 'f'].map(come))
     const later = [await come('g')]
     await db().$client.end()
     tell([first.sort(), later])`,
  )
  expect(roles).toEqual([['administrator', ...Array(5).fill('member')], ['member']])
})

test('somebody new owns a workspace, and nobody else is in it', async () => {
  const [one, other] = [await newPerson(), await newPerson()]
  const me = await whoAmI(one.actor)
  expect(me).toMatchObject({ user: { email: one.email, name: null }, workspace: { role: 'owner' } })
  expect(me.workspace.name).toBe(`${one.email.split('@')[0]}'s workspace`)
  expect(other.actor.workspaceId).not.toBe(one.actor.workspaceId)
})

test('ten with one address at once: one account, nine refusals', async () => {
  const email = someEmail()
  const tries = await Promise.allSettled(
    Array.from({ length: 10 }, () => register({ email, password: PASSWORD }, device)),
  )
  const refused = tries.flatMap((result) => (result.status === 'rejected' ? [result.reason] : []))
  expect(refused).toHaveLength(9)
  for (const problem of refused)
    expect(problem).toMatchObject({ code: 'email-taken', errors: [{ path: 'email', message: expect.any(String) }] })
  expect(await db().$count(users, eq(users.email, email))).toBe(1)
})

test('the database holds no password, and no hash made twice is the same', async () => {
  const emails = [someEmail(), someEmail()]
  for (const email of emails) await register({ email, password: PASSWORD }, device)
  const rows = await Promise.all(emails.map((email) => db().select().from(users).where(eq(users.email, email))))
  const hashes = rows.map(([row]) => row?.passwordHash as string)
  for (const hash of hashes) expect(hash).toMatch(/^\$2[aby]\$12\$[./\w]{53}$/)
  expect(hashes[0]).not.toBe(hashes[1])
})

const passwords: [what: string, password: string, says: RegExp | null][] = [
  ['14 characters', 'vierzehnziegen', /at least 15/],
  ['15 characters', 'vierzehnplusein', null],
  ['15 emoji of two code units', [...'🦊🐻🐼🐨🐯🦁🐮🐷🐸🐵🐔🐧🐦🐤🦆'].join(''), null],
  ['14 emoji', [...'🦊🐻🐼🐨🐯🦁🐮🐷🐸🐵🐔🐧🐦🐤'].join(''), /at least 15/],
  ['no digits or signs', 'nurkleinebuchstaben', null],
  ['the address', 'somebody.with.a.name@example.com', /e-mail/],
  ['the address in capitals', 'SOMEBODY.with.a.name@EXAMPLE.com', /e-mail/],
  ['the name in the address', 'somebody.with.a.name', /e-mail/],
  ['one character again and again', 'a'.repeat(40), /repeats/],
  ['three characters again and again', 'abc'.repeat(10), /repeats/],
  ['words that everybody thinks of', 'Password!Qwerty2026', /first that others/],
  ['the same in other letters', 'P4ssw0rd-Adm1n-123', /first that others/],
  ['a row of digits', '123456789012345', /first that others/],
  ['fifteen digits of chance', '839201948571034', null],
]
for (const [what, password, says] of passwords)
  test(`A1: a password of ${what} is ${says ? 'refused' : 'accepted'}`, () => {
    const check = () => checkPassword(password, 'somebody.with.a.name@example.com')
    if (says) expect(check).toThrow(says)
    else expect(check).not.toThrow()
  })

test('A2: nothing is cut off: passwords that differ in the 73rd byte differ', async () => {
  const same = 'é'.repeat(36)
  const hash = await hashPassword(`${same}a`)
  expect(await passwordFits(`${same}a`, hash)).toBe(true)
  expect(await passwordFits(`${same}b`, hash)).toBe(false)
  expect(await passwordFits(same, hash)).toBe(false)
  expect(await passwordFits(`${same}ab`, hash)).toBe(false)
})

test('A2: the same password typed on another keyboard is the same', async () => {
  const hash = await hashPassword('caf\u00e9 au lait, bien chaud')
  expect(await passwordFits('cafe\u0301 au lait, bien chaud', hash)).toBe(true)
  expect(await passwordFits('cafe au lait, bien chaud', hash)).toBe(false)
  expect(await passwordFits('Caf\u00e9 au lait, bien chaud', hash)).toBe(false)
})
