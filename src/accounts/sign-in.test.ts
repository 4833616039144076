// Whatever is wrong with a sign-in, the answer and its time tell nothing about who has an account here.
import { randomUUID } from 'node:crypto'
import { eq } from 'drizzle-orm'
import { expect, test } from 'playwright/test'
import { call, problemOf } from '../../bin/testing/call.ts'
import { newPerson, PASSWORD } from '../../bin/testing/people.ts'
import { POST as login } from '../app/api/auth/login/route.ts'
import { db } from '../db/client.ts'
import { users } from '../db/schema/accounts.ts'

const headers = { 'x-request-id': 'the-same-for-all' }
const tryWith = (email: string, password: string) =>
  call(login, { method: 'POST', path: '/api/auth/login', body: { email, password }, headers })

const disable = (email: string) => db().update(users).set({ disabledAt: new Date() }).where(eq(users.email, email))
const dropPassword = (email: string) => db().update(users).set({ passwordHash: null }).where(eq(users.email, email))

test('the right password signs in, whatever the case of the address', async () => {
  const { email } = await newPerson()
  const response = await tryWith(`  ${email.toUpperCase()} `, PASSWORD)
  expect(response.status).toBe(200)
  expect(await response.json()).toEqual({
    user: expect.objectContaining({ email, name: null, role: expect.any(String) }),
  })
})

test('A4: an unknown address, a wrong password, a disabled account and one without a password get one answer', async () => {
  const [known, disabled, elsewhere] = [await newPerson(), await newPerson(), await newPerson()]
  await disable(disabled.email)
  await dropPassword(elsewhere.email)
  const tries: [string, string][] = [
    ['unknown@example.com', PASSWORD],
    [known.email, 'a lintel carries the roof'],
    [disabled.email, PASSWORD],
    [elsewhere.email, PASSWORD],
    ['not an address', PASSWORD],
    [known.email, ''],
  ]
  const answers = await Promise.all(
    tries.map(async ([email, password]) => {
      const response = await tryWith(email, password)
      const names = [...response.headers.keys()].sort()
      return { names, problem: await problemOf(response) }
    }),
  )
  expect(answers[0]?.problem).toMatchObject({ status: 401, code: 'wrong-credentials' })
  for (const answer of answers) expect(answer).toEqual(answers[0])
})

test('an address that no database can hold is refused, not an accident', async () => {
  const response = await tryWith('nul\0@example.com', PASSWORD)
  expect(await problemOf(response)).toMatchObject({
    status: 400,
    errors: [{ path: 'email', message: 'This is not text.' }],
  })
})

test('A4: the answers take the same time', async () => {
  const { email } = await newPerson()
  await tryWith(email, 'warm the threads up')
  const times = { known: [] as number[], unknown: [] as number[] }
  for (let round = 0; round < 7; round++)
    for (const [kind, address] of [
      ['known', email],
      ['unknown', `${randomUUID()}@example.com`],
    ] as const) {
      const started = performance.now()
      expect((await tryWith(address, 'not the password at all')).status).toBe(401)
      times[kind].push(performance.now() - started)
    }
  // Without the hash for unknown addresses they would differ a hundredfold.
  const ratio = median(times.known) / median(times.unknown)
  expect(ratio).toBeGreaterThan(0.5)
  expect(ratio).toBeLessThan(2)
})

const median = (values: number[]) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] as number

test('one account that is tried from many addresses is closed to all of them for a while, the right password included', async () => {
  const { email } = await newPerson()
  for (let i = 0; i < 10; i++) expect((await tryWith(email, 'a guess')).status).toBe(401)
  const response = await tryWith(email, PASSWORD)
  expect(response.headers.get('ratelimit-policy')).toBe('"login-account";q=10;w=900')
  expect(await problemOf(response)).toMatchObject({ status: 429, code: 'too-many-requests' })
})
