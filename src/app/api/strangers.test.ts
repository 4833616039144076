// Every address of the tree, asked by nobody, by somebody else, and for what cannot exist.
import { randomUUID } from 'node:crypto'
import { eq } from 'drizzle-orm'
import { expect, test } from 'playwright/test'
import { call, problemOf } from '../../../bin/testing/call.ts'
import { newPerson, PASSWORD, type Person } from '../../../bin/testing/people.ts'
import { candidate, claimed, outcome } from '../../../bin/testing/reviews.ts'
import { allRoutes, isOpenDoor as mayReadAll, paramsOf, pathOf, type Route } from '../../../bin/testing/routes.ts'
import { verifyAccessToken } from '../../accounts/access-token.ts'
import type { Actor } from '../../accounts/actor.ts'
import { createToken } from '../../accounts/api-token.ts'
import { createInvitation, listInvitations } from '../../accounts/invite.ts'
import { signIn } from '../../accounts/sign-in.ts'
import { db } from '../../db/client.ts'
import { users } from '../../db/schema/accounts.ts'
import { addComment } from '../../insights/comments.ts'
import { openFirstProject } from '../../projects/open.ts'
import { listFiles } from '../../projects/read.ts'
import { createFile } from '../../projects/save.ts'
import { redis } from '../../redis.ts'
import { completeReview } from '../../reviews/end.ts'
import { findingId } from '../../reviews/finding-rows.ts'
import { submitReview } from '../../reviews/submit.ts'
import { createGuideline } from '../../rules/guidelines.ts'
import { createRule } from '../../rules/save.ts'

let routes: Route[] = []
let owner: Person
let stranger: Person
let theirs: Record<string, string>

test.beforeAll(async () => {
  routes = await allRoutes()
  owner = await newPerson()
  stranger = await newPerson()
  const { project, files } = await openFirstProject(owner.actor)
  for (const folder of ['moved', 'gone']) await fileOf(owner, project.id, `${folder}/${newPath()}`)
  const { accepted } = await submitReview(owner.actor, { files: [{ path: 'a.py', content: 'x = 1' }] }, null)
  await db().update(users).set({ role: 'administrator' }).where(eq(users.id, owner.actor.userId))
  await redis().flushdb() // who remembers the role
  const administrator: Actor = { ...owner.actor, role: 'administrator' }
  const secondDevice = await signIn({ email: owner.email, password: PASSWORD }, { userAgent: null, address: null })
  const newToken = { name: 'ci', scopes: ['reviews:read' as const], expiresInDays: 1 }
  await createInvitation(administrator, null, '127.0.0.1')
  const done = await completedReview(owner)
  theirs = {
    '/api/projects': project.id,
    fileId: files[0]?.id as string,
    commentId: (await addComment(owner.actor, findingId(done, candidate('a')), { text: 'x' })).id,
    '/api/reviews/{id}/export': done,
    '/api/reviews': accepted.id,
    '/api/findings': findingId(done, candidate('a')),
    '/api/tokens': (await createToken(owner.actor, newToken, '127.0.0.1')).id,
    '/api/auth/sessions': (await verifyAccessToken(secondDevice.tokens.access))?.sid as string,
    '/api/rules': (
      await createRule(
        owner.actor,
        { source: RULE, projectId: null, draft: true, evenIfItMatchesMuch: false },
        '127.0.0.1',
      )
    ).rule.id,
    '/api/guidelines': (await createGuideline(owner.actor, { text: 'x', paths: [] }, '127.0.0.1')).id,
    '/api/admin/people': (await newPerson()).actor.userId,
    '/api/admin/invitations': (await listInvitations(administrator))[0]?.id as string,
  }
})

async function completedReview(person: Person): Promise<string> {
  const job = await claimed(person)
  await completeReview(job, outcome(candidate('a')))
  return job.id
}

const fileOf = async ({ actor }: Person, project: string, path: string) =>
  (await createFile(actor, project, { path, content: 'x' })).id

const RULE = 'id: no-eval\nlanguage: python\nmessage: No eval\nrule: { pattern: eval($A) }\n'
const objects = () => routes.filter(({ address, params }) => params.length > 0 && !mayReadAll(address))
const newPath = () => `${randomUUID()}.py`
const bodies: Record<string, () => unknown> = {
  'PATCH /api/admin/people/{id}': () => ({ disabled: false }),
  'PATCH /api/findings/{id}': () => ({ state: 'dismissed' }),
  'POST /api/findings/{id}/comments': () => ({ text: 'x' }),
  'POST /api/findings/{id}/ask': () => ({}),
  'PUT /api/guidelines/{id}': () => ({ text: 'y' }),
  'POST /api/guidelines/{id}/rule': () => ({ name: 'x', language: 'python', wrong: ['f(x)'], right: ['g(x)'] }),
  'PATCH /api/projects/{id}': () => ({ name: 'till' }),
  'POST /api/projects/{id}/files': () => ({ path: newPath(), content: 'x' }),
  'PUT /api/projects/{id}/files/{fileId}': () => ({ content: 'y' }),
  'PUT /api/rules/{id}': () => ({ source: RULE, draft: true, version: 1 }),
  'PATCH /api/projects/{id}/files/{fileId}': () => ({ path: newPath() }),
  'POST /api/projects/{id}/move': () => ({ from: 'moved', to: 'there' }),
  'POST /api/projects/{id}/import': () => ({ files: [{ path: newPath(), content: 'x' }] }),
}
const queries: Record<string, string> = {
  'DELETE /api/projects/{id}/folders': '?path=gone',
  'GET /api/projects/{id}/search': '?q=x',
  'GET /api/reviews/{id}/export': '?format=json',
}
const bodyFor = ({ verb, name }: Route) => {
  const body = bodies[name]?.() ?? (verb === 'POST' || verb === 'PUT' ? { content: 'y' } : undefined)
  return body === undefined ? {} : { body }
}
const idsOf = ({ address }: Route): Record<string, string> => ({
  id: Object.entries(theirs).find(([place]) => address.startsWith(place))?.[1] as string,
  fileId: theirs.fileId as string,
  commentId: theirs.commentId as string,
})
const nothing = () => ({ id: randomUUID(), fileId: randomUUID(), commentId: randomUUID() })
const ask = (route: Route, params: Record<string, string>, as?: Person) =>
  call(route.handler, {
    method: route.verb,
    path: pathOf(route, params) + (queries[route.name] ?? ''),
    params: paramsOf(route, params),
    headers: { 'if-match': '"1"' },
    as,
    ...bodyFor(route),
  })

test('there are routes to try', () => {
  expect(objects().length).toBeGreaterThanOrEqual(4)
  expect(routes.filter(({ address }) => !mayReadAll(address)).length).toBeGreaterThan(objects().length)
})

test('anonymous is 401 everywhere but at the open doors, whatever is asked for', async () => {
  for (const route of routes.filter(({ address }) => !mayReadAll(address)))
    for (const ids of [idsOf(route), nothing(), { id: 'x', fileId: 'x', commentId: 'x' }]) {
      const response = await ask(route, ids)
      expect.soft(response.status, `${route.verb} ${route.address}`).toBe(401)
      expect.soft((await problemOf(response)).detail).toBe('Please sign in.')
    }
})

test('Z3: a stranger gets 404 at each object and verb, as for what does not exist, and changes nothing', async () => {
  const before = await listFiles(owner.actor, theirs['/api/projects'] as string)
  for (const route of objects()) {
    const name = `${route.verb} ${route.address}`
    const [real, none] = [await ask(route, idsOf(route), stranger), await ask(route, nothing(), stranger)]
    expect.soft([real.status, none.status], name).toEqual([404, 404])
    const [said, instead] = [await problemOf(real), await problemOf(none)]
    expect.soft({ ...said, requestId: '' }, name).toEqual({ ...instead, requestId: '' })
  }
  expect(await listFiles(owner.actor, theirs['/api/projects'] as string)).toEqual(before)
})

test('Z3: a project and a file of two different owners do not go together', async () => {
  const own = await openFirstProject(stranger.actor)
  const put = objects().find(({ verb, params }) => verb === 'PUT' && params.includes('fileId')) as Route
  const mixed = [
    { id: own.project.id, fileId: theirs.fileId as string },
    { id: theirs['/api/projects'] as string, fileId: own.files[0]?.id as string },
  ]
  for (const ids of mixed) expect((await ask(put, ids, stranger)).status).toBe(404)
})

test('an id that is none is 404, and no query is bothered', async () => {
  const ids = [
    '1',
    'null',
    '..',
    "' or 1=1 --",
    `${theirs['/api/reviews']} `,
    `${theirs['/api/reviews']}\0`,
    'x'.repeat(10_000),
    '🦊',
    '',
  ]
  for (const route of objects())
    for (const id of ids) {
      const response = await ask(route, { id, fileId: id, commentId: id }, owner)
      expect.soft(response.status, `${route.verb} ${route.address} ${id.slice(0, 50)}`).toBe(404)
    }
})

const asksTheModel = ({ name }: Route) => /^POST .*\/(ask|rule)$/.test(name)

test('the owner is let in at each object', async () => {
  // What takes an object away comes after what needs it, the whole project last of all.
  const order = ({ verb, params, address }: Route) =>
    verb === 'DELETE' ? 99 - params.length - address.length / 100 : 0
  for (const route of objects().toSorted((a, b) => order(a) - order(b))) {
    const ids = idsOf(route)
    if (route.params.includes('fileId')) ids.fileId = await fileOf(owner, ids.id as string, newPath())
    const { status } = await ask(route, ids, owner)
    // No model is configured here, which only somebody who was let in is told.
    if (asksTheModel(route)) expect.soft(status, route.name).toBe(409)
    else expect.soft(status, route.name).toBeLessThan(300)
  }
})
