// History through the API: narrowed down, searched, walked page by page, and changed many at once.

import { sql } from 'drizzle-orm'
import { expect, test } from 'playwright/test'
import type { Client } from '#contract/client.ts'
import type { Candidate } from '#contract/finding.ts'
import type { Submission } from '#contract/submission.ts'
import { openFirstProject } from '#projects/open.ts'
import { clientOf } from '../../bin/testing/client-of.ts'
import { newPerson, type Person } from '../../bin/testing/people.ts'
import { candidate, claimed, clearReviews, insertMany, outcome, set, submitted } from '../../bin/testing/reviews.ts'
import { completeReview, failReview } from './end.ts'

let person: Person
let client: Client
test.beforeAll(async () => {
  person = await newPerson()
  client = await clientOf(person)
})
test.beforeEach(clearReviews)

const file = (path: string, more: Partial<Submission> = {}): Submission => ({
  files: [{ path, content: 'x = 1\n' }],
  ...more,
})
async function completed(submission: Submission, ...found: Candidate[]): Promise<string> {
  const job = await claimed(person, submission)
  await completeReview(job, outcome(...found))
  return job.id
}
const ids = async (query: Parameters<Client['listReviews']>[0]) =>
  (await client.listReviews(query)).items.map(({ id }) => id)

test('a review is told with its files, its languages and what was found, without what is dismissed since', async () => {
  const id = await completed(
    file('app/pay.py', { title: 'Payments' }),
    candidate('a'),
    candidate('b', { path: 'app/pay.py' }),
  )
  const { items } = await client.listFindings(id)
  await client.changeFinding(items[0]?.id as string, { state: 'dismissed' })
  const list = await client.listReviews()
  expect(list).toMatchObject({ nextCursor: null, total: 1 })
  const { summary } = await client.getReview(id)
  expect(list.items[0]).toMatchObject({
    id,
    title: 'Payments',
    status: 'completed',
    files: 1,
    path: 'app/pay.py',
    languages: ['python'],
    counts: summary?.counts,
  })
  expect(list.items[0]?.counts?.high).toBe(1)
})

test('status, failure, project, language and days each leave what fits, and all of them together', async () => {
  const { project } = await openFirstProject(person.actor)
  const go = await completed(file('a.go', { projectId: project.id }))
  const old = await completed(file('b.py'))
  await set(old, sql`created_at = '2024-02-29T23:59:59.9999Z'`)
  const failing = await claimed(person, file('c.py'))
  await failReview(failing, 'deadline', 'Too long.')
  const waiting = await submitted(person, file('d.go'))
  expect(await ids({ status: 'pending' })).toEqual([waiting])
  expect(await ids({ failure: 'deadline' })).toEqual([failing.id])
  expect(await ids({ failure: 'poison' })).toEqual([])
  expect(await ids({ projectId: project.id })).toEqual([go])
  expect(await ids({ language: 'go' })).toEqual([waiting, go])
  expect(await ids({ language: 'go', status: 'completed', projectId: project.id })).toEqual([go])
  expect(await ids({ from: '2024-02-29', to: '2024-02-29' })).toEqual([old])
  expect(await ids({ to: '2024-02-28' })).toEqual([])
  expect(await ids({ from: '2024-03-01', language: 'python' })).toEqual([failing.id])
})

test('words are found in titles, paths and findings, by how they begin, in any case, and all of them count', async () => {
  const one = await completed(
    file('src/user_profile.py', { title: 'Größere Änderung' }),
    candidate('a', { title: 'SQL injection', cwe: 'CWE-89' }),
  )
  const two = await completed(file('lib/pay.go'), candidate('b', { title: 'Held', fate: 'held-back', fateReason: 'x' }))
  for (const q of ['profile', 'USER prof', 'user_profile.py', 'Größere', 'injec', 'sql cwe-89', 'test/one'])
    expect.soft(await ids({ q }), q).toEqual([one])
  expect(await ids({ q: 'pay' })).toEqual([two])
  for (const q of [
    'rofile',
    'profile pay',
    'held',
    '!!!',
    "'",
    "\\' | 'x':*",
    'workspace:',
    `workspace:${person.actor.workspaceId}`,
  ])
    expect.soft(await ids({ q }), q).toEqual([])
  const stranger = await clientOf(await newPerson())
  expect((await stranger.listReviews({ q: 'profile' })).items).toEqual([])
  expect((await stranger.listReviews()).total).toBe(0)
})

test('pages follow each other without a gap or a double, many of the same moment too', async () => {
  await insertMany(person, 25) // one transaction, one moment
  const seen: string[] = []
  let cursor: string | undefined
  do {
    const page = await client.listReviews({ limit: '10', ...(cursor && { cursor }) })
    expect(page.total).toBe(cursor ? undefined : 25)
    seen.push(...page.items.map(({ id }) => id))
    cursor = page.nextCursor ?? undefined
  } while (cursor)
  expect(new Set(seen).size).toBe(25)
  expect(seen).toEqual(seen.toSorted().reverse())
})

test('many are cancelled or deleted at once; what cannot be is told, and stops none of the others', async () => {
  const [waiting, done] = [await submitted(person), await completed(file('a.py'))]
  const theirs = await submitted(await newPerson())
  const cancelled = await client.changeReviews({ action: 'cancel', ids: [done, theirs, waiting, waiting] })
  expect(cancelled.done).toEqual([waiting])
  expect(cancelled.refused).toEqual([
    { id: done, reason: 'This review has ended already.' },
    { id: theirs, reason: 'There is no such review.' },
  ])
  expect((await client.changeReviews({ action: 'delete', ids: [theirs, done] })).done).toEqual([done])
  expect(await ids({})).toEqual([waiting])
})

test('the story of a review: who, and each start, step and end, an attempt that broke off among them', async () => {
  const { actor } = person
  const id = await completed(file('a.py'))
  const story = await client.reviewTimeline(id)
  expect(story).toMatchObject({ by: actor.email, project: null, retryOf: null, baseReviewId: null, crashes: 0 })
  expect(story.events.map(({ what, attempt }) => `${what} ${attempt}`)).toEqual(['started 1', 'completed 1'])
  expect(story.events[0]?.detail).toBe('a test')
})
