// Five tabs of one browser, left until the access token runs out again and again: one renews, all go on.
import { setTimeout as pause } from 'node:timers/promises'
import { expect, test } from 'playwright/test'
import postgres from 'postgres'
import { startWeb, type WebProcess } from '../../bin/testing/processes.ts'
import { editorIsReady, register, saved, typeAtStart } from './story.ts'

const LASTS_SECONDS = 5
const TABS = 5

let web: WebProcess
test.beforeAll(async () => {
  web = await startWeb({
    DATABASE_URL: process.env.STACK_DATABASE_URL,
    REDIS_URL: process.env.STACK_REDIS_URL,
    ACCESS_TOKEN_TTL: String(LASTS_SECONDS),
    RATE_LIMIT_REGISTER: '1000/h',
  })
})
test.afterAll(() => web.stop())

/** When each token that somebody was given for another was made, in seconds; and what became of their sessions. */
async function renewalsOf(email: string): Promise<{ times: number[]; ends: (string | null)[] }> {
  const sql = postgres(process.env.STACK_DATABASE_URL as string, { max: 1 })
  const rows = await sql<{ at: number; because: string | null }[]>`
    select extract(epoch from r.created_at)::float8 as at, s.ended_because as because
    from users u join sessions s on s.user_id = u.id join refresh_tokens r on r.session_id = s.id
    where u.email = ${email} order by at`
  await sql.end()
  return { times: rows.map(({ at }) => at), ends: [...new Set(rows.map(({ because }) => because))] }
}

test('S2: one renewal for each time the token runs out, whoever of five tabs is first', async ({ browser }) => {
  test.setTimeout(120_000)
  const context = await browser.newContext({ baseURL: web.origin })
  const first = await context.newPage()
  const email = await register(first)
  const tabs = [first]
  while (tabs.length < TABS) {
    const tab = await context.newPage()
    await tab.goto('/editor')
    await editorIsReady(tab)
    tabs.push(tab)
  }
  const refreshes: number[] = []
  const denied: string[] = []
  for (const tab of tabs)
    tab.on('response', (response) => {
      if (response.url().endsWith('/api/auth/refresh')) refreshes.push(response.status())
      if (response.url().includes('/login')) denied.push(response.url())
    })
  const already = (await renewalsOf(email)).times.length
  // Their sockets are closed as the token runs out, all at the same moment; each comes back by itself.
  await pause(4 * (LASTS_SECONDS + 0.5) * 1000)

  const { times, ends } = await renewalsOf(email)
  const observed = times.slice(already - 1)
  expect(observed.length - 1).toBeGreaterThanOrEqual(3)
  // A token counts in whole seconds.
  for (const [index, at] of observed.entries())
    if (index > 0) expect(at - (observed[index - 1] as number)).toBeGreaterThan(LASTS_SECONDS - 1.1)
  expect(new Set(refreshes)).toEqual(new Set([200]))
  expect([ends, denied]).toEqual([[null], []])

  for (const tab of tabs) expect(new URL(tab.url()).pathname).toBe('/editor')
  for (const tab of [tabs[4], tabs[0]] as typeof tabs) {
    await tab.bringToFront()
    await tab.reload()
    await editorIsReady(tab)
    await typeAtStart(tab, '# still here\n')
    await saved(tab)
  }
  await context.close()
})
