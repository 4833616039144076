// The files of the editor: saved while one types, kept when that fails, and never one person's words over another's.
import { expect, type Page, test } from 'playwright/test'
import { editorIsReady, expectAccessible, PASSWORD, register, saved, typeAtStart } from '../story.ts'
import { entry } from './story-steps.ts'

test('what could not be saved survives a reload and is saved when the server is back', async ({ page }) => {
  await register(page)
  await page.route('**/api/projects/*/files/*', (route) => route.abort('internetdisconnected'))
  await typeAtStart(page, '# kept\n')
  await expect(page.getByTestId('save-state')).toHaveText('Not saved: offline')
  await page.reload()
  await editorIsReady(page)
  await expect(page.locator('.view-line', { hasText: '# kept' })).toBeVisible()
  await page.unroute('**/api/projects/*/files/*')
  await saved(page)
  await page.evaluate(() => localStorage.clear())
  await page.reload()
  await editorIsReady(page)
  await expect(page.locator('.view-line', { hasText: '# kept' })).toBeVisible()
})

test('two tabs that save the same file: both versions side by side, and mine or theirs stays', async ({
  page,
  context,
}) => {
  await register(page)
  const other = await context.newPage()
  await other.goto('/editor')
  await editorIsReady(other)
  await typeAtStart(other, '# theirs\n')
  await saved(other)

  await page.bringToFront()
  await typeAtStart(page, '# mine\n')
  await expect(page.getByTestId('save-state')).toHaveText('Conflict')
  await page.getByRole('button', { name: 'Compare side by side' }).click()
  const versions = page.getByRole('dialog', { name: 'Two versions of orders.py' })
  await expect(versions.locator('.editor.original .view-line').first()).toHaveText('#\u00a0theirs')
  await expect(versions.locator('.editor.modified .view-line').first()).toHaveText('#\u00a0mine')
  for (const side of ['Theirs', 'Mine'])
    await expect(versions.getByRole('textbox', { name: `${side}: orders.py` })).toBeAttached()
  await expectAccessible(page)
  await versions.getByRole('button', { name: 'Keep mine' }).click()
  await expect(versions).toBeHidden()
  await saved(page)
  await page.reload()
  await editorIsReady(page)
  await expect(page.locator('.view-line', { hasText: '# mine' })).toBeVisible()

  await other.bringToFront()
  await typeAtStart(other, '# once more\n')
  await expect(other.getByTestId('save-state')).toHaveText('Conflict')
  await other.getByRole('button', { name: 'Take theirs' }).click()
  await saved(other)
  await expect(other.locator('.view-line').first()).toHaveText('#\u00a0mine')
})

test('dropped files and folders become files of the project; what is no text is turned away in words', async ({
  page,
}) => {
  await register(page)
  const transfer = await page.evaluateHandle(() => {
    const data = new DataTransfer()
    data.items.add(new File(['print("hello")\n'], 'hello.py'))
    data.items.add(new File([new Uint8Array([0xff, 0xd8, 0xff, 0])], 'photo.jpg'))
    return data
  })
  await page.locator('.monaco-editor').first().dispatchEvent('dragover', { dataTransfer: transfer })
  await expect(page.getByText(/^Drop files or folders to add them/)).toBeVisible()
  await page.locator('.monaco-editor').first().dispatchEvent('drop', { dataTransfer: transfer })
  await expect(page.getByRole('button', { name: 'Close hello.py' })).toBeVisible()
  await expect(page.getByText('photo.jpg: this is not text, so it cannot be reviewed.')).toBeVisible()

  await dropFolder(page)
  const dialog = page.getByRole('dialog', { name: 'Import files' })
  await expect(dialog.getByRole('status')).toHaveText(/^Imported 2 files, skipped 1 file:/)
  await expect(dialog).toContainText('lib/photo.jpg: ')
  await dialog.getByRole('button', { name: 'Done' }).click()
  await expect(entry(page, 'lib/a.py')).toBeVisible()
  await expect(entry(page, 'lib/deep/b.py')).toBeVisible()
})

/** A folder as a browser tells of one: pages cannot make such a thing of their own. */
async function dropFolder(page: Page) {
  await page.evaluate(() => {
    const fileAt = (path: string, content: BlobPart) => ({
      isFile: true,
      isDirectory: false,
      fullPath: path,
      file: (take: (file: File) => void) => take(new File([content], path)),
    })
    const folderAt = (path: string, parts: object[][]) => ({
      isFile: false,
      isDirectory: true,
      fullPath: path,
      createReader: () => ({ readEntries: (take: (part: object[]) => void) => take(parts.shift() ?? []) }),
    })
    const deep = folderAt('/lib/deep', [[fileAt('/lib/deep/b.py', 'b = 2\n')]])
    const photo = fileAt('/lib/photo.jpg', new Uint8Array([0xff, 0xd8, 0xff, 0]))
    const lib = folderAt('/lib', [[fileAt('/lib/a.py', 'a = 1\n'), deep], [photo]])
    const data = new DataTransfer()
    data.items.add(new File([], 'lib'))
    DataTransferItem.prototype.webkitGetAsEntry = () => lib as unknown as FileSystemEntry
    const drop = new DragEvent('drop', { dataTransfer: data, bubbles: true, cancelable: true })
    document.querySelector('.monaco-editor')?.dispatchEvent(drop)
  })
}

test('when the session is over, what was typed waits for the way back in', async ({ page, context }) => {
  const email = await register(page)
  await context.clearCookies()
  await typeAtStart(page, '# mine\n')
  await expect(page.getByText('Your session is over.')).toBeVisible()
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.waitForURL('**/login?next=%2Feditor')
  await page.getByLabel('E-mail').fill(email)
  await page.getByLabel('Password', { exact: true }).fill(PASSWORD)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.waitForURL('**/editor')
  await editorIsReady(page)
  await expect(page.locator('.view-line', { hasText: '# mine' })).toBeVisible()
  await saved(page)
})
