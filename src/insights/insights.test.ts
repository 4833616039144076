// What the product remembers of findings, and its sums: kept true through every turn a finding or a review can take.
import { sql } from 'drizzle-orm'
import { expect, test } from 'playwright/test'
import type { Client } from '#contract/client.ts'
import type { Candidate } from '#contract/finding.ts'
import type { Insights } from '#contract/insights.ts'
import { db } from '#db/client.ts'
import { cancelReview } from '#reviews/cancel.ts'
import { completeReview, failReview } from '#reviews/end.ts'
import { compareWithPast } from '#reviews/states.ts'
import { call, problemOf } from '../../bin/testing/call.ts'
import { clientOf } from '../../bin/testing/client-of.ts'
import { newPerson, type Person } from '../../bin/testing/people.ts'
import { candidate, claimed, oneFile, outcome, submitted } from '../../bin/testing/reviews.ts'
import { GET as readInsightsRoute } from '../app/api/insights/route.ts'

let person: Person
let client: Client
let projectId: string
/** Somebody without a past, for numbers of a whole workspace. */
async function somebodyNew() {
  person = await newPerson()
  client = await clientOf(person)
  projectId = (await client.createProject({ name: 'till' })).id
}
test.beforeAll(somebodyNew)
test.beforeEach(async () => {
  projectId = (await client.createProject({ name: 'till' })).id
})

async function reviewed(found: Candidate[], { path = 'main.py', inProject = true } = {}): Promise<string> {
  const job = await claimed(person, {
    ...oneFile,
    files: [{ path, content: 'x = 1\n' }],
    ...(inProject && { projectId }),
  })
  const given = { ...outcome(...found), coverage: [{ path, status: 'reviewed' as const }] }
  await completeReview(job, given, await compareWithPast(job, given))
  return job.id
}
const quoted = (name: string, given: Partial<Candidate> = {}) => candidate(name, { quote: name, ...given })
const states = async (query: Parameters<Client['listTracked']>[0] = {}) =>
  Object.fromEntries(
    (await client.listTracked({ projectId, ...query })).items.map(({ fingerprint, state }) => [fingerprint, state]),
  )
const idOf = async (review: string, fingerprint: string) =>
  (await client.listFindings(review)).items.find((one) => one.fingerprint === fingerprint)?.id as string

/** Everything that triggers keep, as it is and as it would be made anew. */
async function kept() {
  const own = sql`workspace_id = ${person.actor.workspaceId}`
  const tallies = await db().execute(sql`select * from tallies where ${own} order by project_id, measure, day, key`)
  const digests = await db().execute(sql`select review_id, words::text from review_digests where ${own} order by 1`)
  return { tallies: [...tallies], digests: [...digests] }
}
async function expectTrue() {
  const before = await kept()
  await db().execute(sql`select remember_anew()`)
  expect(await kept()).toEqual(before)
}

test('a finding is one matter through all reviews: found, fixed, found again, dismissed, held back', async () => {
  const first = await reviewed([quoted('a'), quoted('b')])
  const [since] = (await client.listTracked()).items
  await reviewed([quoted('b')])
  expect(await states()).toEqual({ a: 'fixed', b: 'open' })
  expect(await states({ day: 'fixed' })).toEqual({ a: 'fixed' })
  const third = await reviewed([quoted('a'), quoted('b')])
  expect(await states()).toEqual({ a: 'open', b: 'open' })
  await client.changeFinding(await idOf(third, 'b'), { state: 'dismissed', reason: 'not-a-bug' })
  expect(await states({ state: 'dismissed' })).toEqual({ b: 'dismissed' })
  const { items, total } = await client.listTracked({ projectId, day: 'dismissed' })
  expect([items[0]?.dismissReason, total]).toEqual(['not-a-bug', 1])
  await client.changeFinding(await idOf(first, 'b'), { state: 'reopened' })
  expect(await states()).toEqual({ a: 'open', b: 'open' })
  await reviewed([quoted('a', { fate: 'held-back', fateReason: 'Off.' }), quoted('b')])
  expect(await states()).toEqual({ a: 'held-back', b: 'open' })
  expect((await client.listTracked()).items.map(({ firstSeenAt }) => firstSeenAt)).toEqual(
    Array(2).fill(since?.firstSeenAt),
  )
  await expectTrue()
})

test('it follows a file that is renamed, and a function that is; what was said of the old name must be said again', async () => {
  await reviewed([quoted('a'), quoted('b'), quoted('c')])
  const [a] = (await client.listTracked({ projectId, severity: 'high' })).items.filter(
    ({ fingerprint }) => fingerprint === 'a',
  )
  const second = await reviewed([quoted('a', { path: 'new.py' }), quoted('b'), quoted('c')], { path: 'new.py' })
  expect((await client.listTracked({ projectId, path: 'new.py' })).items[0]?.firstSeenAt).toBe(a?.firstSeenAt)
  await client.changeFinding(await idOf(second, 'b'), { state: 'dismissed', reason: 'wont-fix' })
  // The same words on the same code, in a function of another name.
  const third = await reviewed([quoted('a'), candidate('b2', { quote: 'b' }), candidate('c2', { quote: 'c' })])
  expect(await states()).toEqual({ a: 'open', b2: 'open', c2: 'open' })
  const told = (await client.getReview(third)).findings.map(({ fingerprint, state }) => `${fingerprint} ${state}`)
  expect(told).toEqual(['a open', 'b2 open', 'c2 open'])
  const since = (await client.listTracked({ projectId })).items.map(({ firstSeenAt }) => firstSeenAt)
  expect(since).toEqual(Array(3).fill(a?.firstSeenAt))
  expect((await client.insights({ projectId })).periods.at(-1)).toMatchObject({ dismissed: 0, severities: { high: 3 } })
})

test('without a project it is a matter of one person and one file', async () => {
  await somebodyNew()
  await reviewed([quoted('a')], { inProject: false })
  await reviewed([quoted('a', { path: 'other.py' })], { inProject: false, path: 'other.py' })
  await reviewed([quoted('a')])
  const { items } = await client.listTracked()
  expect(items.map(({ path, projectId: of }) => `${path} ${of === projectId}`).sort()).toEqual([
    'main.py false',
    'main.py true',
    'other.py false',
  ])
  await expectTrue()
})

test('what a project accepts is held back, and shown again when it takes that back', async () => {
  await reviewed([quoted('a')])
  await client.changeProject(projectId, { baseline: 'now' })
  expect(await states()).toEqual({ a: 'held-back' })
  await client.changeProject(projectId, { baseline: null })
  expect(await states()).toEqual({ a: 'open' })
})

test('people write about a matter, not about one occurrence; each removes their own', async () => {
  const [first, second] = [await reviewed([quoted('a')]), await reviewed([quoted('a')])]
  const comment = await client.addComment(await idOf(first, 'a'), { text: '  Who owns this?  ' })
  expect(comment).toMatchObject({ text: 'Who owns this?', mine: true, by: person.email })
  const later = await idOf(second, 'a')
  expect((await client.listComments(later)).items).toEqual([comment])
  expect((await client.listTracked({ projectId })).items[0]).toMatchObject({ id: later, comments: 1, reviewId: second })
  await client.deleteReview(second)
  expect((await client.listTracked({ projectId })).items[0]).toMatchObject({ comments: 1, reviewId: null })
  await client.removeComment(await idOf(first, 'a'), comment.id)
  await expect(client.removeComment(await idOf(first, 'a'), comment.id)).rejects.toThrow('no such comment')
  expect((await client.listComments(await idOf(first, 'a'))).items).toEqual([])
})

const summed = (periods: Insights['periods'], of: (period: Insights['periods'][number]) => number) =>
  periods.reduce((sum, period) => sum + of(period), 0)

test('every number of the dashboard is the length of the list behind it', async () => {
  await somebodyNew()
  await reviewed([quoted('a'), quoted('b', { severity: 'low', category: 'style', ruleId: 'test/two' })])
  const second = await reviewed([quoted('b', { severity: 'low', category: 'style', ruleId: 'test/two' })])
  await client.changeFinding(await idOf(second, 'b'), { state: 'dismissed', reason: 'not-relevant' })
  await failReview(await claimed(person), 'deadline', 'Too long.')
  await cancelReview(person.actor, await submitted(person))
  await submitted(person, { ...oneFile, projectId })
  const { periods, rules, files, languages, step } = await client.insights()
  expect([periods.length, step]).toEqual([30, 'day'])
  const count = (of: Parameters<typeof summed>[1]) => summed(periods, of)
  const listed = async (query: Parameters<Client['listReviews']>[0]) => (await client.listReviews(query)).total
  for (const status of ['pending', 'completed', 'failed', 'cancelled'] as const)
    expect(count(({ reviews }) => reviews[status])).toBe(await listed({ status }))
  expect(count(({ failures }) => failures.deadline)).toBe(await listed({ failure: 'deadline' }))
  expect(languages).toEqual([
    { language: 'python', reviews: await listed({ language: 'python', status: 'completed' }) },
  ])
  expect(count(({ wait }) => wait?.n ?? 0)).toBe(await listed({ status: 'completed' }))
  const found = async (query: Parameters<Client['listTracked']>[0]) => (await client.listTracked(query)).total
  for (const severity of ['high', 'low', 'critical'] as const)
    expect(count(({ severities }) => severities[severity])).toBe(await found({ severity }))
  expect(count(({ categories }) => categories.style)).toBe(await found({ category: 'style' }))
  for (const day of ['fixed', 'dismissed'] as const) expect(count((period) => period[day])).toBe(await found({ day }))
  expect(count(({ timeToFix }) => timeToFix?.n ?? 0)).toBe(1)
  expect(rules).toEqual([
    { ruleId: 'test/two', found: 1, fixed: 0, dismissed: 1, reasons: [{ reason: 'not-relevant', n: 1 }] },
    { ruleId: 'test/one', found: 1, fixed: 1, dismissed: 0, reasons: [] },
  ])
  expect(files).toEqual([{ path: 'main.py', projectId, found: 2, open: 0 }])
  await expectTrue()
})

test('what is deleted leaves no number behind, and a stranger has none', async () => {
  await somebodyNew()
  const review = await reviewed([quoted('a')])
  const stranger = await clientOf(await newPerson())
  const theirs = await stranger.insights({ projectId })
  expect([theirs.rules, theirs.files, summed(theirs.periods, ({ reviews }) => reviews.completed)]).toEqual([[], [], 0])
  await client.deleteReview(review)
  const { periods } = await client.insights({ projectId })
  expect(summed(periods, ({ reviews }) => reviews.completed)).toBe(0)
  expect(summed(periods, ({ severities }) => severities.high)).toBe(1) // the matter outlives its review
  await client.deleteProject(projectId)
  expect(await kept()).toEqual({ tallies: [], digests: [] })
})

test('days or weeks, the first and last cut; days the wrong way round are refused; CSV is safe in a spreadsheet', async () => {
  await reviewed([quoted('a', { path: '=cmd|x,y' })], { path: '=cmd|x,y' })
  const weeks = await client.insights({ from: '2026-01-01', to: '2026-06-30' })
  expect([weeks.step, weeks.periods.length, weeks.periods[0]]).toMatchObject([
    'week',
    27,
    { from: '2026-01-01', to: '2026-01-04' },
  ])
  await expect(client.insights({ from: '2026-02-02', to: '2026-02-01' })).rejects.toThrow('before the first')
  const headers = { accept: 'text/csv' }
  const csv = await call(readInsightsRoute, { path: '/api/insights', headers, as: person })
  expect(csv.headers.get('content-type')).toBe('text/csv; charset=utf-8')
  const text = await csv.text()
  expect(text.split('\r\n')[0]).toBe('from,to,series,key,value')
  expect(text).toContain(`file found,"'=cmd|x,y",1`)
  const bad = await call(readInsightsRoute, { path: '/api/insights?from=2026-02-30', as: person })
  expect((await problemOf(bad)).status).toBe(400)
})
