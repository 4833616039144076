// The past, as somebody looks into it: reviews in a list, one with its own address, two beside each other, findings that
// people talk about, and what all of it adds up to.
import { expect, type Page, test } from 'playwright/test'
import { complaints, enter, expectAccessible, post } from '../story.ts'

const before =
  'import os\n\n\ndef run(name):\n    os.system("ls " + name)\n\n\ndef load(text):\n    return eval(text)\n'
const after = 'import os\n\n\ndef run(name):\n    return os.listdir(name)\n\n\ndef load(text):\n    return eval(text)\n'

async function reviewed(page: Page, body: object): Promise<string> {
  const { id } = await (await post(page, '/api/reviews', body)).json()
  await expect
    .poll(async () => (await (await page.request.get(`/api/reviews/${id}`)).json()).status, { timeout: 30_000 })
    .toBe('completed')
  return id
}

/** Two reviews of one project: the second has mended one of two things. */
async function twoReviews(page: Page) {
  const project = await (await post(page, '/api/projects', { name: 'till' })).json()
  const of = (content: string, title: string) => ({
    title,
    projectId: project.id,
    files: [{ path: 'app/till.py', content }],
  })
  return [await reviewed(page, of(before, 'First look')), await reviewed(page, of(after, 'Second look'))] as const
}

async function fitsOnAPhone(page: Page) {
  await page.setViewportSize({ width: 390, height: 844 })
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
  expect(wide, 'beyond the right edge').toBe(0)
  await page.setViewportSize({ width: 1280, height: 720 })
}

test('history: found by words, opened, compared, shared with nobody else, and deleted', async ({ page, browser }) => {
  const heard = complaints(page)
  await enter(page)
  await page.goto('/reviews')
  await expect(page.getByText('Nothing was reviewed yet.')).toBeVisible()
  await expectAccessible(page)
  const [first] = await twoReviews(page)

  await page.goto('/reviews')
  const list = page.getByRole('list', { name: 'Reviews' })
  await expect(page.getByRole('status')).toHaveText('2 reviews')
  await expect(list.getByRole('listitem').filter({ hasText: 'Second look' })).toContainText(/till · Python · took/)
  await fitsOnAPhone(page)
  await page.getByRole('searchbox', { name: 'Search' }).fill('first till')
  await page.getByRole('button', { name: 'Show' }).click()
  await expect(page.getByRole('status')).toHaveText('1 review')
  await page.goto('/reviews?q=nothing-of-that-kind')
  await expect(page.getByText('No review fits.')).toBeVisible()
  await page.goto('/reviews?status=sleeping')
  await expect(page.locator('main').getByRole('alert')).toContainText('A status is one of')
  for (const name of ['First look', 'Second look']) await page.getByRole('checkbox', { name: `Select ${name}` }).check()
  await expectAccessible(page)

  await page.getByRole('link', { name: 'Compare' }).click()
  await expect(page.getByRole('region', { name: 'Fixed' }).getByRole('link')).toHaveCount(1)
  await expect(page.getByRole('region', { name: 'Still open' }).getByRole('link')).toHaveCount(1)
  await expect(page.locator('del')).toHaveText('    os.system("ls " + name)')
  await expect(page.locator('ins')).toHaveText('    return os.listdir(name)')
  await expectAccessible(page)
  await fitsOnAPhone(page)

  await page.getByRole('region', { name: 'Fixed' }).getByRole('link').click()
  await expect(page).toHaveURL(new RegExp(`/reviews/${first}\\?file=app%2Ftill.py#finding-`))
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('First look')
  await expect(page.locator('#L5')).toContainText('os.system')
  await expect(page.getByRole('article')).toHaveCount(2)
  await expect(page.getByRole('region', { name: 'Timeline' }).getByRole('listitem').last()).toContainText('Completed')
  await expectAccessible(page)
  await fitsOnAPhone(page)
  const [saved] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('navigation', { name: 'Export' }).getByRole('link', { name: 'SARIF' }).click(),
  ])
  expect(saved.suggestedFilename()).toBe(`review-${first}.sarif`)

  const stranger = await browser.newPage()
  await enter(stranger)
  expect((await stranger.goto(`/reviews/${first}`))?.status()).toBe(404)
  expect((await stranger.goto(`/reviews/compare?a=${first}&b=${first}`))?.status()).toBe(404)
  await stranger.close()

  await page.goto('/reviews')
  await page.getByRole('checkbox', { name: 'Select First look' }).check()
  await page.getByRole('button', { name: 'Delete 1' }).click()
  await expectAccessible(page)
  await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click()
  await expect(page.getByRole('status')).toHaveText('1 review')
  expect(heard).toEqual([])
})

test('findings are talked about, and every number of the dashboard opens the list that it counts', async ({ page }) => {
  const heard = complaints(page)
  await enter(page)
  await page.goto('/findings')
  await expect(page.getByText('Nothing is open.')).toBeVisible()
  await page.goto('/dashboard')
  await expect(page.getByText('Nothing was reviewed in these days.')).toBeVisible()
  await expectAccessible(page)
  await twoReviews(page)

  await page.goto('/findings')
  await expect(page.getByRole('status')).toHaveText('1 finding')
  await page.getByRole('button', { name: /^Discuss: / }).click()
  await page.getByLabel('Comment').fill('The text comes from our own form.')
  await page.getByRole('button', { name: 'Comment', exact: true }).click()
  await expect(page.getByRole('list', { name: 'Findings' })).toContainText('The text comes from our own form.')
  await expect(page.getByRole('button', { name: /^1 comment: / })).toBeVisible()
  await expectAccessible(page)
  await fitsOnAPhone(page)
  await page.getByRole('button', { name: 'Dismiss' }).click()
  await page.getByRole('menuitem', { name: 'Not relevant' }).click()
  await expect(page.getByText('Nothing is open.')).toBeVisible()

  await page.goto('/dashboard')
  await expectAccessible(page)
  await fitsOnAPhone(page)
  for (const title of ['Findings by severity', 'New against fixed', 'Reviews', 'Waiting']) {
    const chart = page.getByRole('region', { name: title, exact: true })
    await chart.getByText('Table').click()
    const cells = chart.getByRole('cell').getByRole('link')
    const numbers = (await cells.all()).length
    expect(numbers, title).toBeGreaterThan(0)
    const [href, counted] = [await cells.last().getAttribute('href'), await cells.last().textContent()]
    await page.goto(href as string)
    await expect(page.getByRole('status'), title).toHaveText(new RegExp(`^${counted} (review|finding)s?$`))
    await page.goBack()
  }
  const rules = page.getByRole('region', { name: 'Rules', exact: true })
  await expect(rules.getByRole('row').nth(1)).toContainText('Not relevant (1)')
  await rules
    .getByRole('button', { name: /^Switch off / })
    .first()
    .click()
  await expect(rules).toContainText('Off from the next review on')
  await expectAccessible(page)
  await rules.getByRole('button', { name: /^Undo: / }).click()
  await expect(rules).toContainText('On again')
  const [csv] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: 'Findings by severity as CSV' }).click(),
  ])
  expect(csv.suggestedFilename()).toBe('findings-by-severity.csv')
  await page.locator('svg a').first().dispatchEvent('click')
  await expect(page).toHaveURL(/\/(findings|reviews)\?/)
  expect(heard).toEqual([])
})
