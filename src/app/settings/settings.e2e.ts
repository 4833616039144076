// Settings: profile, password, sessions, tokens and the record of it all, as somebody lives through them.
import { type Browser, expect, type Page, test } from 'playwright/test'
import { complaints, enter, expectAccessible, PASSWORD, post, register } from '../story.ts'

const NEW_PASSWORD = 'another four plain words'

const section = (page: Page, name: string) => page.getByRole('region', { name })
const sessions = (page: Page) => section(page, 'Sessions').getByRole('listitem')

async function signIn(page: Page, email: string, password: string) {
  await page.goto('/login?next=%2Fsettings')
  await page.getByLabel('E-mail').fill(email)
  await page.getByLabel('Password', { exact: true }).fill(password)
  await page.getByRole('button', { name: 'Sign in' }).click()
}

async function otherDevice(browser: Browser, email: string): Promise<Page> {
  const page = await (await browser.newContext()).newPage()
  await post(page, '/api/auth/login', { email, password: PASSWORD })
  return page
}

test('the menu leads to settings, and a name is saved and shown', async ({ page }) => {
  const email = await register(page)
  await page.getByRole('button', { name: /^Account of/ }).click()
  await page.getByRole('menuitem', { name: 'Settings' }).click()
  await page.waitForURL('**/settings')
  await expect(page.getByText(`You sign in as ${email}.`)).toBeVisible()
  await page.getByLabel('Name').fill('Ada Byron')
  await page.getByRole('button', { name: 'Save' }).click()
  await expect(page.getByText('Saved.')).toBeVisible()
  await expect(page.getByRole('button', { name: 'Account of Ada Byron' })).toBeVisible()
  await page.reload()
  await expect(page.getByLabel('Name')).toHaveValue('Ada Byron')
  await page.getByRole('link', { name: /back to the editor/ }).click()
  await page.waitForURL('**/editor')
})

test('A1: a new password signs the other browser out, not this one; what is wrong stands at its field', async ({
  page,
  browser,
}) => {
  const email = await enter(page)
  const other = await otherDevice(browser, email)
  await page.goto('/settings')
  await expect(sessions(page)).toHaveCount(2)
  const [current, next] = [
    page.getByLabel('Current password', { exact: true }),
    page.getByLabel('New password', { exact: true }),
  ]
  const change = page.getByRole('button', { name: 'Change password' })
  await expect(section(page, 'Password').getByText('At least 15 characters')).toBeVisible()

  await current.fill('not my password at all')
  await next.fill('short')
  await change.click()
  await expect(page.getByText('5 of at least 15 characters.')).toBeVisible()
  await next.fill(NEW_PASSWORD)
  await change.click()
  await expect(page.getByText('This is not your current password.')).toBeVisible()
  await current.fill(PASSWORD)
  await change.click()
  await expect(section(page, 'Password').getByRole('status')).toHaveText('Changed. Your other sessions are ended.')
  await expect(sessions(page)).toHaveCount(1)

  expect((await page.request.get('/api/users/me')).status()).toBe(200)
  expect((await other.request.get('/api/users/me')).status()).toBe(401)
  await other.goto('/settings')
  await other.waitForURL('**/login?next=%2Fsettings')
  await signIn(other, email, PASSWORD)
  await expect(other.locator('form').getByRole('alert')).toContainText('do not belong together')
  await signIn(other, email, NEW_PASSWORD)
  await other.waitForURL('**/settings')
  await other.context().close()
})

test('S5: sessions are listed, this one is marked, one or all others are ended', async ({ page, browser }) => {
  const email = await enter(page)
  const others = [
    await otherDevice(browser, email),
    await otherDevice(browser, email),
    await otherDevice(browser, email),
  ]
  await page.goto('/settings')
  await expect(sessions(page)).toHaveCount(4)
  await expect(sessions(page).filter({ hasText: 'this device' })).toHaveCount(1)
  await expect(sessions(page).first()).toContainText('Chrome on Linux')

  await sessions(page).getByRole('button', { name: 'Sign out Chrome on Linux' }).first().click()
  await page.getByRole('dialog').getByRole('button', { name: 'Sign out' }).click()
  await expect(sessions(page)).toHaveCount(3)
  await expect(page.getByRole('dialog')).toBeHidden()

  await page.getByRole('button', { name: 'Sign out everywhere else' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Sign out everywhere else' }).click()
  await expect(sessions(page)).toHaveCount(1)
  await expect(page.getByRole('button', { name: 'No other sessions' })).toBeDisabled()
  for (const other of others) {
    expect((await other.request.get('/api/users/me')).status()).toBe(401)
    await other.context().close()
  }
  expect((await page.request.get('/api/users/me')).status()).toBe(200)
})

test('K1: a token is shown once, works, is revoked, and the audit log tells it', async ({
  page,
  playwright,
  baseURL,
}) => {
  const email = await enter(page)
  await page.goto('/settings/tokens')
  const tokens = section(page, 'Your tokens')
  await expect(tokens).toContainText('You have no tokens yet.')
  await page.getByRole('button', { name: 'Create token' }).click()
  await expect(page.getByText('A name is needed')).toBeVisible()
  await page.getByLabel('Name').fill('CI of the shop')
  await page.getByLabel('projects:read').check()
  await page.getByLabel('Expires after').selectOption('30 days')
  await page.getByRole('button', { name: 'Create token' }).click()
  const secret = await page.getByLabel('Secret', { exact: true }).inputValue()
  await expect(page.getByLabel('Try it', { exact: true })).toHaveValue(new RegExp(`Bearer ${secret}" .*/api/projects$`))
  await expect(tokens).toContainText(secret.slice(0, 11))
  await expect(tokens).toContainText('never used')

  // A program has no cookies.
  const program = await playwright.request.newContext({
    ...(baseURL && { baseURL }),
    extraHTTPHeaders: { authorization: `Bearer ${secret}` },
  })
  expect((await program.get('/api/projects')).status()).toBe(200)
  await page.reload()
  await expect(tokens).toContainText('last used')
  await expect(page.locator('body')).not.toContainText(secret)

  await page.getByRole('button', { name: 'Revoke CI of the shop' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Revoke token' }).click()
  await expect(tokens).toContainText('You have no tokens yet.')
  expect((await program.get('/api/projects')).status()).toBe(401)
  await program.dispose()

  await page.getByRole('link', { name: 'Audit log' }).click()
  const rows = page.getByRole('region', { name: 'Audit log' }).getByRole('row')
  await expect(rows.nth(1)).toContainText(`${email}Revoked an API tokenCI of the shop`)
  await expect(rows.nth(2)).toContainText(`${email}Created an API tokenCI of the shop`)
  await expect(rows.last()).toContainText('Registered')
})

test('a long audit log comes in pages', async ({ page, baseURL }) => {
  await enter(page)
  const data = { name: 'one of many', scopes: ['projects:read'], expiresInDays: 1 }
  // Each is let go again: there is a most that somebody may hold.
  for (let i = 0; i < 30; i++) {
    const { id } = await (await post(page, '/api/tokens', data)).json()
    const gone = await page.request.delete(`/api/tokens/${id}`, { headers: { origin: new URL(baseURL ?? '').origin } })
    expect(gone.status()).toBe(204)
  }
  await page.goto('/settings/audit')
  const rows = page.getByRole('region', { name: 'Audit log' }).locator('tbody tr')
  await expect(rows).toHaveCount(50)
  await page.getByRole('button', { name: 'Load more' }).click()
  await expect.poll(() => rows.count()).toBeGreaterThan(60)
  await expect(page.getByRole('button', { name: 'Load more' })).toBeHidden()
})

test('a list that cannot be fetched says so and can be tried again', async ({ page }) => {
  await enter(page)
  await page.route('**/api/auth/sessions', (route) => route.abort('internetdisconnected'))
  await page.goto('/settings')
  await expect(section(page, 'Sessions').getByRole('alert')).toContainText('cannot be reached')
  await page.unroute('**/api/auth/sessions')
  await page.getByRole('button', { name: 'Try again' }).click()
  await expect(sessions(page)).toHaveCount(1)
  await expect(section(page, 'Sessions').getByRole('alert')).toBeHidden()
})

test('every settings page is accessible, quiet, still, and readable on a phone', async ({ page }) => {
  await enter(page)
  const heard = complaints(page)
  const pages = [
    '/settings',
    '/settings/tokens',
    '/settings/webhook',
    '/settings/data',
    '/settings/audit',
    '/settings/model',
  ]
  for (const path of pages) {
    await page.goto(path)
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
    await expect(page.getByText(/^Loading the/)).toHaveCount(0)
    await expectAccessible(page)
    await page.setViewportSize({ width: 360, height: 740 })
    const tooWide = () => page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
    expect(await tooWide(), path).toBeLessThanOrEqual(0)
    await expectAccessible(page)
    await page.setViewportSize({ width: 1024, height: 768 })
    expect(await tooWide(), path).toBeLessThanOrEqual(0)
  }
  expect(heard).toEqual([])
})

for (const path of [
  '/reset',
  '/reset?token=nobody-ever-made-this',
  '/register?invitation=x',
  '/login?error=email-taken',
])
  test(`${path} is accessible, quiet, and within its content policy`, async ({ page }) => {
    const heard = complaints(page)
    await page.goto(path)
    await expectAccessible(page)
    expect(heard).toEqual([])
  })

for (const path of [
  '/settings',
  '/settings/tokens',
  '/settings/webhook',
  '/settings/data',
  '/settings/audit',
  '/settings/model',
  '/admin',
  '/admin/people',
  '/admin/invitations',
])
  test(`${path} asks a stranger to sign in first`, async ({ page }) => {
    await page.goto(path)
    await expect(page).toHaveURL(`/login?next=${encodeURIComponent(path)}`)
  })

test('where there is no model, the page says plainly that reviews run without one', async ({ page }) => {
  await enter(page)
  await page.goto('/settings/model')
  await expect(section(page, 'The model').getByText(/reviews run without one, by the analysers alone/)).toBeVisible()
  await expect(page.getByRole('button', { name: 'Check the model' })).toHaveCount(0)
})
