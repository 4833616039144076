// The whole circle as a person sees it: code goes in, findings land on its lines, and nothing typed is lost.
import { expect, type Page, test } from 'playwright/test'
import { isTerminal, type Review } from '#contract/review.ts'
import { planted } from '../../analysis/cases/planted.ts'
import { complaints, editorIsReady, expectAccessible, register, registerByHand, saved, typeAtStart } from '../story.ts'
import { activity, cursorAt, entry, paste, problems, rows } from './story-steps.ts'

test('a new person reviews the sample: progress, markers, a list, and a cursor that follows', async ({ page }) => {
  const heard = complaints(page)
  await registerByHand(page)
  await expect(page.getByRole('tree', { name: 'Files' }).locator('[role=treeitem]:not([aria-expanded])')).toHaveCount(3)
  await expect(page.getByText('Live', { exact: true })).toBeVisible()
  await expect(page.getByText(/^\d+ of \d+ reviews left this hour$/)).toBeVisible()

  await page.getByRole('button', { name: 'More ways to review' }).click()
  await page.getByRole('menuitem', { name: 'Review all files' }).click()
  await expect(activity(page)).toContainText(/\d+ findings in 3 files/)
  const row = rows(page).first()
  const line = Number(await row.getAttribute('data-line'))
  await row.click()
  await cursorAt(page, line)
  await expect(row).toHaveAttribute('aria-expanded', 'true')
  await expect(page.locator('.lintel-line').first()).toBeVisible()
  await expect(page.locator('.lintel-glyph').first()).toBeVisible()
  await expect(page.locator('.squiggly-error, .squiggly-warning, .squiggly-info').first()).toBeVisible()

  await page.keyboard.press('F8')
  await expect(rows(page).nth(1)).toHaveAttribute('aria-expanded', 'true')
  await page.keyboard.press('Shift+F8')
  await cursorAt(page, line)
  expect(heard).toEqual([])
})

for (const { path, flawed, clean, expected } of planted)
  test(`${path}: planted defects stand on their lines, and the clean twin has none`, async ({ page }) => {
    const heard = complaints(page)
    await register(page)
    await paste(page, `planted/${path}`, flawed)
    await page.keyboard.press('ControlOrMeta+Enter')
    await expect(rows(page)).toHaveCount(expected.length)
    await expect(activity(page)).toContainText(`${expected.length} findings in 1 file`)
    const found = await rows(page).evaluateAll((all) =>
      all.map((row) => [Number(row.dataset.line), row.dataset.finding]),
    )
    expect(found).toEqual(expected)
    for (const [line] of expected) {
      await problems(page).locator(`button[data-line="${line}"]`).click()
      await cursorAt(page, line)
    }

    await paste(page, `clean/${path}`, clean)
    await page.getByRole('button', { name: 'Review', exact: false }).first().click()
    await expect(activity(page)).toContainText('Clean No findings in 1 file')
    await expect(rows(page)).toHaveCount(0)
    expect(heard).toEqual([])
  })

test('findings move with what is typed, turn stale when their code changes, and come back after a reload', async ({
  page,
}) => {
  await register(page)
  await paste(page, 'run.py', 'import subprocess\n\n\ndef run(cmd):\n    subprocess.run(f"ls {cmd}", shell=True)\n')
  await page.keyboard.press('ControlOrMeta+Enter')
  const row = rows(page).first()
  await expect(row).toHaveAttribute('data-line', '5')
  await expect(activity(page)).toContainText('in 1 file')
  await typeAtStart(page, '# one\n# two\n')
  await expect(row).toHaveAttribute('data-line', '7')
  await expect(row).not.toContainText('stale')
  await saved(page)

  await page.reload()
  await editorIsReady(page)
  await entry(page, 'run.py').click()
  await expect(row).toHaveAttribute('data-line', '7')
  await row.click()
  await cursorAt(page, 7)
  await page.keyboard.press('End')
  await page.keyboard.type('  # changed')
  await expect(row).toContainText('stale')
})

test('a lost socket turns into polling, and the result still lands', async ({ page }) => {
  await page.routeWebSocket('**/api/live', (socket) => socket.close())
  await register(page)
  await expect(page.getByText('Polling', { exact: true })).toBeVisible()
  await page.keyboard.press('ControlOrMeta+Enter')
  await expect(activity(page)).toContainText(/findings? in 1 file/)
  await expect(rows(page).first()).toBeVisible()
})

/** Lets the page see the real review with a part of it changed, for states that are hard to come by. */
async function changeReviews(page: Page, change: (review: Review) => Partial<Review>) {
  await page.routeWebSocket('**/api/live', (socket) => socket.close())
  await page.route('**/api/reviews/*', async (route) => {
    const response = await route.fetch()
    const review: Review = await response.json()
    await route.fulfill({ response, json: isTerminal(review.status) ? { ...review, ...change(review) } : review })
  })
}

test('a fix shows what it changes, is applied, and is undone in one step', async ({ page }) => {
  const range = { startLine: 1, startColumn: 5, endLine: 1, endColumn: 19 }
  const fix = { title: 'Read it as text', checked: true, edits: [{ path: 'a.py', range, newText: 'str(1)' }] }
  await changeReviews(page, ({ findings }) => ({ findings: findings.slice(0, 1).map((one) => ({ ...one, fix })) }))
  await register(page)
  await paste(page, 'a.py', 'x = undefined_name\n')
  await page.keyboard.press('ControlOrMeta+Enter')
  await rows(page).first().click()
  await expect(problems(page).locator('del')).toContainText('x = undefined_name')
  await expect(problems(page).locator('ins')).toContainText('x = str(1)')
  await page.getByRole('button', { name: 'Apply fix' }).click()
  await expect(page.locator('.view-line').first()).toHaveText('x\u00a0=\u00a0str(1)')
  await expect(rows(page).first()).toContainText('fix applied')
  await page.locator('.monaco-editor .view-line').first().click()
  await page.keyboard.press('ControlOrMeta+z')
  await expect(page.locator('.view-line').first()).toHaveText('x\u00a0=\u00a0undefined_name')
  await expect(page.getByRole('button', { name: 'Apply fix' })).toBeVisible()
})

test('a failed review says why and can be tried again; a partial one is never green', async ({ page }) => {
  const outcomes: Partial<Review>[] = [
    { status: 'failed', failure: { kind: 'exhausted', message: 'Three attempts did not end.' }, findings: [] },
    {
      summary: { verdict: 'partial', counts: { critical: 0, high: 0, medium: 0, low: 0 } },
      coverage: [{ path: 'a.py', status: 'partial', reason: 'the time was up' }],
      findings: [],
    },
  ]
  let outcome = outcomes[0]
  await changeReviews(page, () => outcome ?? {})
  await register(page)
  await paste(page, 'a.py', 'x = 1\n')
  await page.keyboard.press('ControlOrMeta+Enter')
  await expect(activity(page)).toContainText('The review failed: Three attempts did not end.')
  outcome = outcomes[1]
  await page.getByRole('button', { name: 'Retry' }).click()
  await expect(activity(page)).toContainText('Not everything could be reviewed.')
  await expect(activity(page)).toContainText('a.py: the time was up')
  await expect(activity(page)).not.toContainText('Clean')
})

test('the editor is accessible in both schemes, before a review and with findings on the lines', async ({ page }) => {
  const heard = complaints(page)
  await register(page)
  await expectAccessible(page)
  await page.keyboard.press('ControlOrMeta+Enter')
  await rows(page).first().click()
  await expect(activity(page)).toContainText('in 1 file')
  await expectAccessible(page)
  expect(heard).toEqual([])
})
