// Submitting code and reading what became of it, as a caller of the API sees it.
import { randomUUID } from 'node:crypto'
import { eq, sql } from 'drizzle-orm'
import { expect, test } from 'playwright/test'
import { call, problemOf } from '../../../../bin/testing/call.ts'
import { newPerson, type Person } from '../../../../bin/testing/people.ts'
import { Review } from '../../../contract/review.ts'
import { db } from '../../../db/client.ts'
import { reviews } from '../../../db/schema/reviews.ts'
import { redis } from '../../../redis.ts'
import { GET as whoAmI } from '../users/me/route.ts'
import { GET as readReview } from './[id]/route.ts'
import { POST as submit } from './route.ts'

let person: Person
test.beforeAll(async () => {
  person = await newPerson()
})

const send = (body: unknown, as = person, headers: Record<string, string> = {}) =>
  call(submit, { method: 'POST', path: '/api/reviews', body, headers, as })
const read = (id: string, as = person) => call(readReview, { path: `/api/reviews/${id}`, params: { id }, as })
const file = (path: string, content = 'x = 1') => ({ path, content })
const files = (n: number, content?: string) => Array.from({ length: n }, (_, i) => file(`a/${i}.py`, content))
const reviewsLeft = async (as: Person) => (await (await call(whoAmI, { as })).json()).limits.reviews.remaining

test('both body forms are 202 with an id and where to read it, before anything was analysed', async () => {
  for (const body of [
    { code: 'x = 1', language: 'python' },
    { files: [file('a.py')], title: 'One', instructions: '' },
  ]) {
    const response = await send(body)
    const accepted = await response.json()
    expect(response.status).toBe(202)
    expect(accepted).toEqual({ id: expect.any(String), status: 'pending' })
    expect(response.headers.get('location')).toBe(`/api/reviews/${accepted.id}`)
    expect(response.headers.get('ratelimit')).toMatch(/"reviews";r=\d+;t=\d+/)
  }
})

const refused: [what: string, body: unknown, status: number, path: string][] = [
  ['an unknown language', { code: 'x', language: 'cobol' }, 400, 'language'],
  ['an unknown language of a file', { files: [{ ...file('a'), language: 'cobol' }] }, 400, 'files[0].language'],
  ['empty code', { code: '' }, 400, 'code'],
  ['blank code', { code: ' \n\t' }, 400, 'code'],
  ['no files', { files: [] }, 400, 'files'],
  ['nothing at all', {}, 400, 'files'],
  ['201 files', { files: files(201) }, 400, 'files'],
  ['a file of 300 kB', { files: [file('a.py'), file('b.py', 'x'.repeat(300_000))] }, 413, 'files[1].content'],
  ['code of 300 kB', { code: 'x'.repeat(300_000) }, 413, 'code'],
  ['2.5 MB together', { files: files(10, 'x'.repeat(250_000)) }, 413, 'files'],
  ['binary code', { code: 'a\0b' }, 400, 'code'],
  ['half a character', { code: 'a\ud800' }, 400, 'code'],
  ['a number for code', { code: 7 }, 400, 'code'],
  ['a string for files', { files: 'a.py' }, 400, 'files'],
  ['a path that climbs out', { files: [file('../a.py')] }, 400, 'files[0].path'],
  ['an unknown field', { code: 'x', lang: 'python' }, 400, 'lang'],
  ['an unknown field of a file', { files: [{ ...file('a.py'), mode: 7 }] }, 400, 'files[0].mode'],
  ['both forms at once', { code: 'x', files: [file('a.py')] }, 400, 'files'],
  ['a title that is too long', { code: 'x', title: 'x'.repeat(201) }, 400, 'title'],
  ['a title with NUL', { code: 'x', title: 'a\0b' }, 400, 'title'],
  ['instructions with NUL', { code: 'x', instructions: 'a\0b' }, 400, 'instructions'],
  ['a project id that is none', { code: 'x', projectId: 'mine' }, 400, 'projectId'],
  ['a project that is not there', { code: 'x', projectId: randomUUID() }, 400, 'projectId'],
  ['a base review that is not there', { code: 'x', baseReviewId: randomUUID() }, 400, 'baseReviewId'],
]
for (const [what, body, status, path] of refused)
  test(`${what} is ${status} and names ${path}`, async () => {
    const problem = await problemOf(await send(body))
    expect([problem.status, problem.errors?.map((error) => error.path)]).toEqual([status, [path]])
    expect(problem.detail).not.toBe('')
  })

test('what was refused costs nothing', async () => {
  const newcomer = await newPerson()
  await send({ code: '' }, newcomer)
  await send({ code: 'x', projectId: randomUUID() }, newcomer)
  expect(await reviewsLeft(newcomer)).toBe(10)
})

test('the eleventh review within the hour is 429 by the limit of reviews', async () => {
  const eager = await newPerson()
  for (let n = 0; n < 10; n++) expect((await send({ code: 'x' }, eager)).status).toBe(202)
  const response = await send({ code: 'x' }, eager)
  expect(response.headers.get('ratelimit-policy')).toBe('"reviews";q=10;w=3600')
  expect(Number(response.headers.get('retry-after'))).toBeGreaterThan(300)
  expect(await problemOf(response)).toMatchObject({ status: 429, code: 'too-many-requests' })
  expect(await db().$count(reviews, eq(reviews.userId, eager.actor.userId))).toBe(10)
})

test('an idempotency key: the same body is the same review at no cost, another body is 422', async () => {
  const sender = await newPerson()
  const key = { 'idempotency-key': randomUUID() }
  const first = await (await send({ code: 'x = 1' }, sender, key)).json()
  const again = await send({ code: 'x = 1' }, sender, key)
  expect([again.status, (await again.json()).id]).toEqual([202, first.id])
  expect(await reviewsLeft(sender)).toBe(9)
  expect(await problemOf(await send({ code: 'x = 2' }, sender, key))).toMatchObject({ code: 'idempotency-mismatch' })
  const other = await (await send({ code: 'x = 1' }, await newPerson(), key)).json()
  expect(other.id).not.toBe(first.id)
})

test('an idempotency key ten times at once: one row, one charge, one id', async () => {
  const sender = await newPerson()
  const key = { 'idempotency-key': randomUUID() }
  const answers = await Promise.all(Array.from({ length: 10 }, () => send({ code: 'x = 1' }, sender, key)))
  const ids = new Set(await Promise.all(answers.map(async (answer) => (await answer.json()).id)))
  expect([answers.map(({ status }) => status), ids.size]).toEqual([Array(10).fill(202), 1])
  expect(await db().$count(reviews, eq(reviews.userId, sender.actor.userId))).toBe(1)
  expect(await reviewsLeft(sender)).toBe(9)
})

for (const key of ['', ' ', 'x'.repeat(201), 'a b', 'é'])
  test(`an idempotency key of ${JSON.stringify(key.slice(0, 5))} (${key.length}) is 400`, async () => {
    const { status, errors } = await problemOf(await send({ code: 'x' }, person, { 'idempotency-key': key }))
    expect([status, errors?.[0]?.path]).toEqual([400, 'Idempotency-Key'])
  })

test('a review that runs is read from Postgres; one that ended is kept in Redis, which may forget it', async () => {
  const reader = await newPerson()
  const { id } = await (await send({ code: 'x = 1', title: 'One' }, reader)).json()
  const look = async () => {
    const response = await read(id, reader)
    return [response.headers.get('x-cache'), Review.parse(await response.json()).status]
  }
  expect(await look()).toEqual(['miss', 'pending'])
  expect(await look()).toEqual(['miss', 'pending'])
  await db().update(reviews).set({ status: 'cancelled', finishedAt: sql`now()` }).where(eq(reviews.id, id))
  expect(await look()).toEqual(['miss', 'cancelled'])
  expect(await look()).toEqual(['hit', 'cancelled'])
  expect((await read(id, person)).status).toBe(404)
  await redis().flushdb()
  expect(await look()).toEqual(['miss', 'cancelled'])
})
