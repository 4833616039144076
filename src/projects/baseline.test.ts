// A baseline through the API: what was found is accepted, what is new is shown, and it can be taken back.
import { expect, test } from 'playwright/test'
import type { Client } from '#contract/client.ts'
import type { Candidate } from '#contract/finding.ts'
import type { Review } from '#contract/review.ts'
import { completeReview } from '#reviews/end.ts'
import { compareWithPast } from '#reviews/states.ts'
import { clientOf } from '../../bin/testing/client-of.ts'
import { newPerson, type Person } from '../../bin/testing/people.ts'
import { candidate, claimed, clearReviews, oneFile, outcome } from '../../bin/testing/reviews.ts'

let person: Person
let client: Client
let projectId: string
test.beforeEach(async () => {
  await clearReviews()
  person = await newPerson()
  client = await clientOf(person)
  projectId = (await client.createProject({ name: 'till' })).id
})

async function completed(found: Candidate[], of: string | null = projectId): Promise<string> {
  const job = await claimed(person, { ...oneFile, ...(of && { projectId: of }) })
  const shown = outcome(...found.filter(({ fate }) => fate === 'shown'))
  const given = { ...shown, findings: found, heldBack: found.length - shown.findings.length }
  await completeReview(job, given, await compareWithPast(job, given))
  return job.id
}
const held = { fate: 'held-back', fateReason: 'Another says the same.' } as const
const b = candidate('b', { quote: 'b' })
const marks = ({ findings }: Pick<Review, 'findings'>) => findings.map(({ fingerprint }) => fingerprint).join('')
const sumOf = ({ summary, heldBack }: Review) => ({ ...summary?.counts, verdict: summary?.verdict, heldBack })
const list = async (id: string, fate: string) =>
  (await client.listFindings(id, { fate })).items.map(({ fingerprint, fateReason }) => [fingerprint, fateReason])

test('what was found vanishes at once, what is new is shown, and undo brings everything back', async () => {
  const first = await completed([candidate('a'), candidate('c', { quote: 'c', ...held })])
  const before = await client.getReview(first)
  expect(sumOf(before)).toMatchObject({ verdict: 'findings', high: 1, heldBack: 1 })
  const listed = (await client.listFindings(first)).items

  const project = await client.changeProject(projectId, { baseline: 'now' })
  expect(project).toMatchObject({ name: 'till', baselineAt: expect.stringMatching(/^\d{4}-.*Z$/) })
  expect(await client.getProject(projectId)).toEqual(project)
  const accepted = `Accepted with the baseline of ${project.baselineAt?.slice(0, 10)}.`
  const after = await client.getReview(first)
  expect(after.findings).toEqual([])
  expect(sumOf(after)).toMatchObject({ verdict: 'clean', high: 0, heldBack: 2 })
  expect(await list(first, 'shown')).toEqual([])
  expect(await list(first, 'held-back')).toEqual([
    ['a', accepted],
    ['c', held.fateReason],
  ])

  const second = await client.getReview(await completed([candidate('a'), b, candidate('c', { quote: 'c' })]))
  expect(marks(second)).toBe('b')
  expect(second.findings).toMatchObject([{ fate: 'shown', state: 'new' }])
  expect(sumOf(second)).toMatchObject({ verdict: 'findings', heldBack: 2 })
  expect(await list(second.id, 'all')).toEqual([
    ['a', accepted],
    ['b', undefined],
    ['c', accepted],
  ])

  expect(await client.changeProject(projectId, { baseline: null })).toMatchObject({ baselineAt: null })
  expect(await client.getReview(first)).toEqual(before)
  expect((await client.listFindings(first)).items).toEqual(listed)
  expect(marks(await client.getReview(second.id))).toBe('abc')
})

test('the baseline moves on when it is set again, and holds when the reviews that found it are gone', async () => {
  const first = await completed([candidate('a')])
  await client.changeProject(projectId, { baseline: 'now' })
  const second = await completed([candidate('a'), b])
  expect(marks(await client.getReview(second))).toBe('b')
  await client.changeProject(projectId, { baseline: 'now' })
  expect(marks(await client.getReview(second))).toBe('')
  await client.deleteReview(first)
  await client.deleteReview(second)
  const third = await client.getReview(await completed([candidate('a'), b, candidate('d', { quote: 'd' })]))
  expect(marks(third)).toBe('d')
})

test('another project, reviews of none, and what a review has found meanwhile are as they were', async () => {
  const other = (await client.createProject({ name: 'other' })).id
  const [theirs, own] = [await completed([candidate('a')], other), await completed([candidate('a')], null)]
  await completed([candidate('a')])
  const running = await claimed(person, { ...oneFile, projectId })
  await client.changeProject(projectId, { baseline: 'now' })
  await completeReview(running, outcome(b))
  for (const [id, told] of [
    [theirs, 'a'],
    [own, 'a'],
    [running.id, 'b'],
  ] as const)
    expect(marks(await client.getReview(id))).toBe(told)
  expect((await client.getProject(other)).baselineAt).toBeNull()
})

test('what is accepted is no part of a patch, a report or a comparison; gone, it is not told as fixed', async () => {
  const first = await completed([candidate('a', { title: 'Accepted' }), b])
  await client.changeProject(projectId, { baseline: 'now' })
  const second = await completed([candidate('a', { title: 'Accepted' })])
  expect((await client.getReview(second)).resolved).toEqual([])
  const { new: fresh, fixed, open } = await client.compareReviews({ a: first, b: second })
  expect([fresh, fixed, open]).toEqual([[], [], []])
  const markdown = await (await client.exportReview(second, 'markdown')).text()
  expect(markdown).toMatch(/^## Lintel: No findings/)
  expect(markdown).not.toContain('Accepted')
  expect(JSON.parse(await (await client.exportReview(second, 'sarif')).text()).runs[0].results).toEqual([])
})

test('a name alone leaves the baseline; a stranger, another word and nothing at all are refused', async () => {
  const { baselineAt } = await client.changeProject(projectId, { baseline: 'now' })
  expect(await client.changeProject(projectId, { name: 'desk' })).toMatchObject({ name: 'desk', baselineAt })
  const stranger = await clientOf(await newPerson())
  await expect(stranger.changeProject(projectId, { baseline: null })).rejects.toMatchObject({ code: 'not-found' })
  const refused: [change: object, path: string][] = [
    [{ baseline: '2026-01-01T00:00:00Z' }, 'baseline'],
    [{}, 'name'],
    [{ baseline: 'now', baselineAt }, 'baselineAt'],
  ]
  for (const [change, path] of refused)
    await expect(client.changeProject(projectId, change)).rejects.toMatchObject({
      code: 'invalid',
      errors: [{ path }],
    })
  expect((await client.getProject(projectId)).baselineAt).toBe(baselineAt)
})
