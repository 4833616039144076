// Findings over HTTP: the list of candidates, the snapshot, and what a person or a token may say about one.
import { randomUUID } from 'node:crypto'
import { expect, test } from 'playwright/test'
import { call, problemOf } from '../../../../bin/testing/call.ts'
import { newPerson, type Person } from '../../../../bin/testing/people.ts'
import { candidate, claimed, clearReviews, outcome } from '../../../../bin/testing/reviews.ts'
import { createToken } from '../../../accounts/api-token.ts'
import { createClient } from '../../../contract/client.ts'
import { completeReview } from '../../../reviews/end.ts'
import { PATCH as change } from '../findings/[id]/route.ts'
import { GET as listFiles } from './[id]/files/route.ts'
import { GET as listFindings } from './[id]/findings/route.ts'
import { GET as readReview } from './[id]/route.ts'

let person: Person
let id: string
test.beforeAll(async () => {
  await clearReviews()
  person = await newPerson()
  const job = await claimed(person)
  const held = candidate('b', { fate: 'held-back', fateReason: 'Another says the same.' })
  await completeReview(job, outcome(candidate('a'), held, candidate('c')))
  id = job.id
})

const handlers = { findings: listFindings, files: listFiles }

/** The typed client over the handlers: what it is answered must be what the contract says. */
const client = createClient((path, { method, body, headers }) => {
  const url = new URL(path, 'http://x')
  const [, , place, of = '', list] = url.pathname.split('/')
  const handler = place === 'findings' ? change : list ? handlers[list as keyof typeof handlers] : readReview
  const asked = { method: method ?? 'GET', path, params: { id: of }, headers: headers as Record<string, string> }
  return call(handler, { ...asked, as: person, ...(body ? { body: JSON.parse(String(body)) } : {}) })
})

test('the client lists every candidate page by page, and the code', async () => {
  const first = await client.listFindings(id, { limit: '2' })
  expect(first.items.map(({ fingerprint, fate }) => [fingerprint, fate])).toEqual([
    ['a', 'shown'],
    ['b', 'held-back'],
  ])
  const rest = await client.listFindings(id, { limit: '2', cursor: first.nextCursor as string })
  expect(rest).toMatchObject({ items: [{ fingerprint: 'c' }], nextCursor: null })
  expect((await client.listFindings(id, { fate: 'held-back' })).items).toHaveLength(1)
  expect(await client.listReviewFiles(id)).toEqual({
    items: [{ path: 'main.py', language: 'python', content: 'print("hello")\n' }],
    nextCursor: null,
  })
})

test('dismissed and taken back, each told by the next read', async () => {
  const [finding] = (await client.getReview(id)).findings
  const dismissed = await client.changeFinding(finding?.id as string, { state: 'dismissed', reason: 'not-a-bug' })
  expect(dismissed).toMatchObject({ state: 'dismissed', dismissal: { reason: 'not-a-bug' } })
  expect((await client.getReview(id)).findings[0]).toEqual(dismissed)
  expect((await client.changeFinding(dismissed.id, { state: 'reopened' })).state).toBe('reopened')
  expect((await client.getReview(id)).findings[0]).toMatchObject({ id: dismissed.id, state: 'reopened' })
  await expect(client.changeFinding(dismissed.id, { state: 'reopened' })).rejects.toMatchObject({ code: 'conflict' })
  await expect(client.changeFinding(randomUUID(), { state: 'dismissed' })).rejects.toMatchObject({ code: 'not-found' })
})

for (const query of ['fate=lost', 'cursor=x', 'cursor=-1', 'cursor=9999999999', 'limit=0', 'limit=1000', 'page=2'])
  test(`a list asked for with ${query} is 400, and the field is named`, async () => {
    const path = `/api/reviews/${id}/findings?${query}`
    const response = await call(listFindings, { path, params: { id }, as: person })
    expect(response.status).toBe(400)
    expect((await problemOf(response)).errors?.[0]?.path).toBe(query.split('=')[0])
  })

test('a token may say something with reviews:write only', async () => {
  const [finding] = (await client.getReview(id)).findings
  for (const [scope, status] of [
    ['reviews:read', 403],
    ['reviews:write', 200],
  ] as const) {
    const token = { name: 'ci', scopes: [scope], expiresInDays: 1 }
    const { secret } = await createToken(person.actor, token, '127.0.0.1')
    const headers = { authorization: `Bearer ${secret}` }
    const of = finding?.id as string
    const asked = { method: 'PATCH', path: `/api/findings/${of}`, params: { id: of }, headers }
    expect((await call(change, { ...asked, body: { state: 'dismissed' } })).status).toBe(status)
  }
})
