// Signing in with GitHub: the whole dance in a real browser, against an Enterprise Server of our own.
import { randomUUID } from 'node:crypto'
import { expect, type Page, test } from 'playwright/test'
import { freePort } from '../../../bin/launch/ports.ts'
import { type GitHub, startGitHub } from '../../../bin/testing/github.ts'
import { startWeb, type WebProcess } from '../../../bin/testing/processes.ts'

let gitHub: GitHub
let web: WebProcess
test.describe.configure({ mode: 'serial' })
test.beforeAll(async () => {
  gitHub = await startGitHub(await freePort())
  const { STACK_DATABASE_URL: DATABASE_URL, STACK_REDIS_URL: REDIS_URL } = process.env
  web = await startWeb({ DATABASE_URL, REDIS_URL, RATE_LIMIT_LOGIN: '1000/min', ...gitHub.settings })
})
test.afterAll(async () => {
  await web.stop()
  gitHub.close()
})

const somebody = (prefix = 'ada') => `${prefix}-${randomUUID().slice(0, 8)}`
const addressOf = (name: string) => `${name}@github.example`

async function dance(page: Page, name: string) {
  await page.goto(`${web.origin}/login`)
  await page.getByRole('button', { name: 'Continue with GitHub' }).click()
  await page.getByLabel('Name').fill(name)
  await page.getByRole('button', { name: 'Authorize' }).click()
}
const me = async (page: Page) => (await (await page.request.get(`${web.origin}/api/users/me`)).json()).user

async function registerLocally(page: Page, name: string): Promise<{ id: string; password: string }> {
  const password = 'registered long before'
  const data = { email: addressOf(name), password }
  const headers = { origin: web.origin }
  const response = await page.request.post(`${web.origin}/api/auth/register`, { data, headers })
  expect(response.status()).toBe(201)
  await page.context().clearCookies()
  return { id: (await response.json()).user.id, password }
}

test('S7: GitHub: the verified primary address makes an account, and the next time it is the same', async ({
  page,
  context,
}) => {
  const name = somebody()
  await dance(page, name)
  await page.waitForURL('**/editor')
  const first = await me(page)
  expect(first).toMatchObject({ email: addressOf(name), name })
  expect(gitHub.asked).toEqual(['/api/v3/user', '/api/v3/user/emails'])
  const cookies = (await context.cookies(web.origin)).map((cookie) => cookie.name)
  expect(cookies.filter((cookie) => cookie.includes('session-token'))).toEqual([])

  await context.clearCookies()
  await dance(page, name)
  await page.waitForURL('**/editor')
  expect((await me(page)).id).toBe(first.id)
})

test('S7: GitHub: a primary address that is not verified makes no account, whatever else is verified or shown', async ({
  page,
}) => {
  await dance(page, somebody('unverified'))
  await expect(page).toHaveURL(/\/login\?error=forbidden/)
  expect((await page.request.get(`${web.origin}/api/users/me`)).status()).toBe(401)
})

test('S7: GitHub: a local account of that address is entered only after its password', async ({ page, context }) => {
  const name = somebody()
  const { id, password } = await registerLocally(page, name)
  await dance(page, name)
  await expect(page).toHaveURL(/\/login\?error=email-taken/)
  expect((await page.request.get(`${web.origin}/api/users/me`)).status()).toBe(401)

  await page.getByLabel('E-mail').fill(addressOf(name))
  await page.getByLabel('Password', { exact: true }).fill(password)
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
  await page.waitForURL('**/editor')
  await context.clearCookies()
  await dance(page, name)
  await page.waitForURL('**/editor')
  expect((await me(page)).id).toBe(id)
})

test('S7: GitHub: an answer nobody here asked for signs nobody in', async ({ page }) => {
  const back = `${web.origin}/api/auth/callback/github?code=made-up&state=made-up`
  await page.goto(back)
  await expect(page).toHaveURL(/\/login\?(.*&)?error=/)
  expect((await page.request.get(`${web.origin}/api/users/me`)).status()).toBe(401)
})
