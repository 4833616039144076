// Two reviews beside each other through the API: what is told, which files differ, and which pairs are refused.
import { randomUUID } from 'node:crypto'
import { expect, test } from 'playwright/test'
import type { Client } from '#contract/client.ts'
import type { Candidate, Finding } from '#contract/finding.ts'
import type { Submission } from '#contract/submission.ts'
import { openFirstProject } from '#projects/open.ts'
import { clientOf } from '../../bin/testing/client-of.ts'
import { newPerson, type Person } from '../../bin/testing/people.ts'
import { candidate, claimed, clearReviews, oneFile, outcome, submitted } from '../../bin/testing/reviews.ts'
import { completeReview } from './end.ts'
import { compareWithPast } from './states.ts'

let person: Person
let client: Client
test.beforeAll(async () => {
  person = await newPerson()
  client = await clientOf(person)
})
test.beforeEach(clearReviews)

async function completed(found: Candidate[], submission: Submission = oneFile, as = person): Promise<string> {
  const job = await claimed(as, submission)
  const coverage = submission.files.map(({ path }) => ({ path, status: 'reviewed' as const }))
  const given = { ...outcome(...found), coverage }
  await completeReview(job, given, await compareWithPast(job, given))
  return job.id
}
const told = (list: Finding[]) => list.map(({ path, fingerprint, state }) => `${path} ${fingerprint} ${state}`)
const held = { fate: 'held-back', fateReason: 'Another says the same.' } as const
const of = (path: string, content = 'x = 1\n') => ({ path, content })

test('new, fixed and open, told against each other and not against what each was compared with', async () => {
  const a = await completed([candidate('a'), candidate('b', { quote: 'b' }), candidate('c', { quote: 'c' })])
  await completed([])
  const b = await completed([candidate('a'), candidate('c', { quote: 'c', ...held }), candidate('d', { quote: 'd' })])
  const there = await client.compareReviews({ a, b })
  expect(there).toMatchObject({ a: { id: a, projectId: null }, b: { id: b }, files: [] })
  expect([there.new, there.fixed, there.open].map(told)).toEqual([
    ['main.py d new'],
    ['main.py b fixed'],
    ['main.py a open'],
  ])
  const back = await client.compareReviews({ a: b, b: a })
  expect([back.new, back.fixed, back.open].map(told)).toEqual([
    ['main.py b new'],
    ['main.py d fixed'],
    ['main.py a open', 'main.py c open'],
  ])
  const same = await client.compareReviews({ a, b: a })
  expect([same.new, same.fixed, same.files]).toEqual([[], [], []])
})

test('what is dismissed stays so; gone, it is fixed', async () => {
  const a = await completed([candidate('a'), candidate('b', { quote: 'b' })])
  for (const { id } of (await client.getReview(a)).findings) await client.changeFinding(id, { state: 'dismissed' })
  const b = await completed([candidate('a')])
  const there = await client.compareReviews({ a, b })
  expect([there.open, there.fixed].map(told)).toEqual([['main.py a dismissed'], ['main.py b fixed']])
  expect(there.fixed[0]).not.toHaveProperty('dismissal')
})

test('a file that only one of them has, or has differently, is named, and fixes nothing by being absent', async () => {
  const a = await completed([candidate('a', { path: 'only-a.py' })], {
    files: [of('only-a.py'), of('same.py'), of('two.py')],
  })
  const b = await completed([], { files: [of('same.py'), of('two.py', 'x = 2\n'), of('a b.py')] })
  const there = await client.compareReviews({ a, b })
  expect(there.files).toEqual([
    { path: 'a b.py', in: 'b' },
    { path: 'only-a.py', in: 'a' },
    { path: 'two.py', in: 'both' },
  ])
  expect(there.fixed).toEqual([])
})

test('in a project a finding is known again in a renamed file and in a renamed function; without one in its file only', async () => {
  const { project } = await openFirstProject(person.actor)
  for (const [scope, open] of [
    [{ projectId: project.id }, ['new.py moved open', 'same.py b open']],
    [{}, ['same.py b open']],
  ] as const) {
    const a = await completed([candidate('moved', { path: 'old.py' }), candidate('a', { path: 'same.py' })], {
      files: [of('old.py'), of('same.py')],
      ...scope,
    })
    const b = await completed([candidate('moved', { path: 'new.py' }), candidate('b', { path: 'same.py' })], {
      files: [of('new.py'), of('same.py')],
      ...scope,
    })
    expect(told((await client.compareReviews({ a, b })).open)).toEqual(open)
  }
})

test('refused: what is somebody else’s, what has not completed, what is of another scope, what is no id', async () => {
  const { project } = await openFirstProject(person.actor)
  const a = await completed([])
  const inProject = await completed([], { ...oneFile, projectId: project.id })
  const pending = await submitted(person)
  const stranger = await newPerson()
  const theirs = await completed([], oneFile, stranger)
  const refusalOf = (ids: { a: string; b: string }, by = client) =>
    by.compareReviews(ids).then(
      () => 'nothing was refused',
      ({ code, message }) => `${code}: ${message}`,
    )
  for (const b of [theirs, randomUUID()]) {
    expect(await refusalOf({ a, b })).toBe('not-found: There is no such review.')
    expect(await refusalOf({ a: b, b: a })).toBe('not-found: There is no such review.')
  }
  expect(await refusalOf({ a, b: a }, await clientOf(stranger))).toMatch(/^not-found/)
  expect(await refusalOf({ a, b: pending })).toMatch(/^conflict: .* has not completed: it is pending\.$/)
  expect(await refusalOf({ a, b: inProject })).toBe('invalid: The two reviews are not of the same project.')
  expect(await refusalOf({ a, b: 'x' })).toBe('invalid: b: This is no id.')
})

test('two people of one workspace have their reviews of no project apart', async () => {
  const colleague = await newPerson()
  const actor = { ...colleague.actor, workspaceId: person.actor.workspaceId }
  const [a, b] = [await completed([]), await completed([], oneFile, { ...colleague, actor })]
  await expect(client.compareReviews({ a, b })).rejects.toMatchObject({ code: 'invalid', errors: [{ path: 'b' }] })
})
