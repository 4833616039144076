// Coming in and going out: sign-in, registration, and the words when it does not work.
import { expect, test } from 'playwright/test'
import { complaints, enter, expectAccessible, PASSWORD, register, registerByHand } from '../story.ts'

test('the front page leads a stranger to sign-in, and the editor asks who is there', async ({ page }) => {
  await page.goto('/')
  await expect(page).toHaveURL(/\/login$/)
  await page.goto('/editor')
  await expect(page).toHaveURL(/\/login\?next=%2Feditor$/)
  await expect(page.getByRole('heading', { name: 'Sign in' })).toBeVisible()
})

test('sign out, a wrong password in plain words, and in again', async ({ page }) => {
  const email = await registerByHand(page)
  await page.getByRole('button', { name: /^Account of/ }).click()
  await page.getByRole('menuitem', { name: 'Sign out' }).click()
  await page.waitForURL('**/login')
  await page.goto('/editor')
  await page.waitForURL('**/login?next=%2Feditor')

  await page.getByLabel('E-mail').fill(email)
  await page.getByLabel('Password', { exact: true }).fill('not the password at all')
  await page.getByRole('button', { name: 'Sign in' }).click()
  await expect(page.locator('form').getByRole('alert')).toContainText('do not belong together')
  await page.getByLabel('Password', { exact: true }).fill(PASSWORD)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.waitForURL('**/editor')
  await page.goto('/login')
  await page.waitForURL('**/editor')
})

test('what a password needs is said before, and what is missing beside its field', async ({ page }) => {
  await page.goto('/register')
  await expect(page.getByText('At least 15 characters')).toBeVisible()
  await page.getByLabel('E-mail').fill('nobody')
  await page.getByLabel('Password', { exact: true }).fill('short')
  await page.getByRole('button', { name: 'Create account' }).click()
  await expect(page.getByText('Enter an e-mail address.')).toBeVisible()
  await expect(page.getByText('5 of at least 15 characters.')).toBeVisible()
})

test('an e-mail that has an account is told at its field', async ({ page, browser }) => {
  const email = await register(page)
  const stranger = await browser.newPage()
  await stranger.goto('/register')
  await stranger.getByLabel('E-mail').fill(email)
  await stranger.getByLabel('Password', { exact: true }).fill(PASSWORD)
  await stranger.getByRole('button', { name: 'Create account' }).click()
  await expect(stranger.getByText('This e-mail has an account already.')).toBeVisible()
  await stranger.close()
})

test('too many attempts and a lost network are told in words', async ({ page }) => {
  await page.goto('/login')
  await page.getByLabel('E-mail').fill('ada@example.com')
  await page.getByLabel('Password', { exact: true }).fill('whatever it may be')
  const signIn = page.getByRole('button', { name: 'Sign in' })

  await page.route('**/api/auth/login', (route) => route.abort('internetdisconnected'))
  await signIn.click()
  await expect(page.locator('form').getByRole('alert')).toContainText('cannot be reached')

  await page.unroute('**/api/auth/login')
  await page.route('**/api/auth/login', (route) =>
    route.fulfill({
      status: 429,
      headers: { 'retry-after': '42' },
      contentType: 'application/problem+json',
      body: JSON.stringify({
        type: 'about:blank',
        title: 'Too many requests',
        status: 429,
        code: 'too-many-requests',
        detail: 'Too many.',
        requestId: 'r',
      }),
    }),
  )
  await signIn.click()
  await expect(page.locator('form').getByRole('alert')).toContainText('Try again in 42 seconds.')
})

test('an address of another site is not followed after signing in', async ({ page, browser }) => {
  const email = await register(page)
  const stranger = await browser.newPage()
  await stranger.goto('/login?next=//evil.example/')
  await stranger.getByLabel('E-mail').fill(email)
  await stranger.getByLabel('Password', { exact: true }).fill(PASSWORD)
  await stranger.getByRole('button', { name: 'Sign in' }).click()
  await stranger.waitForURL('**/editor')
  await stranger.close()
})

for (const path of ['/login', '/register', '/no-such-page'])
  test(`${path} is accessible, quiet, and within its content policy`, async ({ page }) => {
    const heard = complaints(page)
    await page.goto(path)
    await expectAccessible(page)
    expect(heard.filter((words) => !words.includes('404'))).toEqual([])
  })

test('the scheme follows the system until somebody chooses, and is remembered', async ({ page }) => {
  await page.emulateMedia({ colorScheme: 'dark' })
  await page.goto('/login')
  const html = page.locator('html')
  await expect(html).toHaveAttribute('data-mantine-color-scheme', 'dark')
  await page.getByRole('button', { name: 'Switch between dark and light' }).click()
  await expect(html).toHaveAttribute('data-mantine-color-scheme', 'light')
  await page.reload()
  await expect(html).toHaveAttribute('data-mantine-color-scheme', 'light')
})

test('what was typed before the page came to life is not lost', async ({ page }) => {
  const email = await enter(page)
  await page.context().clearCookies()
  const scripts = Promise.withResolvers<void>()
  await page.route('**/*.js', async (route) => {
    await scripts.promise
    await route.continue()
  })
  await page.goto('/login', { waitUntil: 'commit' })
  await page.getByLabel('E-mail').fill(email)
  await page.getByLabel('Password', { exact: true }).fill(PASSWORD)
  scripts.resolve()
  await page.waitForLoadState('networkidle')
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.waitForURL('**/editor')

  await page.unroute('**/*.js')
  const rules = Promise.withResolvers<void>()
  await page.route('**/*.js', async (route) => {
    await rules.promise
    await route.continue()
  })
  await page.goto('/rules', { waitUntil: 'commit' })
  await page.getByRole('searchbox', { name: 'Search' }).fill('no such words anywhere')
  rules.resolve()
  await expect(page.getByText('No rule fits.')).toBeVisible()
})
