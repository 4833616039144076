// A reading is shared by those who ask while it has not begun, and never older than the question.
import { sql } from 'drizzle-orm'
import { expect, test } from 'playwright/test'
import { newPerson, type Person } from '../../bin/testing/people.ts'
import { clearReviews, set, submitted } from '../../bin/testing/reviews.ts'
import { readTogether } from './read-together.ts'
import { recent, shared } from './together.ts'

let person: Person
test.beforeAll(async () => {
  person = await newPerson()
})
test.beforeEach(clearReviews)

test('many at once are two readings; whoever asks after a change is told of it', async () => {
  const id = await submitted(person)
  const first = readTogether(person.actor, id)
  await set(id, sql`title = 'changed meanwhile'`)
  const late = Array.from({ length: 1000 }, () => readTogether(person.actor, id))
  const told = await Promise.all(late)
  expect(new Set(told).size).toBe(1)
  expect(told[0]?.review.title).toBe('changed meanwhile')
  expect(await first).not.toBe(told[0])
  await set(id, sql`title = 'once more'`)
  expect((await readTogether(person.actor, id)).review.title).toBe('once more')
})

test('a stranger gets nothing of it, and a failure is not kept', async () => {
  const [id, stranger] = [await submitted(person), await newPerson()]
  const both = await Promise.allSettled([readTogether(person.actor, id), readTogether(stranger.actor, id)])
  expect(both.map(({ status }) => status)).toEqual(['fulfilled', 'rejected'])
  const refused = [readTogether(stranger.actor, id), readTogether(stranger.actor, id)]
  for (const { status } of await Promise.allSettled(refused)) expect(status).toBe('rejected')
})

test('a look-up that never ends is given up, and does not hold up those who come after', async () => {
  let looks = 0
  const read = shared(() => (++looks === 1 ? new Promise<never>(() => {}) : Promise.resolve({ looks })), 50)
  const both = await Promise.allSettled([read('a'), read('a')])
  expect(both).toMatchObject([
    { status: 'rejected', reason: { code: 'ETIMEDOUT' } },
    { status: 'fulfilled', value: { looks: 2 } },
  ])
})

test('what was seen is told again while it is young, and a look that failed never', async () => {
  let looks = 0
  const look = async () => {
    if (++looks === 1) throw new Error('out of reach')
    return { looks }
  }
  const ask = recent(look, 60_000)
  await expect(ask()).rejects.toThrow('out of reach')
  expect([await ask(), await ask(), await ask()]).toEqual([{ looks: 2 }, { looks: 2 }, { looks: 2 }])
  const anew = recent(look, 0)
  expect([await anew(), await anew()]).toEqual([{ looks: 3 }, { looks: 4 }])
})
