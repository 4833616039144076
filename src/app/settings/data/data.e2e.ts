// Webhook and data, as somebody sets them, takes everything along and leaves.
import { expect, test } from 'playwright/test'
import { Webhook } from 'standardwebhooks'
import { startReceiver } from '../../../../bin/testing/receiver.ts'
import { complaints, enter, expectAccessible, PASSWORD, post } from '../../story.ts'

test('a webhook is set, its secret is told once, a test arrives signed, and so does the end of a review', async ({
  page,
}) => {
  const receiver = await startReceiver()
  await enter(page)
  const said = complaints(page)
  await page.goto('/settings/webhook')
  const messages = page.getByRole('region', { name: 'Messages', exact: true })
  await expect(messages.first()).toContainText('Nothing was sent yet.')
  await page.getByLabel('Address').fill(receiver.url)
  await page.getByRole('button', { name: 'Save' }).click()
  const secret = await page.getByLabel('Secret', { exact: true }).inputValue()
  expect(secret).toMatch(/^whsec_/)
  await page.getByRole('button', { name: 'Send a test' }).click()
  await expect(messages.first()).toContainText('webhook.test')
  await expect(messages.first()).toContainText('delivered', { timeout: 20_000 })
  await post(page, '/api/reviews', { code: 'x = 1\n', language: 'python' })
  await expect.poll(() => receiver.heard.length, { timeout: 30_000 }).toBe(2)
  const events = receiver.heard.map(({ body, headers }) => new Webhook(secret).verify(body, headers))
  expect(events).toMatchObject([
    { type: 'webhook.test' },
    { type: 'review.completed', data: { summary: { verdict: 'clean' } } },
  ])
  await page.reload()
  await expect(messages.first()).toContainText('review.completed')
  await expect(page.locator('body')).not.toContainText(secret)
  await expectAccessible(page)
  await page.getByRole('button', { name: 'Make another secret' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Make another secret' }).click()
  await expect(page.getByLabel('Secret', { exact: true })).not.toHaveValue(secret)
  await expect(page.getByText('The one before is good until')).toBeVisible()
  await page.getByRole('button', { name: 'Remove', exact: true }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Remove webhook' }).click()
  await expect(page.getByLabel('Address')).toHaveValue('')
  expect(said).toEqual([])
  receiver.stop()
})

test('how long things are kept is said, everything is downloaded, and the account goes with its password alone', async ({
  page,
}) => {
  const email = await enter(page)
  await page.goto('/settings/data')
  await page.getByLabel('Code of reviews').fill('90')
  await page.getByLabel('Reviews', { exact: true }).fill('30')
  await page.getByRole('button', { name: 'Save' }).click()
  await expect(page.getByText('Code cannot be kept longer than the review it belongs to.')).toBeVisible()
  await page.getByLabel('Code of reviews').fill('7')
  await page.getByRole('button', { name: 'Save' }).click()
  await expect(page.getByText('Saved.')).toBeVisible()
  await page.reload()
  await expect(page.getByLabel('Code of reviews')).toHaveValue('7 days')
  const download = page.waitForEvent('download')
  await page.getByRole('button', { name: 'Download everything' }).click()
  expect((await download).suggestedFilename()).toBe('lintel.zip')
  await expectAccessible(page)
  await page.getByRole('button', { name: 'Delete account' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Your password').fill('not my password')
  await dialog.getByRole('button', { name: 'Delete my account' }).click()
  await expect(dialog.getByText('This is not your password.')).toBeVisible()
  await dialog.getByLabel('Your password').fill(PASSWORD)
  await dialog.getByRole('button', { name: 'Delete my account' }).click()
  await page.waitForURL('**/login')
  await page.getByLabel('E-mail').fill(email)
  await page.getByLabel('Password', { exact: true }).fill(PASSWORD)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await expect(page.locator('form').getByRole('alert')).toContainText('do not belong together')
})
