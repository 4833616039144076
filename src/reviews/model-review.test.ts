// A review with a model, from claim to end: nothing is paid twice whenever the worker dies, and no server takes it down.
import { eq, sql } from 'drizzle-orm'
import { expect, test } from 'playwright/test'
import { closeEngine } from '#analysis/warm.ts'
import type { Submission } from '#contract/submission.ts'
import { db } from '#db/client.ts'
import { modelCalls } from '#db/schema/model.ts'
import { listen } from '#events.ts'
import { redis } from '#redis.ts'
import { type ModelServer, openModelServer } from '../../bench/model-server/open.ts'
import { newPerson } from '../../bin/testing/people.ts'
import { claimed, claimedAgain, clearReviews, rowOf, set, withSetting } from '../../bin/testing/reviews.ts'
import { estimateReview } from './model-status.ts'
import { performReview } from './perform.ts'
import { readReview } from './read.ts'

let server: ModelServer
test.beforeAll(async () => {
  server = await openModelServer()
})
test.afterAll(() => Promise.all([server.close(), closeEngine()]))
test.beforeEach(clearReviews)

const stay = () => new AbortController().signal
const code: Submission = {
  files: [{ path: 'main.py', content: 'import helpers\n\n\ndef f(x):\n    return helpers.planted_defect(x)\n' }],
}
const withModel = <Result>(name: string, work: () => Promise<Result>) =>
  withSetting('OPENAI_BASE_URL', server.url, () => withSetting('REVIEW_MODEL', name, work))
const asked = () => server.asked.length

test('whenever the worker dies, the model is asked three times in all, and the ledger says so', async () => {
  test.setTimeout(120_000)
  const person = await newPerson()
  const job = await claimed(person, code)
  const before = asked()
  // It dies after each call that it has kept, and Redis has forgotten everything meanwhile.
  const attempts = await withModel('good', async () => {
    for (let attempt = 1; ; attempt++) {
      const known = asked()
      const at = (point: string) => {
        if (point === 'step.committed' && asked() > known) throw new Error('The worker dies.')
      }
      await performReview(attempt === 1 ? job : await claimedAgain(job.id), stay(), at)
      if ((await rowOf(job.id)).status === 'completed') return attempt
      await redis().flushdb()
      await set(job.id, sql`run_at = now(), attempt = 1`)
    }
  })
  expect(attempts).toBe(4)
  expect(asked() - before).toBe(3)
  const calls = await db().select().from(modelCalls).where(eq(modelCalls.reviewId, job.id))
  expect(calls.map(({ purpose, settled }) => [purpose, settled]).sort()).toEqual([
    ['judgement over all findings', true],
    ['review of main.py', true],
    ['second look at main.py', true],
  ])
  const { review } = await readReview(person.actor, job.id)
  expect(review).toMatchObject({
    usage: { inputTokens: 360, outputTokens: 135 },
    modelPart: { calls: 3, saved: 0 },
    engine: { model: { name: 'good' } },
    degraded: false,
  })
  expect(review.findings.filter(({ source }) => source === 'model')).toHaveLength(1)
})

test('the stages are told as they come, and a finding before the ranking', async () => {
  const job = await claimed(await newPerson(), code)
  const stop = new AbortController()
  const told: string[] = []
  const listening = await listen(job.id, stop.signal)
  const done = (async () => {
    for await (const [news] of listening) {
      if (news.type === 'progress') told.push(news.progress.stage)
      if (news.type === 'finding' && news.finding.source === 'model') told.push('a finding')
      if (news.type === 'ended') return
    }
  })()
  await withModel('good', () => performReview(job, stay()))
  await done
  expect(told.filter((stage, index) => stage !== told[index - 1])).toEqual([
    'analysing',
    'asking the model',
    'a finding',
    'asking the model',
    'ranking',
  ])
})

test('the second review of the same code asks nobody, and says so', async () => {
  const person = await newPerson()
  await withModel('good', async () => performReview(await claimed(person, code), stay()))
  const before = asked()
  const again = await claimed(person, code)
  await withModel('good', () => performReview(again, stay()))
  const stranger = await claimed(await newPerson(), code)
  expect(asked()).toBe(before)
  expect((await readReview(person.actor, again.id)).review).toMatchObject({
    usage: { inputTokens: 0, outputTokens: 0, costUsd: 0 },
    modelPart: { calls: 0, saved: 3 },
  })
  await withModel('good', () => performReview(stranger, stay()))
  expect(asked() - before).toBe(3) // nobody learns what another workspace has asked
})

test('a deep review asks three times about each part, whatever the others do, and its estimate says so', async () => {
  const person = await newPerson()
  const before = asked()
  const [once, deep] = await withModel('good', async () => {
    const job = await claimed(person, { ...code, depth: 'deep' })
    await performReview(job, stay())
    expect((await readReview(person.actor, job.id)).review.modelPart).toMatchObject({ calls: 5, depth: 'deep' })
    return [await estimateReview(code), await estimateReview({ ...code, depth: 'deep' })]
  })
  expect(asked() - before).toBe(5) // three passes, the second look and the ranking
  expect((deep?.inputTokens ?? 0) / (once?.inputTokens ?? 1)).toBeGreaterThan(2)
})

// How each of the other faults ends stands beside the analysis.
for (const name of ['http-429-long', 'drop', 'truncated'])
  test(`${name}: the review completes with what the analysers say, marked, in its first attempt`, async () => {
    const job = await claimed(await newPerson(), code)
    await withModel(name, () => performReview(job, stay()))
    expect(await rowOf(job.id)).toMatchObject({ status: 'completed', attempt: 1, degraded: true })
  })

test('over the ceiling the review is an honest part', async () => {
  const job = await claimed(await newPerson(), code)
  const before = asked()
  const limits = { input: 1000, output: 1000 }
  await withModel('good', () =>
    withSetting('MODEL_PRICE_INPUT', limits.input, () =>
      withSetting('MODEL_PRICE_OUTPUT', limits.output, () =>
        withSetting('MODEL_BUDGET_REVIEW_USD', 0.01, () => performReview(job, stay())),
      ),
    ),
  )
  expect(asked()).toBe(before)
  expect((await rowOf(job.id)).coverage).toEqual([
    {
      path: 'main.py',
      status: 'partial',
      reason: expect.stringContaining('The ceiling of this review is reached ($0.01)'),
    },
  ])
})
