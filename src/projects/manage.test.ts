// Projects begin, get names and go; what belongs to one goes with it, and nobody else's does.
import { randomUUID } from 'node:crypto'
import { eq, sql } from 'drizzle-orm'
import { expect, test } from 'playwright/test'
import type { Client } from '#contract/client.ts'
import { MAX_PROJECTS } from '#contract/project.ts'
import { db } from '#db/client.ts'
import { dismissals } from '#db/schema/dismissals.ts'
import { projects } from '#db/schema/projects.ts'
import { completeReview } from '#reviews/end.ts'
import { findingId } from '#reviews/finding-rows.ts'
import { submitReview } from '#reviews/submit.ts'
import { clientOf } from '../../bin/testing/client-of.ts'
import { newPerson, type Person } from '../../bin/testing/people.ts'
import { candidate, changing, claimed, isStuck, oneFile, outcome } from '../../bin/testing/reviews.ts'

let person: Person
let client: Client
test.beforeEach(async () => {
  person = await newPerson()
  client = await clientOf(person)
})

test('a project is made, found, renamed and deleted, and says how much it holds', async () => {
  const made = await client.createProject({ name: '  till ' })
  expect(made).toMatchObject({ name: 'till', files: 0, bytes: 0, reviews: 0 })
  await client.createFile(made.id, { path: 'a.py', content: 'é\n' })
  await submitReview(person.actor, { ...oneFile, projectId: made.id }, null)
  const whole = await client.getProject(made.id)
  expect(whole).toMatchObject({ id: made.id, files: 1, bytes: 3, reviews: 1, createdAt: made.createdAt })
  expect(whole.updatedAt > made.updatedAt).toBe(true)

  const renamed = await client.changeProject(made.id, { name: 'cash desk' })
  expect(renamed).toEqual({ ...whole, name: 'cash desk', updatedAt: renamed.updatedAt })
  expect((await client.listProjects()).items).toEqual([renamed])
  await client.deleteProject(made.id)
  expect((await client.listProjects()).items).toEqual([])
  await expect(client.getProject(made.id)).rejects.toMatchObject({ code: 'not-found' })
})

test('the project that was changed last comes first', async () => {
  const [one, two] = [await client.createProject({ name: 'one' }), await client.createProject({ name: 'two' })]
  const order = async () => (await client.listProjects()).items.map(({ name }) => name)
  expect(await order()).toEqual(['two', 'one'])
  const file = await client.createFile(one.id, { path: 'a.py', content: '' })
  expect(await order()).toEqual(['one', 'two'])
  await client.changeProject(two.id, { name: 'two' })
  await client.saveFile(one.id, { ...file, content: 'x' })
  expect(await order()).toEqual(['one', 'two'])
})

for (const name of ['', '   ', 'x'.repeat(101), 'a\0b', '\ud800', 7, null, undefined])
  test(`a project cannot be called ${JSON.stringify(name)?.slice(0, 20)}`, async () => {
    const { id } = await client.createProject({ name: 'good' })
    const bad = { name } as { name: string }
    const refused = { code: 'invalid', errors: [{ path: 'name', message: expect.any(String) }] }
    await expect(client.createProject(bad)).rejects.toMatchObject(refused)
    await expect(client.changeProject(id, bad)).rejects.toMatchObject(refused)
  })

test('a workspace holds so many projects and no more, however many are made at once', async () => {
  const { workspaceId } = person.actor
  const rows = Array.from({ length: MAX_PROJECTS - 2 }, () => ({ workspaceId, name: 'many' }))
  await db().insert(projects).values(rows)
  const made = await Promise.allSettled(Array.from({ length: 6 }, () => client.createProject({ name: 'one more' })))
  const refused = made.filter((one) => one.status === 'rejected')
  expect(refused.map(({ reason }) => reason.code)).toEqual(['conflict', 'conflict', 'conflict', 'conflict'])
  expect((await client.listProjects()).items).toHaveLength(MAX_PROJECTS)
})

test('with a project go its reviews in every state, those that are remembered too, and what was said in them', async () => {
  const project = await client.createProject({ name: 'gone' })
  const submission = { ...oneFile, projectId: project.id }
  const done = await claimed(person, submission)
  await completeReview(done, outcome(candidate('a')))
  await client.changeFinding(findingId(done.id, candidate('a')), { state: 'dismissed' })
  const running = await claimed(person, submission)
  const waiting = (await submitReview(person.actor, { ...submission, baseReviewId: done.id }, null)).accepted
  const elsewhere = (await submitReview(person.actor, { ...oneFile, baseReviewId: done.id }, null)).accepted
  for (const { id } of [done, running, waiting]) expect((await client.getReview(id)).projectId).toBe(project.id)

  await client.deleteProject(project.id)
  for (const { id } of [done, running, waiting])
    await expect(client.getReview(id)).rejects.toMatchObject({ code: 'not-found' })
  expect(await db().$count(dismissals, eq(dismissals.projectId, project.id))).toBe(0)
  expect((await client.getReview(elsewhere.id)).status).toBe('pending')
})

test('a worker that holds a review of the project writes nothing any more', async () => {
  const project = await client.createProject({ name: 'gone' })
  const job = await claimed(person, { ...oneFile, projectId: project.id })
  await client.deleteProject(project.id)
  expect(await completeReview(job, outcome(candidate('a')))).toBeFalsy()
})

test('a review that is submitted while its project goes is refused in words', async () => {
  const project = await client.createProject({ name: 'going' })
  const commit = await changing(sql`delete from projects where id = ${project.id}`)
  const submission = submitReview(person.actor, { ...oneFile, projectId: project.id }, null)
  expect(await isStuck(submission)).toBe(true)
  await commit()
  await expect(submission).rejects.toMatchObject({ code: 'invalid', errors: [{ path: 'projectId' }] })
})

test('nobody reads, renames or deletes a project of somebody else', async () => {
  const { id } = await client.createProject({ name: 'mine' })
  const stranger = await clientOf(await newPerson())
  for (const target of [id, randomUUID()])
    for (const attempt of [
      () => stranger.getProject(target),
      () => stranger.changeProject(target, { name: 'theirs' }),
      () => stranger.deleteProject(target),
    ])
      await expect(attempt()).rejects.toMatchObject({ code: 'not-found', message: 'There is no such project.' })
  expect(await client.getProject(id)).toMatchObject({ name: 'mine' })
})
