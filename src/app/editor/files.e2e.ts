// The files of the editor: saved while one types, kept when that fails, and never one person's words over another's.
import { expect, test } from 'playwright/test'
import { editorIsReady, PASSWORD, register, saved, typeAtStart } from '../story.ts'

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

for (const [choice, kept] of [
  ['Keep mine', '# mine'],
  ['Take theirs', '# theirs'],
] as const)
  test(`two tabs that save the same file: ${choice}`, async ({ page, context }) => {
    await register(page)
    const other = await context.newPage()
    await other.goto('/editor')
    await editorIsReady(other)
    await typeAtStart(other, '# theirs\n')
    await saved(other)

    await page.bringToFront()
    await typeAtStart(page, '# mine\n')
    await expect(page.getByTestId('save-state')).toHaveText('Conflict')
    await page.getByRole('button', { name: choice }).click()
    await saved(page)
    await page.reload()
    await editorIsReady(page)
    await expect(page.locator('.view-line', { hasText: kept })).toBeVisible()
  })

test('dropped files become files of the project; what is no text is turned away in words', async ({ page }) => {
  await register(page)
  const transfer = await page.evaluateHandle(() => {
    const data = new DataTransfer()
    data.items.add(new File(['print("hello")\n'], 'hello.py'))
    data.items.add(new File([new Uint8Array([0xff, 0xd8, 0xff, 0])], 'photo.jpg'))
    return data
  })
  await page.locator('.monaco-editor').first().dispatchEvent('dragover', { dataTransfer: transfer })
  await expect(page.getByText(/^Drop files to add them/)).toBeVisible()
  await page.locator('.monaco-editor').first().dispatchEvent('drop', { dataTransfer: transfer })
  await expect(page.getByRole('button', { name: 'Close hello.py' })).toBeVisible()
  await expect(page.getByText('photo.jpg: this is not text, so it cannot be reviewed.')).toBeVisible()
})

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
