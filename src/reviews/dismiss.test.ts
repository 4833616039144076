// A word about a finding: it holds for every occurrence, at once, whoever remembers the review; and only for its scope.
import { eq, sql } from 'drizzle-orm'
import { expect, test } from 'playwright/test'
import { type Candidate, FindingChange } from '#contract/finding.ts'
import { FindingsQuery, type Review } from '#contract/review.ts'
import type { Submission } from '#contract/submission.ts'
import { db } from '#db/client.ts'
import { users } from '#db/schema/accounts.ts'
import { dismissals } from '#db/schema/dismissals.ts'
import { openFirstProject } from '#projects/open.ts'
import { redis } from '#redis.ts'
import { newPerson, type Person } from '../../bin/testing/people.ts'
import { candidate, claimed, clearReviews, oneFile, outcome, stepOutcome } from '../../bin/testing/reviews.ts'
import { changeFinding } from './dismiss.ts'
import { completeReview } from './end.ts'
import { listFindings } from './list-findings.ts'
import { readReview } from './read.ts'
import { readSnapshot } from './snapshot.ts'
import { compareWithPast } from './states.ts'
import { keepStep, planSteps } from './steps.ts'

let person: Person
let stranger: Person
test.beforeAll(async () => {
  person = await newPerson()
  stranger = await newPerson()
})
test.beforeEach(async () => {
  await clearReviews()
  await db().execute(sql`truncate dismissals`)
})

async function completed(found: Candidate[], submission: Submission = oneFile, as = person): Promise<Review> {
  const job = await claimed(as, submission)
  const given = outcome(...found)
  await completeReview(job, given, await compareWithPast(job, given))
  return read(job.id, as)
}
const read = async (id: string, as = person) => (await readReview(as.actor, id)).review
const one = ({ findings }: Review, fingerprint = 'a') => {
  const found = findings.find((finding) => finding.fingerprint === fingerprint)
  if (!found) throw new Error(`no finding ${fingerprint}`)
  return found
}
const refusal = (work: Promise<unknown>) =>
  work.then(
    () => 'nothing was refused',
    ({ code }) => code,
  )

test('dismissed: shown with who and why, not counted, and told at once by what was remembered', async () => {
  const { id, findings, summary } = await completed([candidate('a'), candidate('b', { severity: 'low' })])
  expect(summary).toMatchObject({ verdict: 'findings' })
  expect((await readReview(person.actor, id)).cache).toBe('hit')
  const changed = await changeFinding(person.actor, findings[0]?.id as string, {
    state: 'dismissed',
    reason: 'wont-fix',
  })
  const dismissal = { reason: 'wont-fix', by: person.email, at: expect.any(String) }
  expect(changed).toMatchObject({ fingerprint: 'a', state: 'dismissed' })

  const review = await read(id)
  expect(one(review)).toEqual(changed)
  expect(one(review).dismissal).toMatchObject({ ...dismissal, by: expect.any(String) })
  expect(one(review, 'b')).toMatchObject({ state: 'new' })
  expect(one(review, 'b')).not.toHaveProperty('dismissal')
  expect(review.summary).toMatchObject({ verdict: 'findings', counts: { high: 1 } })
})

test('with every finding dismissed it is clean; with a file looked at in part it is not', async () => {
  const whole = await completed([candidate('a')])
  await changeFinding(person.actor, one(whole).id, { state: 'dismissed' })
  expect((await read(whole.id)).summary).toEqual({
    verdict: 'clean',
    counts: { critical: 0, high: 0, medium: 0, low: 0 },
  })

  const job = await claimed(person)
  await completeReview(job, { ...outcome(candidate('a')), coverage: [{ path: 'main.py', status: 'partial' }] })
  expect((await read(job.id)).summary?.verdict).toBe('partial')
})

test('it holds in earlier and later reviews, and until it is taken back', async () => {
  const first = await completed([candidate('a')])
  const second = await completed([candidate('a')])
  await changeFinding(person.actor, one(second).id, { state: 'dismissed', reason: 'not-a-bug' })
  const third = await completed([candidate('a')])
  for (const { id } of [first, second, third]) expect(one(await read(id)).state).toBe('dismissed')

  await changeFinding(person.actor, one(first).id, { state: 'reopened' })
  for (const { id } of [first, second, third]) expect(one(await read(id)).state).toBe('reopened')
  expect((await read(third.id)).summary).toMatchObject({ verdict: 'findings', counts: { high: 1 } })
  expect(one(await completed([candidate('a')])).state).toBe('open')
})

test('once it is taken back, the finding still tells who dismissed it before, and the others tell nothing', async () => {
  const { id, findings } = await completed([candidate('a'), candidate('b')])
  const finding = findings[0]?.id as string
  await changeFinding(person.actor, finding, { state: 'dismissed', reason: 'wont-fix' })
  await changeFinding(person.actor, finding, { state: 'dismissed', reason: 'not-a-bug' })
  await changeFinding(person.actor, finding, { state: 'reopened' })
  const now = await read(id)
  expect(one(now)).toMatchObject({
    state: 'reopened',
    dismissedBefore: { reason: 'not-a-bug', by: person.email, at: expect.any(String) },
  })
  expect(one(now)).not.toHaveProperty('dismissal')
  expect(one(now, 'b')).not.toHaveProperty('dismissedBefore')
})

test('gone and back again it is still dismissed', async () => {
  await changeFinding(person.actor, one(await completed([candidate('a')])).id, { state: 'dismissed' })
  const without = await completed([])
  expect(without.resolved).toMatchObject([{ fingerprint: 'a', state: 'fixed' }])
  expect(one(await completed([candidate('a')])).state).toBe('dismissed')
})

test('in a project it holds in every file; without one only in this file of this person', async () => {
  const { project } = await openFirstProject(person.actor)
  const two = [candidate('a'), candidate('a', { path: 'other.py' })]
  const inProject = await completed(two, { ...oneFile, projectId: project.id })
  const alone = await completed(two)
  await changeFinding(person.actor, one(inProject).id, { state: 'dismissed' })
  const states = async (id: string) => (await read(id)).findings.map(({ path, state }) => [path, state])
  expect(await states(inProject.id)).toEqual([
    ['main.py', 'dismissed'],
    ['other.py', 'dismissed'],
  ])
  expect(await states(alone.id)).toEqual([
    ['main.py', 'new'],
    ['other.py', 'new'],
  ])
  await changeFinding(person.actor, one(alone).id, { state: 'dismissed' })
  expect(await states(alone.id)).toEqual([
    ['main.py', 'dismissed'],
    ['other.py', 'new'],
  ])
  expect(one(await completed([candidate('a')], oneFile, stranger)).state).toBe('new')
})

test('every word is kept, also when its speaker is gone', async () => {
  const leaving = await newPerson()
  const { id } = one(await completed([candidate('a')]))
  const actor = { ...leaving.actor, workspaceId: person.actor.workspaceId }
  await changeFinding(actor, id, { state: 'dismissed', reason: 'x' })
  await changeFinding(person.actor, id, { state: 'dismissed', reason: 'Another reason.' })
  await changeFinding(person.actor, id, { state: 'reopened' })
  await changeFinding(actor, id, { state: 'dismissed' })
  await db().delete(users).where(eq(users.id, leaving.actor.userId))
  const rows = await db().select().from(dismissals).orderBy(dismissals.id)
  expect(rows.map(({ state, reason }) => [state, reason])).toEqual([
    ['dismissed', 'x'],
    ['dismissed', 'Another reason.'],
    ['reopened', null],
    ['dismissed', null],
  ])
  await redis().flushdb()
  const [{ reviewId } = { reviewId: '' }] = await db().execute<{ reviewId: string }>(
    sql`select review_id as "reviewId" from findings where id = ${id}`,
  )
  expect(one(await read(reviewId)).dismissal).toEqual({ by: null, at: expect.any(String) })
})

test('refused: what cannot be, what is not theirs, and reasons that are none', async () => {
  const { id } = one(await completed([candidate('a')]))
  expect(await refusal(changeFinding(person.actor, id, { state: 'reopened' }))).toBe('conflict')
  const { resolved } = await completed([])
  expect(await refusal(changeFinding(person.actor, resolved[0]?.id as string, { state: 'dismissed' }))).toBe('conflict')
  for (const state of ['dismissed', 'reopened'] as const)
    expect(await refusal(changeFinding(stranger.actor, id, { state }))).toBe('not-found')
  expect(await db().$count(dismissals)).toBe(0)
  for (const body of [{}, { state: 'fixed' }, { state: 'dismissed', reason: ' ' }, { state: 'dismissed', by: 'me' }])
    expect(FindingChange.safeParse(body).success, JSON.stringify(body)).toBe(false)
  expect(FindingChange.safeParse({ state: 'dismissed', reason: 'x'.repeat(501) }).success).toBe(false)
})

test('who read before a word was said cannot put the old answer back', async () => {
  const { id } = one(await completed([candidate('a')]))
  const [{ key = '', text = '' } = {}] = await Promise.all(
    (await redis().keys('review-json:*')).map(async (key) => ({ key, text: (await redis().get(key)) as string })),
  )
  await changeFinding(person.actor, id, { state: 'dismissed' })
  expect(await redis().set(key, text, 'EX', 3600, 'NX')).toBeNull()
  expect(await redis().ttl(key)).toBeLessThanOrEqual(20)
})

test('every candidate, page by page, by its fate; what is fixed is none', async () => {
  const held = (name: string) => candidate(name, { fate: 'held-back', fateReason: 'Another says the same.' })
  await completed([candidate('gone')])
  const { id } = await completed([candidate('a'), held('b'), candidate('c'), held('d'), candidate('e')])
  const list = async (query: object) => {
    const { items, nextCursor } = await listFindings(person.actor, id, FindingsQuery.parse(query))
    return [items.map(({ fingerprint }) => fingerprint).join(''), nextCursor]
  }
  expect(await list({})).toEqual(['abcde', null])
  expect(await list({ fate: 'shown' })).toEqual(['ace', null])
  expect(await list({ fate: 'held-back', limit: '1' })).toEqual(['b', '1'])
  expect(await list({ fate: 'held-back', limit: '1', cursor: '1' })).toEqual(['d', null])
  expect(await list({ limit: 2 })).toEqual(['ab', '1'])
  expect(await list({ limit: 2, cursor: '3' })).toEqual(['e', null])
  const { items } = await listFindings(person.actor, id, FindingsQuery.parse({ fate: 'held-back' }))
  expect(items[0]).toMatchObject({ fateReason: 'Another says the same.', state: 'new' })
  expect(await refusal(listFindings(stranger.actor, id, FindingsQuery.parse({})))).toBe('not-found')
})

test('while it runs, the candidates so far', async () => {
  const job = await claimed(person)
  await planSteps(job, 2, 0)
  const back = candidate('b', { fate: 'held-back', fateReason: 'Because.' })
  await keepStep(job, 'one', stepOutcome(candidate('a'), back))
  const { items } = await listFindings(person.actor, job.id, FindingsQuery.parse({}))
  expect(items.map(({ fingerprint, fate }) => [fingerprint, fate])).toEqual([
    ['a', 'shown'],
    ['b', 'held-back'],
  ])
  const first = await listFindings(person.actor, job.id, FindingsQuery.parse({ limit: 1 }))
  expect(first).toMatchObject({ items: [{ fingerprint: 'a' }], nextCursor: '0' })
})

test('a suppression in the code is kept and told', async () => {
  const review = await completed([candidate('a', { suppression: '# noqa' }), candidate('b')])
  expect(one(review).suppression).toBe('# noqa')
  expect(one(review, 'b')).not.toHaveProperty('suppression')
})

test('the snapshot is what was submitted, for who submitted it', async () => {
  const files = [
    { path: 'b.py', content: 'x = 1\n', language: 'python' as const },
    { path: 'a', content: 'y' },
  ]
  const job = await claimed(person, { files })
  expect(await readSnapshot(person.actor, job.id)).toEqual([
    { path: 'b.py', content: 'x = 1\n', language: 'python' },
    { path: 'a', content: 'y', language: null },
  ])
  expect(await refusal(readSnapshot(stranger.actor, job.id))).toBe('not-found')
})
