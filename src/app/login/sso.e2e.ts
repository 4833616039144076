// Signing in with an issuer: the whole dance, in a real browser, against a real issuer.
import { randomUUID } from 'node:crypto'
import { expect, type Page, test } from 'playwright/test'

const somebody = (prefix = 'ada') => `${prefix}-${randomUUID().slice(0, 8)}`

async function dance(page: Page, name: string) {
  await page.goto('/login')
  await page.getByRole('button', { name: 'Continue with the test issuer' }).click()
  await page.getByPlaceholder('Enter any login').fill(name)
  await page.getByPlaceholder('and password').fill('anything')
  await page.getByRole('button', { name: 'Sign-in' }).click()
  await page.getByRole('button', { name: 'Continue' }).click()
}

test('S7: a verified e-mail makes an account, and the dance ends in our own session alone', async ({
  page,
  context,
}) => {
  const name = somebody()
  await dance(page, name)
  await page.waitForURL('**/editor')
  const me = await page.request.get('/api/users/me')
  expect((await me.json()).user).toMatchObject({ email: `${name}@issuer.example` })
  const cookies = (await context.cookies(page.url())).map((cookie) => cookie.name)
  expect(cookies).toEqual(expect.arrayContaining(['__Host-at', '__Host-rt']))
  expect(cookies.filter((cookie) => cookie.includes('session-token'))).toEqual([])
})

test('S7: the second time it is the same account', async ({ page, context }) => {
  const name = somebody()
  const idAfterDance = async () => {
    await dance(page, name)
    await page.waitForURL('**/editor')
    return (await (await page.request.get('/api/users/me')).json()).user.id
  }
  const first = await idAfterDance()
  await context.clearCookies()
  expect(await idAfterDance()).toBe(first)
})

test('S7: an e-mail the issuer did not verify makes no account', async ({ page }) => {
  await dance(page, somebody('unverified'))
  await expect(page).toHaveURL(/\/login\?error=forbidden/)
  await expect(page.getByRole('alert').first()).toContainText('not verified')
  expect((await page.request.get('/api/users/me')).status()).toBe(401)
})

test('S7: a local account of the same e-mail is not taken over', async ({ page, request }) => {
  const name = somebody()
  const headers = { origin: new URL(test.info().project.use.baseURL as string).origin }
  const data = { email: `${name}@issuer.example`, password: 'registered long before' }
  expect((await request.post('/api/auth/register', { data, headers })).status()).toBe(201)
  await dance(page, name)
  await expect(page).toHaveURL(/\/login\?error=email-taken/)
  await expect(page.getByRole('alert').first()).toContainText('its password')
  expect((await page.request.get('/api/users/me')).status()).toBe(401)
})

test('S7: after its password was given, the next dance enters that account', async ({ page, request, context }) => {
  const name = somebody()
  const headers = { origin: new URL(test.info().project.use.baseURL as string).origin }
  const data = { email: `${name}@issuer.example`, password: 'registered long before' }
  const { user } = await (await request.post('/api/auth/register', { data, headers })).json()
  await dance(page, name)
  await expect(page).toHaveURL(/\/login\?error=email-taken/)
  await page.getByLabel('E-mail').fill(data.email)
  await page.getByLabel('Password', { exact: true }).fill(data.password)
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
  await page.waitForURL('**/editor')
  expect((await context.cookies()).map((cookie) => cookie.name)).not.toContain('__Host-sl')

  await context.clearCookies()
  await dance(page, name)
  await page.waitForURL('**/editor')
  expect((await (await page.request.get('/api/users/me')).json()).user.id).toBe(user.id)
})

test("next-auth's own session addresses do not exist", async ({ request }) => {
  for (const action of ['session', 'signout', '_log', 'verify-request'])
    expect((await request.get(`/api/auth/${action}`)).status(), action).toBe(404)
})
