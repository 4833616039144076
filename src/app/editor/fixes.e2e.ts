// Fixes: seen before they are made, one by one or all at once, taken back, and told as fixed by the next review.
import { execFileSync } from 'node:child_process'
import { readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { expect, type Page, test } from 'playwright/test'
import { complaints, expectAccessible, register } from '../story.ts'
import { activity, cursorAt, entry, paste, problems, reviewed, rows } from './story-steps.ts'

const same = `class Same {
  boolean one(String a) {
    return a == "x";
  }

  boolean other(String b) {
    return b == "y";
  }
}
`

const line = (page: Page, text: string) => page.locator('.view-line', { hasText: text })
const card = (page: Page) => page.locator('.lintel-card')

async function withFixes(page: Page) {
  await register(page)
  await paste(page, 'Same.java', same)
  await reviewed(page)
  await expect(rows(page)).toHaveCount(2)
}

test('all checked fixes at once, undone at once; and the next review says what is fixed', async ({ page }) => {
  const heard = complaints(page)
  await withFixes(page)
  await page.getByRole('button', { name: 'Apply all 2 checked fixes' }).click()
  await expect(line(page, '=="x"')).toHaveCount(0)
  await expect(page.getByText('Applied 2 fixes in 1 file.')).toBeVisible()
  await expect(rows(page).first()).toContainText('fix applied')
  await expectAccessible(page)
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect(rows(page).first()).not.toContainText('fix applied')
  await page.getByRole('button', { name: 'Apply all 2 checked fixes' }).click()
  await expect(rows(page).first()).toContainText('fix applied')
  await reviewed(page)
  await expect(activity(page)).toContainText('Clean No findings in 1 file')
  await expect(activity(page)).toContainText('2 fixed')
  const fixed = problems(page).getByRole('region', { name: /^Fixed since the review before/ })
  await expect(fixed.getByRole('listitem')).toHaveCount(2)
  await expectAccessible(page)
  expect(heard).toEqual([])
})

test('the checked fixes leave as a patch that git takes', async ({ page }, { outputDir }) => {
  await withFixes(page)
  await page.getByRole('button', { name: 'Export this review' }).click()
  const item = page.getByRole('menuitem', { name: 'Checked fixes as a patch' })
  await expect(item).toBeVisible()
  await expectAccessible(page)
  const [download] = await Promise.all([page.waitForEvent('download'), item.click()])
  const [patch, file] = [path.join(outputDir, 'fixes.patch'), path.join(outputDir, 'Same.java')]
  await download.saveAs(patch)
  await writeFile(file, same)
  // As in a folder that is no part of a repository.
  const env = { ...process.env, GIT_CEILING_DIRECTORIES: path.dirname(outputDir) }
  execFileSync('git', ['apply', patch], { cwd: outputDir, env })
  expect((await readFile(file, 'utf8')).match(/equals\(/g)).toHaveLength(2)
})

test('the lightbulb shows the fix in the text, by keyboard, before it is made', async ({ page }) => {
  await withFixes(page)
  await page.keyboard.press('F8')
  await cursorAt(page, 3)
  await page.keyboard.press('Control+.')
  await expect(page.getByRole('option', { name: /Show the fix/ })).toBeVisible()
  await page.keyboard.press('Enter')
  await expect(card(page).locator('del')).toContainText('a == "x"')
  await expect(card(page).locator('ins')).toContainText('equals')
  await expect(card(page)).toBeFocused()
  await expectAccessible(page)
  await page.keyboard.press('Escape')
  await expect(card(page)).toBeHidden()
  await expect(page.locator('.monaco-editor.focused')).toBeVisible()

  await page.locator('.lintel-glyph').last().click()
  await expect(card(page)).toContainText('b == "y"')
  await card(page).getByRole('button', { name: 'Apply fix' }).click()
  await expect(card(page)).toContainText('Applied. Review again to see it gone.')
  await reviewed(page)
  await expect(activity(page)).toContainText('1 finding in 1 file')
  await expect(activity(page)).toContainText('1 fixed')
})

test('a fix is offered after a reload too, as long as the code is the reviewed one', async ({ page }) => {
  await withFixes(page)
  await page.reload()
  await entry(page, 'Same.java').click()
  await expect(page.getByRole('button', { name: 'Apply all 2 checked fixes' })).toBeVisible()
})
