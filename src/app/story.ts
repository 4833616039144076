// What the browser stories share: an account of one's own, an eye on the console, and the question of accessibility.
import AxeBuilder from '@axe-core/playwright'
import { expect, type Page, test } from 'playwright/test'

export const PASSWORD = 'four unrelated words here'

/** A new person in front of the sample project. */
export async function register(page: Page): Promise<string> {
  const email = await enter(page)
  await page.goto('/editor')
  await editorIsReady(page)
  return email
}

/** The same through the page, as people do it. */
export async function registerByHand(page: Page): Promise<string> {
  const email = `${crypto.randomUUID()}@example.com`
  await page.goto('/register')
  await page.getByLabel('E-mail').fill(email)
  await page.getByLabel('Password', { exact: true }).fill(PASSWORD)
  await page.getByRole('button', { name: 'Create account' }).click()
  await page.waitForURL('**/editor')
  await editorIsReady(page)
  return email
}

/** A new person, signed in without a page: for stories that begin elsewhere. */
export async function enter(page: Page): Promise<string> {
  const email = `${crypto.randomUUID()}@example.com`
  const response = await page.request.post('/api/auth/register', { data: { email, password: PASSWORD } })
  expect(response.status()).toBe(201)
  return email
}

/** A request as the pages of this site send it. */
export async function post(page: Page, path: string, data: unknown) {
  const { origin } = new URL(test.info().project.use.baseURL as string)
  const response = await page.request.post(path, { data, headers: { origin } })
  expect(response.ok(), `${path} answered ${response.status()}`).toBe(true)
  return response
}

export async function editorIsReady(page: Page) {
  await expect(page.locator('.monaco-editor .view-line').first()).toBeVisible({ timeout: 20_000 })
}

/** Collects everything the browser complains about: errors, warnings, and breaches of the content policy. */
export function complaints(page: Page): string[] {
  const heard: string[] = []
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) heard.push(message.text())
  })
  page.on('pageerror', (error) => heard.push(error.message))
  return heard
}

/** No violation that axe can see, in light and in dark. */
export async function expectAccessible(page: Page) {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    await expect(page.locator('html')).toHaveAttribute('data-mantine-color-scheme', colorScheme)
    // Colours of controls fade from one scheme to the other.
    await page.evaluate(() =>
      Promise.all(document.getAnimations().map((animation) => animation.finished.catch(() => {}))),
    )
    const axe = new AxeBuilder({ page }).setLegacyMode() // one document: no page of its own is needed to put frames together
    // Between the schemes only colours differ.
    const { violations } = await (colorScheme === 'dark' ? axe.withRules(['color-contrast']) : axe).analyze()
    const found = violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`)
    expect(found, `in ${colorScheme}`).toEqual([])
  }
}

/** Types at the very start of the file that is open. */
export async function typeAtStart(page: Page, text: string) {
  await page
    .locator('.monaco-editor .view-line')
    .first()
    .click({ position: { x: 4, y: 8 } })
  await expect(page.locator('.monaco-editor.focused')).toBeVisible()
  await page.keyboard.press('ControlOrMeta+Home')
  await page.keyboard.type(text)
  await expect(page.locator('.view-line', { hasText: text.trim().split('\n')[0] ?? '' }).first()).toBeVisible()
}

export const saved = (page: Page) => expect(page.getByTestId('save-state')).toHaveText('Saved')
