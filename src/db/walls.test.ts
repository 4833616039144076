// The database's last walls: whatever code does wrong, a row that makes no sense is refused.
import { type SQL, sql } from 'drizzle-orm'
import { expect, test } from 'playwright/test'
import { completeReview } from '#reviews/end.ts'
import { candidate, claimed, clearReviews, outcome, rowOf, set, submitted } from '../../bin/testing/reviews.ts'
import { db } from './client.ts'

test.beforeEach(clearReviews)

const completed = async () => {
  const job = await claimed()
  await completeReview(job, outcome(candidate('a')))
  return job.id
}
/** The driver's words stand behind Drizzle's own. */
const refusalOf = (work: Promise<unknown>) =>
  work.then(
    () => 'it was written',
    (error) => String(error.cause?.message ?? error.message),
  )

test('a review that has ended keeps every column of its outcome', async () => {
  const id = await completed()
  const before = await rowOf(id)
  const running = sql`status = 'running', finished_at = null, lease_token = gen_random_uuid(), lease_until = now()`
  const changes: SQL[] = [
    running,
    sql`status = 'pending', finished_at = null`,
    sql`status = 'cancelled'`,
    sql`status = 'failed', failure_kind = 'poison'`,
    sql`attempt = attempt + 1`,
    sql`crash_count = crash_count + 1`,
    sql`started_at = now()`,
    sql`finished_at = now()`,
    sql`failure_message = 'x'`,
    sql`engine = '{}'`,
    sql`coverage = '[]'`,
    sql`summary = '{}'`,
    sql`held_back = 7`,
    sql`degraded = true`,
  ]
  for (const change of changes) expect(await refusalOf(set(id, change))).toMatch(/keeps its outcome/)
  expect(await rowOf(id)).toEqual(before)
})

test('what a review is called and what it hangs on may still change, and it may be deleted', async () => {
  const id = await completed()
  await set(id, sql`title = 'new', usage = '{"inputTokens": 1, "outputTokens": 1, "costUsd": 0.1}'`)
  await db().execute(sql`
    with mine as (insert into projects (workspace_id, name) select workspace_id, 'p' from reviews where id = ${id} returning id)
    update reviews set project_id = mine.id from mine where reviews.id = ${id}`)
  expect(await rowOf(id)).toMatchObject({ title: 'new', projectId: expect.any(String) })
  await db().execute(sql`delete from projects`)
  expect(await rowOf(id)).toMatchObject({ title: 'new', projectId: null })
  await db().execute(sql`delete from reviews where id = ${id}`)
  await expect(rowOf(id)).rejects.toThrow()
})

const nonsense: [name: string, change: SQL, wall: RegExp][] = [
  ['running without a lease', sql`status = 'running'`, /running_has_lease/],
  ['half a lease', sql`status = 'running', lease_token = gen_random_uuid()`, /running_has_lease/],
  ['a lease without running', sql`lease_token = gen_random_uuid(), lease_until = now()`, /running_has_lease/],
  ['failed without a kind', sql`status = 'failed', finished_at = now()`, /failed_has_kind/],
  ['a kind without failing', sql`failure_kind = 'poison'`, /failed_has_kind/],
  ['completed without a result', sql`status = 'completed', finished_at = now()`, /completed_has_result/],
  ['ended without a time', sql`status = 'cancelled'`, /ended_has_time/],
  ['a time without an end', sql`finished_at = now()`, /ended_has_time/],
  ['a state nobody knows', sql`status = 'lost'`, /invalid input value for enum/],
]
for (const [name, change, wall] of nonsense)
  test(`refused: ${name}`, async () => {
    const id = await submitted()
    expect(await refusalOf(set(id, change))).toMatch(wall)
  })

test('a finding has a whole range or none, a reason when held back, and a review of its workspace', async () => {
  const id = await completed()
  const change = (set: SQL) => db().execute(sql`update findings set ${set} where review_id = ${id}`)
  expect(await refusalOf(change(sql`end_column = null`))).toMatch(/range_is_whole/)
  expect(await refusalOf(change(sql`fate = 'held-back'`))).toMatch(/held_back_has_reason/)
  expect(await refusalOf(change(sql`workspace_id = gen_random_uuid()`))).toMatch(/foreign key/)
  await change(sql`start_line = null, start_column = null, end_line = null, end_column = null, state = 'dismissed'`)
})
