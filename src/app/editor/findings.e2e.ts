// What one does with findings: ask why, follow the evidence, pass one on, dismiss it, and look at what is not shown.
import { expect, type Page, test } from 'playwright/test'
import { complaints, editorIsReady, expectAccessible, PASSWORD, register } from '../story.ts'
import { activity, cursorAt, paste, problems, reviewed, rows } from './story-steps.ts'

const shell = `import subprocess


def run(cmd):
    subprocess.run(f"ls {cmd}", shell=True)  # nosec


def add(item, lines=[]):
    lines.append(item)
    return lines
`

const rowOf = (page: Page, rule: string) => problems(page).locator(`button[data-finding="${rule}"]`)
const drawer = (page: Page) => page.getByRole('dialog', { name: 'Not shown' })

async function withFindings(page: Page): Promise<string> {
  const email = await register(page)
  await paste(page, 'shell.py', shell)
  await reviewed(page)
  await expect(rows(page)).toHaveCount(2)
  return email
}

async function dismiss(page: Page, rule: string, reason: string) {
  await rowOf(page, rule).click()
  await page.getByRole('button', { name: 'Dismiss', exact: true }).click()
  await page.getByRole('menuitem', { name: reason }).click()
}

test('a dismissed finding leaves its line at once, comes back by undo, and stays away in the next review', async ({
  page,
}) => {
  const heard = complaints(page)
  const email = await withFindings(page)
  const glyphs = page.locator('.lintel-glyph')
  await expect(glyphs).toHaveCount(2)
  await dismiss(page, 'patterns/mutable-default', 'Not a bug')
  await expect(rows(page)).toHaveCount(1)
  await expect(glyphs).toHaveCount(1)
  // It stays for as long as somebody rests on it.
  await page.getByRole('status').filter({ hasText: 'Dismissed (Not a bug)' }).hover()
  await expectAccessible(page)
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect(rows(page)).toHaveCount(2)
  await rowOf(page, 'patterns/mutable-default').click()
  await problems(page).getByText('Why this?').click()
  await expect(problems(page)).toContainText(`Not a bug, said by ${email}`)

  await page.getByRole('button', { name: 'Dismiss', exact: true }).click()
  await page.getByRole('menuitem', { name: 'For another reason…' }).click()
  await page.getByLabel('Why is it none?').fill('The list is shared on purpose.')
  await page.keyboard.press('Enter')
  await expect(rows(page)).toHaveCount(1)
  await reviewed(page)
  await expect(activity(page)).toContainText('1 finding in 1 file')
  await page.getByRole('button', { name: 'Dismissed (1)' }).click()
  await expect(drawer(page)).toContainText(`The list is shared on purpose., said by ${email}`)
  await expectAccessible(page)
  await drawer(page).getByRole('button', { name: 'Show again' }).click()
  await expect(drawer(page).getByRole('button', { name: 'Show again' })).toHaveCount(0)
  await page.keyboard.press('Escape')
  await expect(rows(page)).toHaveCount(2)
  expect(heard).toEqual([])
})

test('a dismissal that cannot be saved is taken back, and the words for it stay', async ({ page, context }) => {
  await withFindings(page)
  await context.setOffline(true)
  await dismiss(page, 'patterns/mutable-default', "Won't fix")
  await expect(page.getByRole('alert').filter({ hasText: 'this could not be saved' })).toBeVisible()
  await expect(rows(page)).toHaveCount(2)
  await context.setOffline(false)
  await expect(page.getByText('Live', { exact: true })).toBeVisible()
  await dismiss(page, 'patterns/mutable-default', "Won't fix")
  await expect(rows(page)).toHaveCount(1)
  await expect(page.getByRole('alert').filter({ hasText: 'this could not be saved' })).toBeVisible()
  await page.getByRole('button', { name: 'Close this message' }).first().click()
  await expect(page.getByText('this could not be saved')).toBeHidden()
})

test('what was held back is a click away, each with its reason and its place', async ({ page }) => {
  await withFindings(page)
  await page.getByRole('button', { name: 'Held back (1)' }).click()
  await expect(drawer(page).getByRole('heading', { level: 4 })).toHaveText(
    'dataflow/command-injection says the same here. (1)',
  )
  await expectAccessible(page)
  await drawer(page)
    .getByRole('button', { name: /python\/S602/ })
    .click()
  await expect(drawer(page)).toBeHidden()
  await cursorAt(page, 5)
})

test('a finding says why it is told; its evidence is walked by keyboard; its rule is switched off', async ({
  page,
}) => {
  await withFindings(page)
  await rowOf(page, 'dataflow/command-injection').click()
  await problems(page).getByText('Why this?').focus()
  await page.keyboard.press('Enter')
  for (const words of [
    'dataflow/command-injection',
    'the analyser “dataflow”',
    'CWE-78',
    'New in this review',
    '# nosec',
  ])
    await expect(problems(page).getByRole('definition').filter({ hasText: words })).toBeVisible()
  await problems(page).getByRole('button', { name: 'Ask the model' }).click()
  await expect(problems(page)).toContainText('There is no model here to ask: reviews run without one.')
  await expectAccessible(page)
  await page.getByRole('list', { name: 'How it comes about' }).getByRole('button').first().focus()
  await page.keyboard.press('Enter')
  await cursorAt(page, 4)

  await problems(page).getByRole('button', { name: 'Off in this project' }).click()
  await expect(page.getByText('dataflow/command-injection is off in this project')).toBeVisible()
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect(page.getByText('dataflow/command-injection speaks again')).toBeVisible()
  await problems(page).getByRole('button', { name: 'Off for this path' }).click()
  await expect(page.getByText(/dataflow\/command-injection is off for \S+\.py/)).toBeVisible()
  await reviewed(page)
  await expect(rowOf(page, 'dataflow/command-injection')).toHaveCount(0)
})

test('the link to a finding opens its project, file and card, also after signing in; two tabs of one person stay in step', async ({
  page,
  context,
  browser,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  const email = await withFindings(page)
  await rowOf(page, 'patterns/mutable-default').click()
  await page.getByRole('button', { name: 'Copy link' }).click()
  await expect(page.getByText('The link to this finding is in the clipboard.')).toBeVisible()
  const link = await page.evaluate(() => navigator.clipboard.readText())
  expect(new URL(link).searchParams.get('project')).toMatch(/^[0-9a-f-]{36}$/)

  const elsewhere = await browser.newContext()
  const other = await elsewhere.newPage()
  await other.goto(link)
  await other.getByLabel('E-mail').fill(email)
  await other.getByLabel('Password', { exact: true }).fill(PASSWORD)
  await other.getByRole('button', { name: 'Sign in' }).click()
  await editorIsReady(other)
  await expect(rowOf(other, 'patterns/mutable-default')).toHaveAttribute('aria-expanded', 'true')
  await cursorAt(other, 8)

  const tab = await elsewhere.newPage()
  await tab.goto(link)
  await expect(rows(tab)).toHaveCount(2)
  await dismiss(tab, 'dataflow/command-injection', 'Not a bug')
  await expect(rows(other)).toHaveCount(1)
  await tab.getByRole('button', { name: 'Undo' }).click()
  await expect(rows(other)).toHaveCount(2)
  await elsewhere.close()
})
