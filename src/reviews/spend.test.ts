// Budgets of the model: held back before, settled after, never overrun by however many at once.
import { eq } from 'drizzle-orm'
import { expect, test } from 'playwright/test'
import { unmetered } from '#analysis/model/meter.ts'
import { db } from '#db/client.ts'
import { modelCalls, modelEgress } from '#db/schema/model.ts'
import { newPerson } from '../../bin/testing/people.ts'
import { clearReviews, submitted, withSetting } from '../../bin/testing/reviews.ts'
import { deleteReview } from './delete.ts'
import { type Budgets, openMeter, type Payer, spentThisMonth, usageThisMonth } from './spend.ts'

const none: Budgets = { review: null, ownMonth: null, month: null }
const price = () => ({ input: 1, output: 10 })
// A cent at most, half a cent in the end.
const call = {
  purpose: 'a test',
  model: 'm',
  promptVersion: '2',
  sent: 'x = 1',
  most: { inputTokens: 5000, outputTokens: 500 },
}
const half = { inputTokens: 2500, outputTokens: 250 }

let payer: Payer
test.beforeEach(async () => {
  await clearReviews()
  const person = await newPerson()
  const { userId, workspaceId } = person.actor
  payer = { userId, workspaceId, reviewId: await submitted(person) }
})

const rows = () => db().select().from(modelCalls).where(eq(modelCalls.userId, payer.userId))

test('L9: a hundred at once at the edge never spend more than there is, and what was not needed can be used again', async () => {
  const meter = openMeter(payer, { ...none, ownMonth: 0.1 }, price)
  const first = await Promise.all(Array.from({ length: 100 }, () => meter.reserve(call)))
  const held = first.filter((one) => typeof one === 'function')
  expect(held).toHaveLength(10)
  expect(first.find((one) => typeof one !== 'function')).toEqual({
    refused: 'Your budget of this month is used up ($0.1).',
  })
  await Promise.all(held.map((settle) => settle(half)))
  expect((await spentThisMonth(payer.userId)).ownMonth).toBeCloseTo(0.05, 8)
  const second = await Promise.all(Array.from({ length: 100 }, () => meter.reserve(call)))
  expect(second.filter((one) => typeof one === 'function')).toHaveLength(5)
  expect((await spentThisMonth(payer.userId)).ownMonth).toBeLessThanOrEqual(0.1)
})

test('the ceiling of a review, of a person and of everybody are apart; a call that died counts as dear as it can have been', async () => {
  const ofReview = openMeter(payer, { ...none, review: 0.01 }, price)
  expect(await ofReview.reserve(call)).toBeInstanceOf(Function)
  expect(await ofReview.reserve(call)).toEqual({ refused: 'The ceiling of this review is reached ($0.01).' })
  const beside = openMeter({ ...payer, reviewId: null }, { ...none, review: 0.01 }, price)
  expect(await beside.reserve(call)).toEqual(expect.any(Function))
  const another = (await newPerson()).actor
  const ofAll = openMeter({ ...another, reviewId: null }, { ...none, month: 0.02 }, price)
  expect(await ofAll.reserve(call)).toEqual({ refused: 'The budget of this month is used up ($0.02).' })
  expect(await spentThisMonth(another.userId)).toEqual({ ownMonth: 0, month: 0.02 })
})

test('where there is a budget and no price, nothing is asked; without a budget nothing is refused', async () => {
  expect(await openMeter(payer, { ...none, month: 5 }, () => null).reserve(call)).toEqual({
    refused: expect.stringContaining('MODEL_PRICE_INPUT'),
  })
  const settle = await openMeter(payer, none, () => null).reserve(call)
  if (typeof settle === 'function') await settle(null)
  expect(await rows()).toMatchObject([{ costUsd: 0, inputTokens: 0, settled: true, purpose: 'a test' }])
  expect(await unmetered.reserve(call)).toBeInstanceOf(Function)
})

test('what went out is kept where that is wanted, and goes with its review; what it cost stays', async () => {
  const settle = await withSetting('MODEL_EGRESS_LOG', true, () => openMeter(payer, none, price).reserve(call))
  if (typeof settle === 'function') await settle(half)
  expect(await db().select({ sent: modelEgress.sent }).from(modelEgress)).toEqual([{ sent: 'x = 1' }])
  const before = await usageThisMonth(payer.workspaceId)
  expect(before).toEqual({ calls: 1, inputTokens: 2500, outputTokens: 250, costUsd: 0.005 })
  await deleteReview({ ...payer, sessionId: '', email: '', name: null, role: 'member' }, payer.reviewId as string)
  expect(await db().$count(modelEgress)).toBe(0)
  expect(await usageThisMonth(payer.workspaceId)).toEqual(before)
})
