// Administration: people, one-time links and the instance at a glance, and nothing of it for anybody else.

import { expect, type Page, test } from 'playwright/test'
import postgres from 'postgres'
import { complaints, enter, expectAccessible, PASSWORD, post } from '../story.ts'

const NEW_PASSWORD = 'another four plain words'

async function signIn(page: Page, email: string, password: string) {
  await page.goto('/login')
  await page.getByLabel('E-mail').fill(email)
  await page.getByLabel('Password', { exact: true }).fill(password)
  await page.getByRole('button', { name: 'Sign in' }).click()
}

/** The first account of a stack that others use as well is somebody else's, so the role is given in the database. */
async function administrator(page: Page): Promise<string> {
  const { STACK_DATABASE_URL } = process.env
  if (!STACK_DATABASE_URL) throw new Error('STACK_DATABASE_URL is needed: the database of the stack under test')
  const email = await enter(page)
  const sql = postgres(STACK_DATABASE_URL, { max: 1 })
  try {
    const changed = await sql`update users set role = 'administrator' where email = ${email}`
    expect(changed.count).toBe(1)
  } finally {
    await sql.end()
  }
  await post(page, '/api/auth/login', { email, password: PASSWORD })
  return email
}

const row = (page: Page, email: string) => page.getByRole('row').filter({ hasText: email })

async function choose(page: Page, email: string, action: string) {
  await page.getByRole('button', { name: `Actions for ${email}` }).click()
  await page.getByRole('menuitem', { name: action }).click()
}

const confirm = (page: Page, name: string) => page.getByRole('dialog').getByRole('button', { name }).click()

test('nobody else finds the administration, nor a way to it', async ({ page, context }) => {
  await enter(page) // whoever is first of all is the administrator
  await context.clearCookies()
  await enter(page)
  for (const path of ['/admin', '/admin/people', '/admin/invitations']) {
    expect((await page.goto(path))?.status(), path).toBe(404)
    await expect(page.getByRole('heading', { name: 'There is no door here' })).toBeVisible()
  }
  await page.goto('/settings')
  await expect(page.getByRole('navigation', { name: 'Settings' })).not.toContainText('Administration')
})

test('the instance at a glance: reached from the menu, with health and limits', async ({ page }) => {
  await administrator(page)
  await page.goto('/settings')
  await page.getByRole('button', { name: /^Account of/ }).click()
  await page.getByRole('menuitem', { name: 'Administration' }).click()
  await page.waitForURL('**/admin')
  const health = page.getByRole('region', { name: 'Health' })
  for (const name of ['Postgres', 'Redis'])
    await expect(health.locator('dl > div').filter({ hasText: name })).toContainText('ok')
  await expect(health.locator('dl > div').filter({ hasText: 'Workers seen' })).toContainText(/[1-9]/)
  await expect(page.getByRole('row').filter({ hasText: 'Signing in, per account' })).toContainText('10 per 15 minutes')
})

test('S5: a disabled person is out at the next call and cannot come back until enabled', async ({ page, browser }) => {
  const myself = await administrator(page)
  const theirs = await (await browser.newContext()).newPage()
  const email = await enter(theirs)
  await page.goto('/admin/people')
  await expect(row(page, myself)).toContainText('This is you')
  await expect(page.getByRole('button', { name: `Actions for ${myself}` })).toHaveCount(0)

  await choose(page, email, 'Disable account')
  await confirm(page, 'Disable account')
  await expect(row(page, email)).toContainText('disabled')
  expect((await theirs.request.get('/api/users/me')).status()).toBe(401)
  await theirs.goto('/editor')
  await theirs.waitForURL('**/login?next=%2Feditor')
  await signIn(theirs, email, PASSWORD)
  await expect(theirs.locator('form').getByRole('alert')).toContainText('do not belong together')

  await choose(page, email, 'Enable account')
  await confirm(page, 'Enable account')
  await expect(row(page, email)).not.toContainText('disabled')
  await signIn(theirs, email, PASSWORD)
  await theirs.waitForURL('**/editor')
  await theirs.context().close()
})

test("an administrator ends somebody's sessions", async ({ page, browser }) => {
  await administrator(page)
  const theirs = await (await browser.newContext()).newPage()
  const email = await enter(theirs)
  await page.goto('/admin/people')
  await expect(row(page, email).getByRole('cell').nth(2)).toHaveText('1')
  await choose(page, email, 'End all sessions')
  await confirm(page, 'End sessions')
  await expect(row(page, email).getByRole('cell').nth(2)).toHaveText('0')
  expect((await theirs.request.get('/api/users/me')).status()).toBe(401)
  await theirs.context().close()
})

test('a reset link sets a new password once', async ({ page, browser }) => {
  await administrator(page)
  const theirs = await (await browser.newContext()).newPage()
  const email = await enter(theirs)
  await page.goto('/admin/people')
  await choose(page, email, 'Make a reset link')
  await confirm(page, 'Make the link')
  const link = await page.getByLabel(`Reset link for ${email}`, { exact: true }).inputValue()

  await theirs.goto(link)
  await theirs.getByLabel('New password', { exact: true }).fill('short')
  await theirs.getByRole('button', { name: 'Set password' }).click()
  await expect(theirs.getByText('5 of at least 15 characters.')).toBeVisible()
  await theirs.getByLabel('New password', { exact: true }).fill(NEW_PASSWORD)
  await theirs.getByRole('button', { name: 'Set password' }).click()
  await expect(theirs.getByText('Your password is set')).toBeVisible()
  expect((await theirs.request.get('/api/users/me')).status()).toBe(401)
  await theirs.getByRole('link', { name: 'Sign in' }).click()
  await signIn(theirs, email, NEW_PASSWORD)
  await theirs.waitForURL('**/editor')

  await theirs.goto(link)
  await theirs.getByLabel('New password', { exact: true }).fill('yet another few words')
  await theirs.getByRole('button', { name: 'Set password' }).click()
  await expect(theirs.locator('form').getByRole('alert')).toContainText('used already, or it is too old')
  await theirs.context().close()
})

test('an invitation makes one account and tells who came; a revoked one makes none', async ({ page, browser }) => {
  await administrator(page)
  await page.goto('/admin/invitations')
  const note = `Ada ${crypto.randomUUID()}`
  const make = async (words: string) => {
    await page.getByLabel('For whom (optional)').fill(words)
    await page.getByRole('button', { name: 'Create invitation' }).click()
    const link = await page.getByLabel('Invitation link', { exact: true }).inputValue()
    await page.getByRole('button', { name: 'Done' }).click()
    return link
  }
  const link = await make(note)
  const item = page.getByRole('listitem').filter({ hasText: note })
  await expect(item).toContainText('open')

  const come = async (address: string) => {
    const theirs = await (await browser.newContext()).newPage()
    const email = `${crypto.randomUUID()}@example.com`
    await theirs.goto(address)
    await theirs.getByLabel('E-mail').fill(email)
    await theirs.getByLabel('Password', { exact: true }).fill(PASSWORD)
    await theirs.getByRole('button', { name: 'Create account' }).click()
    return { theirs, email }
  }
  const first = await come(link)
  await first.theirs.waitForURL('**/editor')
  await page.reload()
  await expect(item).toContainText(`used by ${first.email}`)
  await expect(item.getByRole('button')).toHaveCount(0)

  const second = await come(link)
  await expect(second.theirs.locator('form').getByRole('alert')).toContainText('used already, or it is too old')

  const revoked = await make(`${note} again`)
  await page.getByRole('button', { name: `Revoke ${note} again` }).click()
  await confirm(page, 'Revoke invitation')
  await expect(page.getByText(`${note} again`)).toHaveCount(0)
  const third = await come(revoked)
  await expect(third.theirs.locator('form').getByRole('alert')).toContainText('Ask for a new one')
  for (const { theirs } of [first, second, third]) await theirs.context().close()
})

test('every administration page is accessible, quiet, and readable on a phone', async ({ page }) => {
  await administrator(page)
  const heard = complaints(page)
  for (const path of ['/admin', '/admin/people', '/admin/invitations']) {
    await page.goto(path)
    await expect(page.getByRole('heading', { level: 2 }).first()).toBeVisible()
    await expect(page.getByText(/^Loading the/)).toBeHidden()
    await expectAccessible(page)
    await page.setViewportSize({ width: 360, height: 740 })
    const tooWide = () => page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
    expect(await tooWide(), path).toBeLessThanOrEqual(0)
    await page.setViewportSize({ width: 1024, height: 768 })
    expect(await tooWide(), path).toBeLessThanOrEqual(0)
  }
  expect(heard).toEqual([])
})
