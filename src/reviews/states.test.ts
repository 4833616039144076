// States as a reader is told them, from one review of a scope to the next, with the real analysis and with given findings.
import { eq } from 'drizzle-orm'
import { expect, test } from 'playwright/test'
import { closeEngine } from '#analysis/warm.ts'
import type { Candidate } from '#contract/finding.ts'
import type { Submission } from '#contract/submission.ts'
import { db } from '#db/client.ts'
import { findings } from '#db/schema/findings.ts'
import { openFirstProject } from '#projects/open.ts'
import { newPerson, type Person } from '../../bin/testing/people.ts'
import { candidate, claimed, clearReviews, outcome } from '../../bin/testing/reviews.ts'
import { deleteReview } from './delete.ts'
import { completeReview, failReview } from './end.ts'
import { performReview } from './perform.ts'
import { readReview } from './read.ts'
import { compareWithPast } from './states.ts'

test.beforeEach(clearReviews)
test.afterAll(closeEngine)

let person: Person
test.beforeAll(async () => {
  person = await newPerson()
})

const flawed = 'def load(x=[]):\n    return missing_name(x)\n'
const files = (content: string, path = 'main.py'): Submission => ({ files: [{ path, content }] })

async function performed(submission: Submission) {
  const job = await claimed(person, submission)
  await performReview(job, new AbortController().signal)
  return (await readReview(person.actor, job.id)).review
}

/** Completed with what is given, each file of the submission looked at wholly. */
async function completed(found: Candidate[], submission = files('x = 1'), as = person) {
  const job = await claimed(as, submission)
  const coverage = submission.files.map(({ path }) => ({ path, status: 'reviewed' as const }))
  const given = { ...outcome(...found), coverage }
  await completeReview(job, given, await compareWithPast(job, given))
  return (await readReview(as.actor, job.id)).review
}
const statesOf = ({ findings }: { findings: { fingerprint: string; state: string }[] }) =>
  Object.fromEntries(findings.map(({ fingerprint, state }) => [fingerprint, state]))

test('the real analysis: new, open after a new layout, fixed, and back', async () => {
  const first = await performed(files(flawed))
  expect(first.findings.length).toBeGreaterThanOrEqual(1)
  expect(new Set(first.findings.map(({ state }) => state))).toEqual(new Set(['new']))
  expect(first.resolved).toEqual([])

  const moved = await performed(files(`import os\n\nprint(os)\n\n\n${flawed.replace('    return', '        return')}`))
  expect(new Set(moved.findings.map(({ state }) => state))).toEqual(new Set(['open']))
  expect(moved.resolved).toEqual([])

  const mended = await performed(files('def load(x=None):\n    return len(x or [])\n'))
  expect(mended.findings).toEqual([])
  expect(mended.summary?.verdict).toBe('clean')
  expect(mended.resolved.map(({ fingerprint }) => fingerprint).sort()).toEqual(
    moved.findings.map(({ fingerprint }) => fingerprint).sort(),
  )
  expect(mended.resolved.every(({ state, quote }) => state === 'fixed' && quote)).toBe(true)

  const again = await performed(files(flawed))
  expect(new Set(again.findings.map(({ state }) => state))).toEqual(new Set(['reopened']))
  const then = await performed(files(flawed))
  expect(new Set(then.findings.map(({ state }) => state))).toEqual(new Set(['open']))
})

test('what was fixed is told also when the base is gone, and once only', async () => {
  const base = await completed([candidate('a'), candidate('b', { title: 'Gone' })])
  const next = await completed([candidate('a')])
  expect(next.resolved).toMatchObject([{ fingerprint: 'b', title: 'Gone', state: 'fixed', path: 'main.py' }])
  await deleteReview(person.actor, base.id)
  expect((await readReview(person.actor, next.id)).review.resolved).toHaveLength(1)
  expect((await completed([candidate('a')])).resolved).toEqual([])
})

test('in a project a finding stays itself in a renamed file; without one it does not', async () => {
  const { project } = await openFirstProject(person.actor)
  for (const [more, state] of [
    [{ projectId: project.id }, 'open'],
    [{}, 'new'],
  ] as const) {
    await completed([candidate('a')], { ...files('x = 1'), ...more })
    const renamed = await completed([candidate('a', { path: 'other.py' })], { ...files('x = 1', 'other.py'), ...more })
    expect(statesOf(renamed)).toEqual({ a: state })
    expect(renamed.resolved).toEqual([])
  }
})

test('scopes do not mix: another project, no project, another person', async () => {
  const { project } = await openFirstProject(person.actor)
  await completed([candidate('a')], { ...files('x = 1'), projectId: project.id })
  expect(statesOf(await completed([candidate('a')]))).toEqual({ a: 'new' })
  expect(statesOf(await completed([candidate('a')], files('x = 1'), await newPerson()))).toEqual({ a: 'new' })
})

test('a base that is named counts; one that has not completed leaves the last one that has', async () => {
  const first = await completed([candidate('a')])
  await completed([candidate('b')])
  const named = await completed([candidate('a'), candidate('b')], { ...files('x = 1'), baseReviewId: first.id })
  expect(statesOf(named)).toEqual({ a: 'open', b: 'new' })

  const job = await claimed(person)
  await failReview(job, 'permanent', 'no')
  const instead = await completed([candidate('a'), candidate('b')], { ...files('x = 1'), baseReviewId: job.id })
  expect(statesOf(instead)).toEqual({ a: 'open', b: 'open' })
})

test('rather one that shares a file is compared with, and only what came before counts', async () => {
  await completed([candidate('a')])
  await completed([candidate('z', { path: 'z.py' })], files('x = 1', 'z.py'))
  const early = await claimed(person)
  const other = candidate('b', { quote: 'open' })
  const late = await completed([candidate('a'), other])
  expect(statesOf(late)).toEqual({ a: 'open', b: 'new' })
  const given = outcome(other)
  await completeReview(early, given, await compareWithPast(early, given))
  const { review } = await readReview(person.actor, early.id)
  expect(statesOf(review)).toEqual({ b: 'new' })
  expect(review.resolved.map(({ fingerprint }) => fingerprint)).toEqual(['a'])
})

test('an older one than the base remembers what was there', async () => {
  await completed([candidate('a')])
  const { id } = await completed([])
  expect(statesOf(await completed([candidate('a')], { ...files('x = 1'), baseReviewId: id }))).toEqual({
    a: 'reopened',
  })
})

test('what is not ours any more is not fixed either: nothing is written', async () => {
  await completed([candidate('a')])
  const job = await claimed(person)
  const given = outcome()
  const past = await compareWithPast(job, given)
  expect(past.fixed).toHaveLength(1)
  expect(await completeReview({ ...job, leaseToken: crypto.randomUUID() }, given, past)).toBeNull()
  expect(await db().$count(findings, eq(findings.reviewId, job.id))).toBe(0)
})

test('many findings are compared in one query, quickly', async () => {
  const many = Array.from({ length: 3000 }, (_, n) => candidate(`f${n}`))
  await completed(many)
  const job = await claimed(person)
  const given = outcome(
    ...many.slice(1000),
    ...many.slice(0, 500).map((one) => ({ ...one, fingerprint: `${one.fingerprint}x` })),
  )
  const begun = performance.now()
  const past = await compareWithPast(job, given)
  expect(performance.now() - begun).toBeLessThan(2000)
  expect(past.fixed).toHaveLength(500) // as many again are known by their code
  expect(past.states.filter((state) => state === 'open')).toHaveLength(2500)
})
