// What somebody who waits is told: how many come before.
import { sql } from 'drizzle-orm'
import { expect, test } from 'playwright/test'
import { newPerson } from '../../bin/testing/people.ts'
import { claimed, clearReviews, insertMany, set, submitted } from '../../bin/testing/reviews.ts'
import { claimNextReview } from './claim.ts'
import { readReview } from './read.ts'

test.beforeEach(clearReviews)

test('the position of a review is its place in the order of claims, not of arrival', async () => {
  const [flood, busy, other] = [await newPerson(), await newPerson(), await newPerson()]
  await insertMany(flood, 50)
  await claimed(busy)
  const behind = await submitted(busy)
  const first = await submitted(other)
  const second = await submitted(other)
  await set(second, sql`priority = 0`)
  const positionOf = async (person: typeof flood, id: string) =>
    (await readReview(person.actor, id)).review.progress.position
  // Their first ones: `first` has a head start of five minutes. Then their second ones, and with them the first of `busy`.
  expect(await positionOf(other, first)).toBe(0)
  expect(await positionOf(busy, behind)).toBe(2)
  expect(await positionOf(other, second)).toBe(4)

  const order = []
  for (let n = 0; n < 5; n++) order.push((await claimNextReview('w'))?.id)
  expect([order.indexOf(first), order.indexOf(behind), order.indexOf(second)]).toEqual([0, 2, 4])
})
