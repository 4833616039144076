// The list of problems, and the ways to review more than one file: searched, grouped, walked, and told when nobody looks.
import { expect, type Page, test } from 'playwright/test'
import { complaints, expectAccessible, register } from '../story.ts'
import { activity, cursorAt, paste, problems, reviewed, rows } from './story-steps.ts'

const headings = (page: Page) => problems(page).getByRole('heading', { level: 3 })

async function reviewAll(page: Page) {
  await register(page)
  await page.getByRole('button', { name: 'More ways to review' }).click()
  await page.getByRole('menuitem', { name: 'Review all files' }).click()
  await expect(activity(page)).toContainText(/findings in 3 files/)
}

test('problems are searched, filtered and grouped by keyboard, and what is left out is counted', async ({ page }) => {
  const heard = complaints(page)
  await reviewAll(page)
  const count = await rows(page).count()
  await expect(headings(page)).toHaveText([/^orders\.py/, /^server\.ts/, /^Stock\.java/])
  await page.getByLabel('Search in problems').focus()
  await page.keyboard.type('orders sql')
  await expect(rows(page)).toHaveCount(1)
  await expect(problems(page)).toContainText(`${count - 1} more do not fit`)
  await page.getByRole('button', { name: `Show all ${count}` }).click()
  await expect(rows(page)).toHaveCount(count)

  await page.getByLabel('Group by').selectOption('rule')
  await expect(headings(page).first()).toHaveText(/^\w+\/[\w-]+\d+$/)
  await page.getByLabel('Group by').selectOption('severity')
  await expect(headings(page).first()).toHaveText(/^(Critical|High)\d+$/)
  await page.getByRole('button', { name: 'Filter' }).focus()
  await page.keyboard.press('Enter')
  await page.getByRole('checkbox', { name: 'bug' }).focus()
  await page.keyboard.press('Space')
  await expect(rows(page)).toHaveCount(3)
  await expectAccessible(page)
  await page.keyboard.press('Escape')
  await expect(page.getByRole('button', { name: 'Filter, in use' })).toBeFocused()
  expect(heard).toEqual([])
})

test('F8 walks through all files, in both directions', async ({ page }) => {
  await reviewAll(page)
  const places = await rows(page).evaluateAll((all) => all.map((row) => Number(row.dataset.line)))
  for (const [index, place] of places.entries()) {
    await page.keyboard.press('F8')
    await expect(rows(page).nth(index)).toHaveAttribute('aria-expanded', 'true')
    await cursorAt(page, place)
  }
  await expect(page.getByRole('button', { name: 'Close Stock.java' })).toBeVisible()
  await page.keyboard.press('F8')
  await cursorAt(page, places[0] as number)
  await page.keyboard.press('Shift+F8')
  await cursorAt(page, places.at(-1) as number)
})

test('chosen files are reviewed together, and then only what changed', async ({ page }) => {
  await reviewAll(page)
  await page.getByRole('button', { name: 'More ways to review' }).click()
  await expect(page.getByRole('menuitem', { name: 'Nothing changed since the last review' })).toBeDisabled()
  await page.getByRole('menuitem', { name: 'Choose files…' }).click()
  const dialog = page.getByRole('dialog', { name: 'Review which files?' })
  await dialog.getByLabel('orders.py').check()
  await dialog.getByLabel('Stock.java').check()
  await expectAccessible(page)
  await dialog.getByRole('button', { name: 'Review 2 files' }).click()
  await expect(activity(page)).toContainText('in 2 files')
  await paste(page, 'new.py', 'x = 1\n')
  await page.getByRole('button', { name: 'More ways to review' }).click()
  await page.getByRole('menuitem', { name: 'Review what changed (1)' }).click()
  await expect(activity(page)).toContainText('Clean No findings in 1 file')
})

test('the title counts, and who asked for it is told of the end while away', async ({ page, context }) => {
  await context.grantPermissions(['notifications'])
  // The browser's own notices are not to be seen from a page, so what is handed to them is written down.
  await page.addInitScript(() => {
    const told: string[] = []
    Object.assign(window, { told })
    window.Notification = class extends Notification {
      constructor(title: string, options?: NotificationOptions) {
        super(title, options)
        told.push(`${title} - ${options?.body}`)
      }
    }
  })
  const told = () => page.evaluate(() => (window as unknown as { told: string[] }).told)
  await register(page)
  await paste(page, 'a.py', 'def add(item, lines=[]):\n    return lines\n')
  await reviewed(page)
  await expect(page).toHaveTitle(/^\(1\) Editor/)
  expect(await told()).toEqual([])

  await page.getByRole('button', { name: 'More ways to review' }).click()
  await page.getByRole('menuitemcheckbox', { name: 'Tell me when a review ends' }).click()
  await expect(page.getByRole('menuitemcheckbox', { name: 'Tell me when a review ends' })).toBeChecked()
  await expectAccessible(page)
  await page.keyboard.press('Escape')
  await page.evaluate(() => Object.defineProperty(document, 'hidden', { get: () => true }))
  await page.keyboard.press('ControlOrMeta+Enter')
  await expect.poll(told).toEqual(['Lintel: a.py - 1 finding.'])
})
