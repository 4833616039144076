// What the editor's stories share: where things stand on the page, and code put into it.
import { expect, type Page } from 'playwright/test'

export const problems = (page: Page) => page.getByRole('region', { name: 'Problems' })
export const rows = (page: Page) => problems(page).locator('button[data-finding]')
export const activity = (page: Page) => page.getByTestId('review-activity')
export const cursorAt = (page: Page, line: number) => expect(page.getByText(`Ln ${line}, Col`)).toBeVisible()

/** A file or a folder in the tree. */
export const entry = (page: Page, name: string) =>
  page.getByRole('tree', { name: 'Files' }).locator(`[role=treeitem][data-value="${name}"]`)

/** Pastes code into a new file, through the dialog. */
export async function paste(page: Page, path: string, code: string) {
  await page.getByRole('button', { name: 'New file' }).click()
  await page.getByLabel('Name').fill(path)
  await page.getByLabel('Code (optional)').fill(code)
  await page.getByRole('button', { name: 'Create file' }).click()
  await expect(page.getByRole('dialog')).toBeHidden()
  await expect(page.getByRole('button', { name: `Close ${path}` })).toBeVisible()
}

/** Reviews the file that is open, to its end. */
export async function reviewed(page: Page) {
  await page.keyboard.press('ControlOrMeta+Enter')
  await expect(activity(page)).toContainText(/ in \d+ files?, /)
}
