// What the web and the worker wrote at the level of debug while a whole story went by: no secret of anybody is in it.
import { randomUUID } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import { expect, test } from 'playwright/test'
import postgres from 'postgres'
import { copyTemplate } from '../bin/testing/databases.ts'
import { startWeb, startWorker, type WebProcess, type WorkerProcess } from '../bin/testing/processes.ts'

let web: WebProcess
let worker: WorkerProcess
let database: string
const secrets = new Set<string>()
/** Notes what must never be written, and hands it on. */
const secret = (text: string) => {
  secrets.add(text)
  return text
}

test.setTimeout(240_000)
test.beforeAll(async () => {
  database = await copyTemplate(process.env.TEST_POSTGRES_URL as string, `lintel_quiet_${randomUUID().slice(0, 8)}`)
  const settings = {
    DATABASE_URL: database,
    REDIS_URL: process.env.STACK_REDIS_URL,
    LOG_LEVEL: 'debug',
    RATE_LIMIT_LOGIN: '1000/min',
    METRICS_TOKEN: secret(`metrics-${randomUUID()}`),
    OIDC_ISSUER: 'http://127.0.0.1:1',
    OIDC_CLIENT_ID: 'lintel',
    OIDC_CLIENT_SECRET: secret(`issuer-${randomUUID()}`),
  }
  for (const text of [new URL(database).password, process.env.JWT_SECRET as string]) secret(text)
  web = await startWeb(settings)
  worker = await startWorker(settings)
})
test.afterAll(async () => {
  await web.stop()
  await worker.stop()
})

type Asked = { method?: string; body?: unknown; cookie?: string; bearer?: string; raw?: string }

async function ask(path: string, { method = 'POST', body, cookie, bearer, raw }: Asked = {}) {
  const headers = {
    ...((body !== undefined || raw !== undefined) && { 'content-type': 'application/json' }),
    ...(cookie && { cookie }),
    ...(bearer && { authorization: `Bearer ${bearer}` }),
  }
  const given = raw ?? (body === undefined ? undefined : JSON.stringify(body))
  const response = await fetch(web.origin + path, {
    method,
    headers,
    redirect: 'manual',
    ...(given !== undefined && { body: given }),
  })
  const cookies = response.headers
    .getSetCookie()
    .map((line) => (line.split(';')[0] ?? '').split('=') as [string, string])
  for (const [, value = ''] of cookies) if (value.length > 20) noteToken(value)
  const text = await response.text()
  return {
    status: response.status,
    json: text.startsWith('{') ? JSON.parse(text) : null,
    cookie: cookies.map(([name, value]) => `${name}=${value}`).join('; '),
  }
}

/** A signed token is not to be had in parts either. */
function noteToken(value: string): void {
  secret(value)
  const [, ...parts] = value.split('.')
  for (const part of parts) secret(part)
}

const newPassword = () => secret(`four walls and ${randomUUID()}`)

test('S3: passwords, tokens, links and code are in no log, whatever goes right or wrong', async () => {
  const credentials = { email: 'ada@example.com', password: newPassword() }
  const registered = await ask('/api/auth/register', { body: credentials })
  expect(registered.status).toBe(201)
  const { cookie } = await ask('/api/auth/login', { body: credentials })
  const refreshed = await ask('/api/auth/refresh', { cookie })
  expect(refreshed.status).toBe(200)

  await test.step('what is wrong', async () => {
    const tries = [
      await ask('/api/auth/login', { body: { ...credentials, password: newPassword() } }),
      await ask('/api/auth/login', { raw: `{"email":"ada@example.com","password":"${newPassword()}` }),
      await ask('/api/auth/register', { body: { email: 'x@example.com', password: secret('short-one') } }),
      await ask('/api/auth/register', { body: { email: 'ada@example.com', password: newPassword() } }),
      await ask('/api/auth/register', { body: { [secret(`field-${randomUUID()}`)]: 1 } }),
      await ask('/api/users/me', { method: 'GET', bearer: secret(`lintel_${randomUUID()}${randomUUID()}`) }),
      await ask('/api/users/me', { method: 'GET', cookie: `__Host-at=${secret(randomUUID())}` }),
      await ask('/api/auth/reset', { body: { token: secret(randomUUID()), newPassword: newPassword() } }),
      await ask(`/reset?token=${secret(randomUUID())}`, { method: 'POST' }),
      await ask(`/api/nothing/${secret(randomUUID())}?token=${secret(randomUUID())}`, { method: 'GET' }),
    ]
    for (const { status } of tries) expect(status).toBeLessThan(500)
  })

  await test.step('tokens, links and a review', async () => {
    const scopes = ['reviews:read', 'reviews:write']
    const { json } = await ask('/api/tokens', { body: { name: 'ci', scopes }, cookie: refreshed.cookie })
    const bearer = secret(json.secret)
    const code = `key = "${secret(`sk_live_${randomUUID().replaceAll('-', '')}`)}"\neval(input())\n`
    const review = await ask('/api/reviews', { body: { code, language: 'python' }, bearer })
    expect(review.status).toBe(202)
    for (let n = 0; n < 600 && !worker.events().includes('review.completed'); n++) await pause(100)
    const change = { currentPassword: credentials.password, newPassword: newPassword() }
    expect((await ask('/api/auth/password', { method: 'PUT', body: change, cookie: refreshed.cookie })).status).toBe(
      204,
    )
    const link = await ask(`/api/admin/people/${registered.json.user.id}/reset-link`, { cookie: refreshed.cookie })
    const token = secret(new URL(link.json.url).searchParams.get('token') as string)
    expect((await ask('/api/auth/reset', { body: { token, newPassword: newPassword() } })).status).toBe(204)
  })

  await test.step('a token used twice, and an issuer that fails', async () => {
    const one = await ask('/api/auth/register', { body: { email: 'eve@example.com', password: newPassword() } })
    const two = await ask('/api/auth/refresh', { cookie: one.cookie })
    await ask('/api/auth/refresh', { cookie: two.cookie })
    expect((await ask('/api/auth/refresh', { cookie: one.cookie })).status).toBe(401)
    const answer = `code=${secret(randomUUID())}&state=${secret(randomUUID())}`
    expect((await ask(`/api/auth/callback/oidc?${answer}`, { method: 'GET' })).status).toBe(302)
    const { json } = await ask('/api/auth/csrf', { method: 'GET' })
    expect(json.csrfToken).toBeTruthy()
  })

  await test.step('errors nobody foresaw', async () => {
    const sql = postgres(database, { max: 1, onnotice: () => {} })
    await sql`alter table refresh_tokens rename to somewhere_else`
    await sql.end()
    const { cookie } = registered
    const tries = [
      await ask('/api/auth/refresh', { cookie }),
      await ask('/api/auth/register', { body: { email: 'late@example.com', password: newPassword() } }),
    ]
    expect(tries.map(({ status }) => status)).toEqual([500, 500])
  })

  const [ofWeb, ofWorker] = [web.written(), worker.written()]
  for (const event of ['web.started', 'session.refresh-reuse', 'sso.failed', 'request.failed'])
    expect(ofWeb).toContain(event)
  expect(ofWorker).toContain('review.completed')
  expect(secrets.size).toBeGreaterThan(40)
  for (const text of secrets)
    for (const spelling of [text, encodeURIComponent(text), Buffer.from(text).toString('base64')])
      expect
        .soft(`${ofWeb}${ofWorker}`.includes(spelling), `a secret that begins with ${text.slice(0, 12)}`)
        .toBe(false)
})
