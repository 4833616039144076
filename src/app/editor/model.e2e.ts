// The model in front of people: guidelines for it, what it takes, what it found, explained, asked, improved, and what it was sent.
import { type Browser, expect, type Page, test } from 'playwright/test'
import postgres from 'postgres'
import { type ModelServer, openModelServer } from '../../../bench/model-server/open.ts'
import { copyTemplate } from '../../../bin/testing/databases.ts'
import {
  type RedisServer,
  startRedisServer,
  startWeb,
  startWorker,
  type WebProcess,
  type WorkerProcess,
} from '../../../bin/testing/processes.ts'
import { complaints, editorIsReady, enter, expectAccessible, saved } from '../story.ts'
import { activity, entry, paste, problems, reviewed, rows } from './story-steps.ts'

const aws = `${'AKIA'}5RWQ7KZD3MVX2HTB`
const flawed = `import helpers

KEY = "${aws}"


def first(values):
    return helpers.planted_defect(values[0])


def last(values):
    return helpers.last(values)  # in\u200bvisible
`
const GUIDELINE = 'Log what happens instead of printing it.'

let redis: RedisServer
let model: ModelServer
let database: string
let web: WebProcess
let worker: WorkerProcess
test.setTimeout(150_000)
test.beforeAll(async () => {
  redis = await startRedisServer()
  model = await openModelServer()
  database = await copyTemplate(process.env.TEST_POSTGRES_URL as string, 'lintel_model')
  const settings = {
    DATABASE_URL: database,
    REDIS_URL: redis.url,
    OPENAI_BASE_URL: model.url,
    REVIEW_MODEL: 'all-round',
    MODEL_PRICE_INPUT: '2',
    MODEL_PRICE_OUTPUT: '8',
    MODEL_BUDGET_USER_MONTH_USD: '1000',
    MODEL_EGRESS_LOG: '1',
  }
  ;[web, worker] = await Promise.all([startWeb(settings), startWorker(settings)])
})
test.afterAll(async () => {
  await Promise.all([web?.stop(), worker?.stop()])
  await model?.close()
  await redis?.kill()
})

/** As if a great deal had been asked this month. */
async function spendAll(email: string) {
  const sql = postgres(database, { max: 1 })
  await sql`
    insert into model_calls (workspace_id, user_id, purpose, model, prompt_version, cost_usd, settled)
    select workspace_id, user_id, 'all at once', 'all-round', '2', 999.999, true
    from memberships where user_id = (select id from users where email = ${email})`
  await sql.end()
}

async function inModelHouse(browser: Browser, story: (page: Page, email: string) => Promise<void>) {
  const context = await browser.newContext({ baseURL: web.origin })
  const page = await context.newPage()
  await story(page, await enter(page))
  await context.close()
}

const dialog = (page: Page) => page.getByRole('dialog', { name: /^Improve/ })
const improved = (page: Page) => page.getByRole('dialog', { name: /^Improvement of/ })
const talk = (page: Page) => problems(page).getByRole('region', { name: 'Talk with all-round' })

async function writeGuideline(page: Page) {
  await page.goto('/settings/guidelines')
  await expect(page.getByText('There are none yet.')).toBeVisible()
  await page.getByLabel('Guideline', { exact: true }).fill(GUIDELINE)
  await page.getByLabel('Files').fill('*.py, app/**')
  await page.getByRole('button', { name: 'Add guideline' }).click()
  await expect(page.getByRole('list', { name: 'Guidelines', exact: true })).toContainText(`${GUIDELINE}*.py, app/**`)
  await page.getByRole('button', { name: 'Make a rule of it' }).click()
  await page.getByLabel('Wrong').fill('print("a")\n---\nprint()')
  await page.getByLabel('Right').fill('logger.info("print(a)")')
  await expectAccessible(page)
  await page.getByRole('button', { name: 'Have it written' }).click()
  await expect(page.getByRole('link', { name: 'team/log-what-happens-instead-of' })).toBeVisible()
}

/** A line of the text by its menu, the file from the palette and from the tree; in the end the code is as it was. */
async function improveCode(page: Page) {
  const defect = page.locator('.view-line', { hasText: 'planted_defect' }).first()
  await defect.click({ clickCount: 3 })
  await page.keyboard.press('Shift+F10')
  const item = page.getByRole('menuitem', { name: 'Improve with the model…' })
  await expect(item).toBeVisible()
  // The menu takes no click in its first tenth of a second.
  await expect(async () => {
    if (await item.isVisible()) await item.click({ timeout: 1000 })
    await expect(dialog(page)).toContainText('Improve main.py, line 7', { timeout: 1000 })
  }).toPass()
  await dialog(page).getByRole('button', { name: 'Ask the model' }).click()
  await improved(page).getByRole('button', { name: 'Apply' }).click()
  await expect(page.locator('.view-line', { hasText: 'return values[0]' }).first()).toBeVisible()
  await expect(defect).toBeHidden()
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect(defect).toBeVisible()

  await page.keyboard.press('ControlOrMeta+k')
  await page.keyboard.type('improve')
  await page.keyboard.press('Enter')
  await page.getByLabel('What should be better?').fill('Make it safer.')
  await dialog(page).getByRole('button', { name: 'Ask the model' }).click()
  await expect(improved(page)).toContainText('It no longer calls "the" defect.')
  await expect(improved(page)).toContainText('Checked: it parses')
  await expect(improved(page).getByRole('textbox', { name: 'Improved: main.py' })).toBeAttached()
  await expect(improved(page).locator('.modified-in-monaco-diff-editor .unicode-highlight')).toBeVisible()
  await expectAccessible(page)
  await improved(page).getByRole('button', { name: 'Discard' }).click()
  await expect(defect).toBeVisible()

  await entry(page, 'main.py').click({ button: 'right' })
  await page.getByRole('menuitem', { name: 'Improve with the model…' }).click()
  await expect(dialog(page)).toContainText('Improve main.py')
  await page.keyboard.press('Escape')
  await expect(dialog(page)).toBeHidden()
  await saved(page)
}

test('with a model: guidelines, code improved by a diff, cost before and after, a talk about a finding, the receipt', ({
  browser,
}) =>
  inModelHouse(browser, async (page, email) => {
    const heard = complaints(page)
    const bug = rows(page).and(page.locator('[data-finding="model/bug"]'))
    await writeGuideline(page)
    await page.goto('/editor')
    await editorIsReady(page)
    await paste(page, 'main.py', flawed)
    await improveCode(page)

    await page.getByRole('button', { name: 'More ways to review' }).click()
    const once = page.getByRole('menuitem', { name: /^Review this file about \$/ })
    await expect(once).toBeVisible()
    const price = Number(/\$([\d.]+)/.exec((await once.textContent()) ?? '')?.[1])
    await page.getByRole('menuitemcheckbox', { name: /^Deep/ }).click()
    await expect(async () => {
      expect(Number(/\$([\d.]+)/.exec((await once.textContent()) ?? '')?.[1])).toBeGreaterThan(price * 1.5)
    }).toPass()
    await page.keyboard.press('Escape')
    await reviewed(page)
    // Three passes, a second look, and the ranking.
    await expect(activity(page)).toContainText(/all-round was asked 5 times, \$0\.\d+\./)

    await bug.click()
    await problems(page).getByRole('button', { name: 'Ask the model' }).click()
    await talk(page).getByRole('button', { name: 'Explain' }).click()
    await expect(talk(page)).toContainText('About Explain this finding')
    await talk(page).getByLabel('Another question').fill(`Is ${aws} used?`)
    await page.keyboard.press('Enter')
    await expect(talk(page)).toContainText(`About Is ${'*'.repeat(20)} used?`)
    await problems(page).getByRole('button', { name: 'Fold', exact: true }).click()
    await bug.click()
    await expect(talk(page)).toContainText('About Explain this finding')
    await expectAccessible(page)

    await reviewed(page)
    await expect(activity(page)).toContainText('all-round was not asked (5 calls saved)')
    await spendAll(email)
    // Found again by another review, it is the same matter.
    await bug.click()
    await expect(talk(page)).toContainText('About Explain this finding')
    await talk(page).getByLabel('Another question').fill('And now?')
    await page.keyboard.press('Enter')
    await expect(talk(page).getByRole('alert')).toContainText('Your budget of this month is used up ($1000).')
    await expect(talk(page).getByLabel('Another question')).toHaveValue('And now?')

    await readReceipt(page)
    expect(heard.filter((words) => !words.includes('503'))).toEqual([])
  }))

async function readReceipt(page: Page) {
  await page.goto('/reviews')
  await page.getByRole('list', { name: 'Reviews' }).getByRole('link').last().click()
  const receipt = page.getByRole('region', { name: 'What went to the model' })
  await expect(receipt).toContainText('Asked 5 times, three times about each part. 1 secret was hidden from it.')
  await expect(receipt).toContainText(`${GUIDELINE} with 1 file`)
  await receipt.getByText('Every call (7)').click() // two of them were questions
  await receipt.getByText('What was sent').last().click()
  await expect(receipt.locator('pre').last()).toContainText(`- ${GUIDELINE}`)
  await expectAccessible(page)
  expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true)
  expect(model.asked.map(({ raw }) => raw).join()).not.toContain(aws)
}
