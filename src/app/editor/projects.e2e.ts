// Projects as a whole: made, named, gone to, filled from outside, taken along and deleted.

import { readFile } from 'node:fs/promises'
import { strToU8, unzipSync, zipSync } from 'fflate'
import { expect, type Page, test } from 'playwright/test'
import { complaints, editorIsReady, expectAccessible, register, saved, typeAtStart } from '../story.ts'
import { entry, paste, reviewed, rows } from './story-steps.ts'

const menu = (page: Page, item: string | RegExp) =>
  page
    .getByRole('button', { name: /^Project / })
    .click()
    .then(() => page.getByRole('menuitem', { name: item }).click())

test('what was found so far is accepted, only what is new is shown, and it can be taken back', async ({ page }) => {
  await register(page)
  await paste(page, 'a.py', 'import os\n\n\ndef f(name):\n    os.system("rm " + name)\n')
  await reviewed(page)
  await expect(rows(page)).toHaveCount(1)
  await menu(page, 'Accept everything found so far')
  await expect(rows(page)).toHaveCount(0)
  const heldBack = page.getByRole('button', { name: /^Held back \(\d\)$/ })
  await expect(heldBack).toBeVisible()
  await reviewed(page)
  await expect(rows(page)).toHaveCount(0)
  await paste(page, 'b.py', 'def g():\n    return missing\n')
  await reviewed(page)
  await expect(rows(page).first()).toContainText('missing')
  await entry(page, 'a.py').click()
  await reviewed(page)
  await expect(rows(page)).toHaveCount(0)
  await heldBack.click()
  await expect(page.getByText(/^Accepted with the baseline of/).first()).toBeVisible()
  await expectAccessible(page)
  await page.keyboard.press('Escape')
  await menu(page, 'Show accepted findings again')
  await expect(rows(page)).toHaveCount(1)
})

test('a project is made, renamed and left for another', async ({ page }) => {
  const heard = complaints(page)
  await register(page)
  await page.getByRole('button', { name: /^Project / }).click()
  await expect(page.getByRole('menuitem', { name: 'Sample: order desk' })).toBeVisible()
  await expectAccessible(page)
  await page.getByRole('menuitem', { name: 'New project…' }).click()
  await page.getByRole('textbox', { name: 'Name' }).fill('Second')
  await expectAccessible(page)
  await page.keyboard.press('Enter')
  await expect(page.getByRole('button', { name: 'Project Second' })).toBeVisible()
  await expect(page.getByText('This project has no files yet.')).toBeVisible()
  await expectAccessible(page)

  await menu(page, 'Rename this project…')
  await page.getByRole('textbox', { name: 'Name' }).fill('Third')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('button', { name: 'Project Third' })).toBeVisible()
  await menu(page, 'Sample: order desk')
  await expect(page.getByRole('button', { name: 'Project Sample: order desk' })).toBeVisible()
  await expect(entry(page, 'orders.py')).toBeVisible()
  await page.reload()
  await expect(page.getByRole('button', { name: 'Project Sample: order desk' })).toBeVisible()

  expect(heard).toEqual([])
})

test('a project is deleted after a question that says what goes with it', async ({ page }) => {
  const heard = complaints(page)
  await register(page)
  await menu(page, 'New project…')
  await page.getByRole('textbox', { name: 'Name' }).fill('Third')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('button', { name: 'Project Third' })).toBeVisible()
  await paste(page, 'a.py', 'import os\n')
  await reviewed(page)
  await menu(page, 'Delete this project…')
  await expect(page.getByRole('dialog')).toContainText('Third goes with its 1 file, its 1 review and')
  await expectAccessible(page)
  await page.getByRole('button', { name: 'Delete project' }).click()
  await expect(page.getByRole('button', { name: 'Project Sample: order desk' })).toBeVisible()
  expect(heard).toEqual([])
})

test('a zip is imported: nothing at first where a path is taken, then the rest, with each skipped file and why', async ({
  page,
}) => {
  await register(page)
  const zip = zipSync({
    'orders.py': strToU8('x = 1\n'),
    'new/there.py': strToU8('y = 2\n'),
    'photo.jpg': new Uint8Array([0xff, 0xd8, 0xff, 0]),
  })
  const file = { name: 'all.zip', mimeType: 'application/zip', buffer: Buffer.from(zip) }
  await menu(page, 'Import files…')
  await page.getByLabel('Files or zips to import').setInputFiles(file)
  await expect(page.getByRole('dialog').getByRole('alert')).toContainText('Nothing was imported.')
  await page.getByLabel('Keep what is there').check()
  await page.getByLabel('Files or zips to import').setInputFiles(file)
  await expect(page.getByRole('status').filter({ hasText: 'Imported' })).toContainText(
    'Imported 1 file, skipped 2 files:',
  )
  await expect(page.getByRole('dialog')).toContainText('photo.jpg: ')
  await expectAccessible(page)
  await page.getByLabel('Replace what is there').check()
  await page.getByLabel('Files or zips to import').setInputFiles(file)
  await expect(page.getByRole('status').filter({ hasText: 'Imported' })).toContainText('skipped 1 file:')
  await page.getByRole('button', { name: 'Done' }).click()
  await expect(entry(page, 'new/there.py')).toBeVisible()
  await expect(page.locator('.view-line').first()).toHaveText('x\u00a0=\u00a01')
})

test('an export holds every file, with what was typed a moment before', async ({ page }) => {
  await register(page)
  await editorIsReady(page)
  await typeAtStart(page, '# typed\n')
  const [download] = await Promise.all([page.waitForEvent('download'), menu(page, 'Export as zip')])
  const files = unzipSync(await readFile(await download.path()))
  expect(Object.keys(files).sort()).toEqual(['Stock.java', 'orders.py', 'server.ts'])
  expect(new TextDecoder().decode(files['orders.py'])).toMatch(/^# typed\n/)
  await saved(page)
})
