// Reviews as one waits for them: their place in the line, their stages, several at once, cancelled and tried again.
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
} from '../../../bin/testing/processes.ts'
import { expectAccessible, register } from '../story.ts'
import { activity, paste, rows } from './story-steps.ts'

const flawed = 'import subprocess\n\n\ndef run(cmd):\n    subprocess.run(f"ls {cmd}", shell=True)\n'

let redis: RedisServer
let model: ModelServer
let web: WebProcess
let stores: { DATABASE_URL: string; REDIS_URL: string }
test.beforeAll(async () => {
  redis = await startRedisServer()
  model = await openModelServer()
  const url = await copyTemplate(process.env.TEST_POSTGRES_URL as string, 'lintel_reviewing')
  stores = { DATABASE_URL: url, REDIS_URL: redis.url }
  web = await startWeb({ ...stores, RATE_LIMIT_REGISTER: '1000/h' })
})
test.afterAll(async () => {
  await web?.stop()
  await model?.close()
  await redis?.kill()
})

// No worker runs here but those a story starts: what is sent waits until then.
test.describe.configure({ mode: 'serial' })

/** In an editor of the web process without workers. */
async function inEditor(browser: Browser, story: (page: Page, email: string) => Promise<void>) {
  const context = await browser.newContext({ baseURL: web.origin })
  const page = await context.newPage()
  await story(page, await register(page))
  await context.close()
}

const others = (page: Page) => page.getByRole('list', { name: 'Other reviews' }).getByRole('listitem')
const review = (page: Page) => page.keyboard.press('ControlOrMeta+Enter')

/** Past the product, and past the trigger that watches over the way of a review. */
async function giveUp(email: string) {
  const sql = postgres(stores.DATABASE_URL, { max: 1 })
  await sql.begin(async (tx) => {
    await tx`set local session_replication_role = replica`
    await tx`
      update reviews set status = 'failed', stage = 'done', failure_kind = 'exhausted', finished_at = now(),
        failure_message = 'Three attempts did not end.', news_seq = news_seq + 1
      where user_id = (select id from users where email = ${email})`
  })
  await sql.end()
}

test('two reviews wait in line at once; each says its place, and each can be cancelled', ({ browser }) =>
  inEditor(browser, async (page) => {
    await paste(page, 'a.py', flawed)
    await review(page)
    await expect(activity(page)).toContainText('a.py is next in line')
    // The same text at work already is not sent a second time.
    await review(page)
    await paste(page, 'b.py', flawed)
    await review(page)
    await expect(activity(page)).toContainText('b.py waits for one review before it')
    await expect(others(page)).toHaveText([/^a\.py is next in line/])
    await expectAccessible(page)

    await activity(page).getByRole('button', { name: 'Cancel' }).click()
    await expect(activity(page)).toContainText('This review was cancelled.')
    await others(page)
      .getByRole('button', { name: /^a\.py/ })
      .click()
    await expect(activity(page)).toContainText('a.py is next in line')
    await expect(others(page)).toHaveText([/^b\.py was cancelled/])
    await page.getByRole('button', { name: 'Put away: b.py' }).click()
    await expect(others(page)).toHaveCount(0)
    await activity(page).getByRole('button', { name: 'Cancel' }).focus()
    await page.keyboard.press('Enter')
    await expect(activity(page)).toContainText('This review was cancelled.')
  }))

test('findings stand on their lines while the model is still thinking; then the review is cancelled', ({ browser }) =>
  inEditor(browser, async (page) => {
    const worker = await startWorker({ ...stores, OPENAI_BASE_URL: model.url, REVIEW_MODEL: 'hang' })
    await paste(page, 'a.py', flawed)
    await review(page)
    await expect(activity(page)).toContainText(/a\.py is with the model: \d+ of \d+ steps/)
    await expect(rows(page).first()).toHaveAttribute('data-line', '5')
    await expect(page.locator('.lintel-glyph').first()).toBeVisible()
    await expectAccessible(page)
    await activity(page).getByRole('button', { name: 'Cancel' }).click()
    await expect(activity(page)).toContainText('This review was cancelled.')
    await worker.stop()
  }))

test('a failed review says why, and its code is reviewed once more', ({ browser }) =>
  inEditor(browser, async (page, email) => {
    await paste(page, 'a.py', flawed)
    await review(page)
    await expect(activity(page)).toContainText('a.py is next in line')
    await giveUp(email)
    await page.reload()
    await expect(activity(page)).toContainText('The review failed: Three attempts did not end.')
    await expectAccessible(page)
    await page.getByRole('button', { name: 'Retry' }).click()
    await expect(activity(page)).toContainText('a.py is next in line')
    const worker = await startWorker(stores)
    await expect(activity(page)).toContainText('in 1 file')
    await expect(rows(page).first()).toHaveAttribute('data-line', '5')
    await worker.stop()
  }))
