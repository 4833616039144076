// A rule of one's own, from the template to the finding: written, seen at work, saved, and applied by a review.
import { expect, type Page, test } from 'playwright/test'
import { activity, cursorAt, problems, rows } from '../editor/story-steps.ts'
import { complaints, editorIsReady, enter, expectAccessible } from '../story.ts'

test('a new user writes a rule, sees it match, saves it, and a review of a project finds it with its fix', async ({
  page,
}) => {
  test.setTimeout(90_000)
  const heard = complaints(page)
  await enter(page)
  await page.goto('/editor')
  await editorIsReady(page)
  await page.goto('/rules')
  await page.getByRole('link', { name: 'Write a rule' }).click()
  await startFrom(page, 'Python: a call to avoid, with a fix')
  await expect(page.getByRole('status', { name: 'Matches' })).toHaveText('1 match · 2 of 2 tests pass')
  await expect(page.getByRole('figure', { name: 'With its fixes' })).toContainText('logger.info("adding", len(prices))')
  await expectAccessible(page)

  const rule = page.getByRole('textbox', { name: 'Rule' })
  const template = await rule.inputValue()
  await rule.fill(template.replace('pattern: print', 'patern: print'))
  await expect(page.getByText(/^Line \d+: rule: unknown field `patern`/)).toBeVisible()
  await rule.fill(ownRule)
  await page.getByRole('textbox', { name: 'Code', exact: true }).fill('db = sqlite3.connect("a.db")\n')
  await expect(page.getByRole('figure', { name: 'With its fixes' })).toContainText('connect("a.db", timeout=5)')
  await expect(page.getByRole('status', { name: 'Matches' })).toHaveText('1 match · 2 of 2 tests pass')
  await page.getByRole('button', { name: 'Try it there' }).click()
  await expect(page.getByRole('status', { name: 'In the project' })).toHaveText(
    /^1 place in 1 of the \d+ files it looks at\.$/,
  )
  await page.getByRole('button', { name: 'Save and apply' }).click()
  await page.waitForURL('**/rules/own/*')
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('team/patient-database')
  await expect(page.getByRole('region', { name: 'History' })).toContainText('Written')

  await page.goto('/editor')
  await editorIsReady(page)
  await page.getByRole('button', { name: 'Review', exact: false }).first().click()
  await expect(activity(page)).toContainText(/ in \d+ files?, /, { timeout: 30_000 })
  await rows(page).filter({ hasText: 'Give the connection to path a time-out' }).click()
  await cursorAt(page, 7)
  await expect(problems(page).getByText('sqlite3.connect(path, timeout=5)').first()).toBeVisible()
  await expect(problems(page).getByText('checked', { exact: true }).first()).toBeVisible()

  await page.goto('/rules')
  await page.getByRole('searchbox', { name: 'Search' }).fill('patient')
  await page.getByRole('button', { name: 'Configure team/patient-database' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('textbox', { name: 'Off for a path' }).fill('tests/**')
  await dialog.getByRole('button', { name: 'Switch off there' }).click()
  await expect(dialog.getByRole('row', { name: /tests\/\*\* off the workspace/ })).toBeVisible()
  await dialog.getByRole('switch', { name: 'On' }).click()
  await expect(dialog.getByRole('row', { name: 'all off the workspace' })).toBeVisible()
  await dialog.getByRole('button', { name: 'Close' }).click()
  await expect(dialog).toBeHidden()
  await expect(page.getByRole('list', { name: 'Rules' })).toContainText('off')
  await expectAccessible(page)
  expect(heard).toEqual([])
})

const ownRule = `id: patient-database
language: python
message: Give the connection to $PATH a time-out
rule:
  pattern: sqlite3.connect($PATH)
fix: sqlite3.connect($PATH, timeout=5)
metadata: { category: bug, severity: critical }
tests:
  valid: ['sqlite3.connect(a, timeout=1)']
  invalid: [sqlite3.connect(a)]
`

async function startFrom(page: Page, template: string) {
  const option = page.getByRole('option', { name: template })
  // The list opens once the page is alive.
  await expect(async () => {
    await page.getByRole('combobox', { name: 'Start from' }).click()
    await expect(option).toBeVisible({ timeout: 1000 })
  }).toPass()
  await option.click()
}
