// The rules, as somebody looks one up.
import { expect, test } from 'playwright/test'
import { complaints, enter, expectAccessible } from '../story.ts'

test('a rule is found by its words, and its page says what, why and whether there is a fix', async ({ page }) => {
  const heard = complaints(page)
  await enter(page)
  await page.goto('/rules')
  await expect(page.getByRole('status')).toHaveText(/^\d{3} rules$/)
  await page.getByRole('searchbox', { name: 'Search' }).fill('cwe-89')
  await expect(page.getByRole('status')).toHaveText(/^\d{1,2} of \d{3} rules$/)
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
  await page.getByRole('searchbox', { name: 'Search' }).fill('no such words anywhere')
  await expect(page.getByText('No rule fits.')).toBeVisible()
  await expectAccessible(page)
  expect(heard).toEqual([])
})

test('a rule that does not exist is not found', async ({ page }) => {
  await enter(page)
  expect((await page.goto('/rules/python/nothing'))?.status()).toBe(404)
})
