// A conversation with the running handlers, written down: the examples of the OpenAPI document.
import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import { createToken } from '#accounts/api-token.ts'
import { operations } from '#openapi/operations.ts'
import { claimReview } from '#reviews/claim.ts'
import { performReview } from '#reviews/perform.ts'
import { call } from './call.ts'
import { newAdministrator, newPerson, PASSWORD, type Person } from './people.ts'
import { allRoutes, paramsOf, pathOf } from './routes.ts'

export type Spoken = { status: number; body?: unknown; answer?: unknown }
type More = {
  id?: string
  fileId?: string
  query?: string
  body?: unknown
  as?: Person | undefined
  headers?: Record<string, string>
}

// biome-ignore lint/suspicious/noExplicitAny: what an answer holds is for the schemas to judge
type Say = (name: string, more?: More) => Promise<any>

const flawed = 'def collect(item, seen=[]):\n    seen.append(item)\n    return seen\n'

/** By operation, such as `GET /api/reviews/{id}`; only what is sent or answered as JSON is kept. */
export async function recordExamples(): Promise<Record<string, Spoken>> {
  const routes = new Map((await allRoutes()).map((route) => [route.name, route]))
  const spoken: Record<string, Spoken> = {}
  const [person, administrator] = [await newPerson(), await newAdministrator()]

  const say: Say = async (name, { id = '', fileId = '', query = '', body, as = person, headers = {} } = {}) => {
    const route = routes.get(name)
    if (!route) throw new Error(`there is no ${name}`)
    const where = { path: pathOf(route, { id, fileId }) + query, params: paramsOf(route, { id, fileId }) }
    const open = operations[name]?.access === 'open'
    const sent = body === undefined ? {} : { body }
    const response = await call(route.handler, {
      method: route.verb,
      ...where,
      ...sent,
      headers,
      as: open ? undefined : as,
    })
    const isJson = response.headers.get('content-type')?.includes('json')
    const answer = isJson ? await response.json() : undefined
    const told = answer !== undefined && operations[name]?.answer instanceof z.ZodType
    spoken[name] ??= { status: response.status, ...sent, ...(told && { answer }) }
    return answer
  }

  await ofAccounts(say, person)
  await ofReviews(say)
  await ofProjects(say)
  await ofTheInstance(say, administrator)
  await ofTheWorkspace(say)
  return masked(spoken)
}

async function ofAccounts(say: Say, person: Person): Promise<void> {
  const email = `${randomUUID()}@example.com`
  await say('POST /api/auth/register', { body: { email, password: PASSWORD, name: 'Ada' } })
  await say('POST /api/auth/login', { body: { email, password: PASSWORD } })
  await say('GET /api/users/me')
  await say('PATCH /api/users/me', { body: { name: 'Ada Byron' } })
  await say('GET /api/auth/sessions')
  const { id } = await say('POST /api/tokens', {
    body: { name: 'CI of the shop', scopes: ['reviews:read'], expiresInDays: 30 },
  })
  await createToken(person.actor, { name: 'another', scopes: ['projects:read'], expiresInDays: 1 }, '127.0.0.1')
  await say('GET /api/tokens')
  await say('DELETE /api/tokens/{id}', { id })
  await say('GET /api/audit')
}

async function ofReviews(say: Say): Promise<void> {
  const body = { files: [{ path: 'shop/collect.py', content: flawed }], title: 'Collecting' }
  const first = await reviewed(say, body)
  const second = await reviewed(say, {
    ...body,
    files: [{ path: 'shop/collect.py', content: flawed.replace('=[]', '=None') }],
  })
  const { findings } = await say('GET /api/reviews/{id}', { id: first })
  await say('GET /api/reviews/{id}/findings', { id: first })
  await say('GET /api/reviews/{id}/files', { id: first })
  await say('GET /api/reviews/{id}/export', { id: first, query: '?format=sarif' })
  await say('GET /api/reviews/compare', { query: `?a=${first}&b=${second}` })
  await say('PATCH /api/findings/{id}', { id: findings[0].id, body: { state: 'dismissed', reason: 'wont-fix' } })
  const { id } = await say('POST /api/reviews/{id}/retry', { id: first })
  await say('POST /api/reviews/{id}/cancel', { id })
  await say('DELETE /api/reviews/{id}', { id })
  await say('GET /api/reviews', { query: '?limit=2' })
  await say('GET /api/reviews/{id}/timeline', { id: first })
  await say('POST /api/findings/{id}/comments', {
    id: findings[0].id,
    body: { text: 'The list is meant to be shared.' },
  })
  await say('GET /api/findings/{id}/comments', { id: findings[0].id })
  await say('GET /api/findings', { query: '?limit=1' })
  await say('GET /api/insights')
  await say('GET /api/model')
  const text = 'No print in code that goes live: use the logger.'
  const guideline = await say('POST /api/guidelines', { body: { text, paths: ['app/**'] } })
  await say('PUT /api/guidelines/{id}', { id: guideline.id, body: { text, paths: ['app/**', 'lib/**'] } })
  await say('GET /api/guidelines')
  await say('DELETE /api/guidelines/{id}', { id: guideline.id })
  await say('GET /api/reviews/{id}/model-calls', { id: first })
}

async function reviewed(say: Say, body: unknown): Promise<string> {
  const { id } = await say('POST /api/reviews', { body })
  const job = await claimReview(id, 'an example')
  if (job) await performReview(job, new AbortController().signal)
  return id
}

async function ofProjects(say: Say): Promise<void> {
  const { id } = await say('POST /api/projects', { body: { name: 'The shop' } })
  const file = await say('POST /api/projects/{id}/files', { id, body: { path: 'app.py', content: 'x = 1\n' } })
  const at = { id, fileId: file.id }
  await say('GET /api/projects/{id}/files/{fileId}', at)
  await say('PUT /api/projects/{id}/files/{fileId}', {
    ...at,
    body: { content: 'x = 2\n' },
    headers: { 'if-match': '"1"' },
  })
  await say('PATCH /api/projects/{id}/files/{fileId}', {
    ...at,
    body: { path: 'shop/app.py' },
    headers: { 'if-match': '"2"' },
  })
  await say('POST /api/projects/{id}/import', { id, body: { files: [{ path: 'shop/more.py', content: 'y = 1\n' }] } })
  await say('GET /api/projects/{id}/files', { id })
  await say('GET /api/projects/{id}/search', { id, query: '?q=y' })
  await say('POST /api/projects/{id}/move', { id, body: { from: 'shop', to: 'store' } })
  await say('GET /api/projects')
  await say('GET /api/projects/{id}', { id })
  await say('PATCH /api/projects/{id}', { id, body: { name: 'The store' } })
  await say('DELETE /api/projects/{id}/files/{fileId}', at)
  await say('DELETE /api/projects/{id}/folders', { id, query: '?path=store' })
  await say('DELETE /api/projects/{id}', { id })
}

async function ofTheWorkspace(say: Say): Promise<void> {
  await say('GET /api/webhook')
  await say('PUT /api/webhook', { body: { url: 'https://example.com/lintel' } })
  await say('POST /api/webhook/secret')
  await say('POST /api/webhook/test')
  await say('GET /api/webhook/deliveries')
  await say('DELETE /api/webhook')
  await say('PUT /api/retention', { body: { snapshotDays: 30, reviewDays: 365 } })
  await say('GET /api/retention')
  await say('GET /api/users/me/export')
  await say('DELETE /api/users/me', { body: { password: PASSWORD } })
}

async function ofTheInstance(say: Say, as: Person): Promise<void> {
  const { actor } = await newPerson()
  await say('GET /api/admin/instance', { as })
  await say('PATCH /api/admin/people/{id}', { as, id: actor.userId, body: { disabled: false } })
  await say('POST /api/admin/people/{id}/reset-link', { as, id: actor.userId })
  await say('DELETE /api/admin/people/{id}/sessions', { as, id: actor.userId })
  await say('POST /api/admin/invitations', { as, body: { note: 'For Grace' } })
  const { items } = await say('GET /api/admin/invitations', { as })
  await say('DELETE /api/admin/invitations/{id}', { as, id: items[0].id })
  for (const name of ['GET /healthz', 'GET /readyz', 'GET /api/openapi.json']) await say(name)
}

/** Nobody should learn to copy a secret from a document, nor a scanner find one in it; long lists tell no more than short ones. */
const masked = (spoken: Record<string, Spoken>): Record<string, Spoken> =>
  JSON.parse(JSON.stringify(spoken), (key, value) => {
    if (typeof value === 'string')
      return value
        .replace(/(lintel_|whsec_|token=|invitation=)[\w+/=-]{8,}/, '$1…')
        .replace(PASSWORD, 'four unrelated words here')
    return key === 'items' && Array.isArray(value) ? value.slice(0, 2) : value
  })
