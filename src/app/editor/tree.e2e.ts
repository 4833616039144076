// The tree of files: folders that fold, new names and places, and ends; by mouse and by keyboard alone.
import { expect, test } from 'playwright/test'
import { complaints, editorIsReady, expectAccessible, register, saved, typeAtStart } from '../story.ts'
import { entry, paste } from './story-steps.ts'

test('a file is renamed into a folder, keeps its tab and its words, and the folder folds and stays so', async ({
  page,
}) => {
  const heard = complaints(page)
  await register(page)
  await paste(page, 'one.py', 'print("one")\n')
  await typeAtStart(page, '# typed\n')
  await entry(page, 'one.py').click({ button: 'right' })
  await page.getByRole('menuitem', { name: 'Rename or move…' }).click()
  await expectAccessible(page)
  await page.getByLabel('Path').fill('lib/../two.py')
  await page.getByRole('button', { name: 'Move', exact: true }).click()
  await expect(page.getByText('A path may not hold empty, . or .. parts.')).toBeVisible()
  await page.getByLabel('Path').fill('lib/deep/two.py')
  await page.getByRole('button', { name: 'Move', exact: true }).click()
  await expect(page.getByRole('button', { name: 'Close lib/deep/two.py' })).toBeVisible()
  await expect(page.locator('.view-line', { hasText: '# typed' })).toBeVisible()
  await typeAtStart(page, '# after\n')
  await saved(page)

  await entry(page, 'lib/').locator('> div').click()
  await expect(entry(page, 'lib/deep/two.py')).toBeHidden()
  await page.reload()
  await editorIsReady(page)
  await expect(entry(page, 'lib/')).toHaveAttribute('aria-expanded', 'false')
  await entry(page, 'lib/').locator('> div').click()
  await entry(page, 'lib/deep/two.py').click()
  await expect(page.locator('.view-line', { hasText: '# after' })).toBeVisible()
  await expect(page.locator('.view-line', { hasText: '# typed' })).toBeVisible()
  await expectAccessible(page)
  expect(heard).toEqual([])
})

test('by keyboard: a folder moves with all that is in it, and is deleted after a question that says how much', async ({
  page,
}) => {
  await register(page)
  await paste(page, 'aa/one.py', 'a = 1\n')
  await paste(page, 'aa/two.py', 'b = 2\n')
  await entry(page, 'aa/one.py').click()
  await page.keyboard.press('ArrowLeft')
  await expect(entry(page, 'aa/')).toBeFocused()
  await page.keyboard.press('Shift+F10')
  await expect(page.getByRole('menuitem', { name: 'New file here…' })).toBeVisible()
  await expectAccessible(page)
  await page.keyboard.press('Escape')
  await expect(page.getByRole('menu')).toBeHidden()
  await entry(page, 'aa/').focus()
  await page.keyboard.press('F2')
  await page.getByLabel('Path').fill('ab/cc')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('button', { name: 'Close ab/cc/one.py' })).toBeVisible()
  await expect(page.getByRole('button', { name: 'Close ab/cc/two.py' })).toBeVisible()

  await entry(page, 'ab/cc/').focus()
  await page.keyboard.press('Delete')
  await expect(page.getByRole('dialog')).toContainText('The folder ab/cc and the 2 files in it are deleted')
  await page.getByRole('button', { name: 'Delete', exact: true }).click()
  await expect(entry(page, 'ab/')).toHaveCount(0)
  await expect(page.getByRole('button', { name: 'Close ab/cc/one.py' })).toHaveCount(0)
  await page.reload()
  await editorIsReady(page)
  await expect(entry(page, 'ab/')).toHaveCount(0)
})

test('a file is dragged into a folder; where its name is taken it stays, with the reason', async ({ page }) => {
  await register(page)
  await paste(page, 'aa/one.py', 'a = 1\n')
  await paste(page, 'one.py', 'b = 2\n')
  await paste(page, 'two.py', 'c = 3\n')
  await entry(page, 'two.py').locator('> div').dragTo(entry(page, 'aa/one.py').locator('> div'))
  await expect(entry(page, 'aa/two.py')).toBeVisible()
  await expect(page.getByRole('button', { name: 'Close aa/two.py' })).toBeVisible()
  await entry(page, 'one.py').locator('> div').dragTo(entry(page, 'aa/one.py').locator('> div'))
  await expect(page.getByText(/^one\.py was not moved\./)).toBeVisible()
  await expect(entry(page, 'one.py')).toBeVisible()
})
