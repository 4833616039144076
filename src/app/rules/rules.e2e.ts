// The rules, as somebody looks one up.
import { expect, type Locator, type Page, test } from 'playwright/test'
import { enter, expectAccessible } from '../story.ts'

test('a rule is found by its words, and its page says what, why and whether there is a fix', async ({ page }) => {
  await enter(page)
  await page.goto('/rules')
  await expect(page.getByRole('status')).toHaveText(/^\d{3} rules$/)
  await searchFor(page, 'cwe-89', page.getByText(/^\d{1,2} of \d{3} rules$/))
  await page.getByRole('combobox', { name: 'Language' }).click()
  await page.getByRole('option', { name: 'Go', exact: true }).click()
  await expectAccessible(page)
  await page.getByRole('link', { name: 'A value from outside becomes part of an SQL statement' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(
    'A value from outside becomes part of an SQL statement',
  )
  await expect(page.getByText('dataflow/sql-injection')).toBeVisible()
  await expect(page.getByRole('link', { name: 'CWE-89' })).toBeVisible()
  await expect(page.getByText(/^None\. /)).toBeVisible()
  await expectAccessible(page)
  await page.getByRole('link', { name: 'All rules' }).click()
  await searchFor(page, 'no such words anywhere', page.getByText('No rule fits.'))
  await expectAccessible(page)
})

test('a rule that does not exist is not found', async ({ page }) => {
  await enter(page)
  expect((await page.goto('/rules/python/nothing'))?.status()).toBe(404)
})

/** Typed again where the page was not alive yet. */
const searchFor = (page: Page, words: string, result: Locator) =>
  expect(async () => {
    await page.getByRole('searchbox', { name: 'Search' }).fill('')
    await page.getByRole('searchbox', { name: 'Search' }).fill(words)
    await expect(result).toBeVisible({ timeout: 2000 })
  }).toPass({ timeout: 20_000 })
