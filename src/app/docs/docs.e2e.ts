// The page about the HTTP interface, read by somebody who is not signed in.
import { expect, test } from 'playwright/test'
import { complaints, expectAccessible } from '../story.ts'

test('every operation is on the page, with an example and links to its schemas', async ({ page, request }) => {
  const heard = complaints(page)
  const { paths } = await (await request.get('/api/openapi.json')).json()
  const asked: string[] = []
  page.on('request', (one) => one.url().startsWith('http') && asked.push(new URL(one.url()).host))
  await page.goto('/docs')
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('HTTP interface')
  const count = Object.values<object>(paths).reduce((sum, path) => sum + Object.keys(path).length, 0)
  await expect(page.locator('details')).toHaveCount(count)
  const submit = page.locator('details', { has: page.locator('summary', { hasText: 'POST /api/reviews Submits' }) })
  await submit.locator('summary').click()
  await expect(submit.locator('pre').first()).toContainText('"path": "shop/collect.py"')
  await expect(submit).toContainText('a token with the scope reviews:write')
  await expectAccessible(page)
  await submit.getByRole('link', { name: 'Accepted' }).click()
  await expect(page.locator('#schema-Accepted')).toBeInViewport()
  await page.setViewportSize({ width: 360, height: 740 })
  expect(await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)).toBeLessThanOrEqual(0)
  expect(heard).toEqual([])
  expect(new Set(asked).size, 'nothing comes from elsewhere').toBe(1)
})
