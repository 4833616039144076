// Every notice lost: a web process whose Redis no worker knows. What it shows is right all the same, within ten seconds.
import { on, once } from 'node:events'
import { expect, test } from 'playwright/test'
import postgres from 'postgres'
import { WebSocket } from 'ws'
import { PASSWORD } from '../../bin/testing/people.ts'
import { type RedisServer, startRedisServer, startWeb, type WebProcess } from '../../bin/testing/processes.ts'
import { newVisitor } from '../../bin/testing/visitor.ts'
import { ServerMessage } from '../contract/live.ts'

let redis: RedisServer
let web: WebProcess
test.describe.configure({ mode: 'serial' })
test.beforeAll(async () => {
  redis = await startRedisServer()
  web = await startWeb({ DATABASE_URL: process.env.STACK_DATABASE_URL, REDIS_URL: redis.url })
})
test.afterAll(async () => {
  await web.stop()
  await redis.kill()
})

const code = 'import os\n\ndef f(x=[]):\n    return eval(x)\n'

/** Milliseconds since the review ended, by the clock of the database. */
async function sinceTheEnd(id: string): Promise<number> {
  const sql = postgres(process.env.STACK_DATABASE_URL as string, { max: 1 })
  const [row] = await sql`
    select extract(epoch from clock_timestamp() - finished_at)::float8 * 1000 as ms from reviews where id = ${id}`
  await sql.end()
  return row?.ms
}

test('the socket tells the end within ten seconds', async () => {
  const { cookie } = await newVisitor(web.origin)
  const socket = new WebSocket(`${web.origin.replace('http', 'ws')}/api/live`, { headers: { cookie } })
  await once(socket, 'open')
  const headers = { 'content-type': 'application/json', cookie }
  const body = JSON.stringify({ code, language: 'python' })
  const { id } = await (await fetch(`${web.origin}/api/reviews`, { method: 'POST', headers, body })).json()
  const messages: ServerMessage[] = []
  const hearing = (async () => {
    for await (const [data] of on(socket, 'message', { signal: AbortSignal.timeout(40_000) })) {
      const message = ServerMessage.parse(JSON.parse(String(data)))
      messages.push(message)
      if (message.type === 'ended') return
    }
  })()
  socket.send(JSON.stringify({ type: 'follow', reviewId: id }))
  await hearing
  expect(await sinceTheEnd(id)).toBeLessThan(10_000)
  socket.close()
  expect(
    messages.filter(({ type }) => type !== 'snapshot' && type !== 'ended'),
    'no news came through',
  ).toEqual([])
  const whole = messages.findLast((message) => message.type === 'snapshot')
  expect(whole?.type === 'snapshot' && whole.review).toMatchObject({ status: 'completed' })
})

test('the screen shows the end within ten seconds', async ({ browser }) => {
  const context = await browser.newContext({ baseURL: web.origin })
  const data = { email: `${crypto.randomUUID()}@example.com`, password: PASSWORD }
  const registered = await context.request.post('/api/auth/register', { data, headers: { origin: web.origin } })
  expect(registered.status()).toBe(201)
  const page = await context.newPage()
  await page.goto('/editor')
  await expect(page.getByText('Live', { exact: true })).toBeVisible()
  const accepted = page.waitForResponse(
    (one) => one.request().method() === 'POST' && one.url().endsWith('/api/reviews'),
  )
  await page.getByRole('button', { name: 'Review', exact: false }).first().click()
  const { id } = await (await accepted).json()
  await expect(page.getByText(/\d+ findings? in \d files?/)).toBeVisible({ timeout: 40_000 })
  expect(await sinceTheEnd(id)).toBeLessThan(10_000)
  await context.close()
})
