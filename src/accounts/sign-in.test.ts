// Whatever is wrong with a sign-in, the answer and its time tell nothing about who has an account here.
import { randomUUID } from 'node:crypto'
import { availableParallelism } from 'node:os'
import { setTimeout as pause } from 'node:timers/promises'
import { eq } from 'drizzle-orm'
import { expect, test } from 'playwright/test'
import { call, problemOf } from '../../bin/testing/call.ts'
import { newPerson, PASSWORD } from '../../bin/testing/people.ts'
import { POST as login } from '../app/api/auth/login/route.ts'
import { GET as whoAmI } from '../app/api/users/me/route.ts'
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
  test.setTimeout(120_000)
  const { email } = await newPerson()
  await tryWith(email, 'warm the threads up')
  const times = { known: [] as number[], unknown: [] as number[] }
  // One account is closed after ten.
  for (let round = 0; round < 8; round++)
    for (const [kind, address] of [
      ['known', email],
      ['unknown', `${randomUUID()}@example.com`],
    ] as const) {
      const started = performance.now()
      expect((await tryWith(address, 'not the password at all')).status).toBe(401)
      times[kind].push(performance.now() - started)
    }
  // Without the hash for unknown addresses they would differ a hundredfold. Two hundred of each, on a machine that does
  // nothing else: bench/sign-in-times.ts.
  // The quickest of each: what else the machine does can only add.
  const ratio = Math.min(...times.known) / Math.min(...times.unknown)
  expect(ratio).toBeGreaterThan(0.5)
  expect(ratio).toBeLessThan(2)
})

test('one account that is tried from many addresses is closed to all of them for a while, the right password included', async () => {
  const { email } = await newPerson()
  for (let i = 0; i < 10; i++) expect((await tryWith(email, 'a guess')).status).toBe(401)
  const response = await tryWith(email, PASSWORD)
  expect(response.headers.get('ratelimit-policy')).toBe('"login-account";q=10;w=900')
  expect(await problemOf(response)).toMatchObject({ status: 429, code: 'too-many-requests' })
})

test('A3: of a crowd at once as many are hashed as there are places, the others hear 503, and the house stays open', async () => {
  test.setTimeout(180_000)
  await tryWith(`${randomUUID()}@example.com`, 'warm the threads up')
  const places = Math.max(1, availableParallelism() - 1) + 50
  let open = true
  const crowd = Promise.all(
    Array.from({ length: places + 60 }, () => tryWith(`${randomUUID()}@example.com`, 'not the password')),
  ).finally(() => {
    open = false
  })
  const gaps: number[] = []
  for (let last = performance.now(); open; ) {
    expect((await call(whoAmI)).status).toBe(401)
    await pause(20)
    gaps.push(performance.now() - last)
    last = performance.now()
  }
  const answers = await crowd
  const turnedAway = answers.filter(({ status }) => status === 503)
  expect(answers.filter(({ status }) => status === 401)).toHaveLength(places)
  expect(turnedAway).toHaveLength(60)
  for (const answer of turnedAway) expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0)
  expect(await problemOf(turnedAway[0] as Response)).toMatchObject({ code: 'unavailable' })
  // Meanwhile somebody asked again and again. Hashing here instead would let them in a few times, seconds apart.
  expect(gaps.length).toBeGreaterThan(places)
  const usual = gaps.toSorted((a, b) => a - b)[Math.floor(gaps.length / 2)]
  expect(usual).toBeLessThan(200)
})
