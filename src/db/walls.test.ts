// The database's last walls: whatever code does wrong, a row that makes no sense is refused.
import { type SQL, sql } from 'drizzle-orm'
import { expect, test } from 'playwright/test'
import { completeReview } from '#reviews/end.ts'
import { askToCancel, candidate, claimed, clearReviews, outcome, rowOf, submitted } from '../../bin/testing/reviews.ts'
import { db } from './client.ts'

test.beforeEach(clearReviews)

const completed = async () => {
  const job = await claimed()
  await completeReview(job, outcome(candidate('a')))
  return job.id
}
const set = (id: string, change: SQL) => db().execute(sql`update reviews set ${change} where id = ${id}`)
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

const free = sql`lease_token = null, lease_until = null`
for (const [as, end] of [
  ['failed', sql`status = 'failed', failure_kind = 'permanent'`],
  ['cancelled', sql`status = 'cancelled'`],
] as const)
  test(`a review that has ended as ${as} keeps that too`, async () => {
    const { id } = await claimed()
    await askToCancel(id)
    await set(id, sql`${end}, finished_at = now(), ${free}`)
    const before = await rowOf(id)
    const other = before.status === 'failed' ? 'cancelled' : 'pending'
    const again = sql`status = ${other}, failure_kind = null, finished_at = ${other === 'pending' ? null : sql`now()`}`
    for (const change of [again, sql`failure_kind = 'poison'`, sql`attempt = 7`])
      expect(await refusalOf(set(id, change))).toMatch(/keeps its outcome/)
    expect(await rowOf(id)).toEqual(before)
  })

test('what a review is called and what it hangs on may still change, and it may be deleted', async () => {
  const id = await completed()
  await set(id, sql`title = 'new', usage = '{"inputTokens": 1, "outputTokens": 1, "costUsd": 0.1}'`)
  await db().execute(sql`
    with mine as (insert into projects (workspace_id, name) select workspace_id, 'p' from reviews where id = ${id} returning id)
    update reviews set project_id = mine.id from mine where reviews.id = ${id}`)
  expect(await rowOf(id)).toMatchObject({ title: 'new', projectId: expect.any(String) })
  await set(id, sql`project_id = null`)
  expect(await rowOf(id)).toMatchObject({ title: 'new', projectId: null })
  await db().execute(sql`delete from reviews where id = ${id}`)
  await expect(rowOf(id)).rejects.toThrow()
})

const lease = sql`lease_token = gen_random_uuid(), lease_until = now()`
const nonsense: [name: string, from: 'pending' | 'running', change: SQL, wall: RegExp][] = [
  ['running without a lease', 'pending', sql`status = 'running', attempt = 1`, /running_has_lease/],
  [
    'half a lease',
    'pending',
    sql`status = 'running', attempt = 1, lease_token = gen_random_uuid()`,
    /running_has_lease/,
  ],
  ['a lease without running', 'running', sql`status = 'pending'`, /running_has_lease/],
  ['failed without a kind', 'running', sql`status = 'failed', finished_at = now(), ${free}`, /failed_has_kind/],
  ['a kind without failing', 'pending', sql`failure_kind = 'poison'`, /failed_has_kind/],
  ['completed without a result', 'running', sql`status = 'completed', finished_at = now(), ${free}`, /has_result/],
  [
    'completed without a summary',
    'running',
    sql`status = 'completed', finished_at = now(), engine = '{}', ${free}`,
    /has_result/,
  ],
  [
    'completed without an engine',
    'running',
    sql`status = 'completed', finished_at = now(), summary = '{}', ${free}`,
    /has_result/,
  ],
  ['ended without a time', 'pending', sql`status = 'cancelled'`, /ended_has_time/],
  ['a time without an end', 'pending', sql`finished_at = now()`, /ended_has_time/],
  ['a state nobody knows', 'pending', sql`status = 'lost'`, /invalid input value for enum/],
]
const ending = sql`finished_at = now(), ${free}`
const result = sql`summary = '{}', engine = '{}'`
const failed = sql`status = 'failed', ${ending}`
const illegal: [name: string, from: 'pending' | 'running', change: SQL][] = [
  ['T1 an attempt that is not counted', 'pending', sql`status = 'running', ${lease}`],
  ['T1 two attempts at once', 'pending', sql`status = 'running', attempt = 2, ${lease}`],
  ['T1 before its time', 'pending', sql`run_at = now() + interval '1 hour'`],
  ['T1 what is to be cancelled', 'pending', sql`cancel_requested_at = now()`],
  ['a result without a run', 'pending', sql`status = 'completed', finished_at = now(), ${result}`],
  ['a failure without a run', 'pending', sql`status = 'failed', finished_at = now(), failure_kind = 'permanent'`],
  ['an attempt without a run', 'pending', sql`attempt = 1`],
  ['a crash without a run', 'pending', sql`crash_count = 1`],
  ['a token without a run', 'pending', sql`lease_token = gen_random_uuid()`],
  ['T7 an attempt more', 'pending', sql`status = 'cancelled', finished_at = now(), attempt = 1`],
  ['T2 another token without waiting in between', 'running', sql`lease_token = gen_random_uuid()`],
  ['T2 an attempt more', 'running', sql`attempt = attempt + 1`],
  ['T2 a crash more', 'running', sql`crash_count = crash_count + 1`],
  ['T3 an attempt less', 'running', sql`status = 'completed', attempt = 0, ${ending}, ${result}`],
  ['T3 a crash more', 'running', sql`status = 'completed', crash_count = 1, ${ending}, ${result}`],
  ['T4 an attempt more', 'running', sql`status = 'pending', attempt = attempt + 1, ${free}`],
  ['T5 a crash more, and not poison', 'running', sql`${failed}, failure_kind = 'permanent', crash_count = 1`],
  ['T5 an attempt more', 'running', sql`${failed}, failure_kind = 'permanent', attempt = attempt + 1`],
  ['T6 what nobody wanted cancelled', 'running', sql`status = 'cancelled', ${ending}`],
  ['T8 an attempt less and a crash more', 'running', sql`status = 'pending', attempt = 0, crash_count = 1, ${free}`],
  ['T9 two crashes at once', 'running', sql`status = 'pending', crash_count = 2, ${free}`],
  ['T9 poison without a crash', 'running', sql`${failed}, failure_kind = 'poison'`],
  ['news that go back', 'running', sql`news_seq = news_seq - 1`],
]
const begun = async (from: 'pending' | 'running') => (from === 'pending' ? submitted() : (await claimed()).id)

for (const [name, from, change, wall] of nonsense)
  test(`refused: ${name}`, async () => {
    expect(await refusalOf(set(await begun(from), change))).toMatch(wall)
  })

for (const [name, from, change] of illegal)
  test(`refused: ${name}`, async () => {
    const id = await begun(from)
    const claim = sql`status = 'running', attempt = 1, ${lease}`
    const setUp = /T1 (before|what)/.test(name)
    if (setUp) await set(id, change)
    const before = await rowOf(id)
    expect(await refusalOf(set(id, setUp ? claim : change))).toMatch(/may not go from/)
    expect(await rowOf(id)).toEqual(before)
  })

test('refused: T4, T8, T9 back to the queue with what is to be cancelled', async () => {
  const { id } = await claimed()
  await askToCancel(id)
  expect(await refusalOf(set(id, sql`status = 'pending', ${free}`))).toMatch(/may not go from/)
})

for (const [what, change] of [
  ['an attempt more', sql`attempt = attempt + 1`],
  ['two crashes', sql`crash_count = crash_count + 2`],
] as const)
  test(`refused: T6, T9 cancelled with ${what}`, async () => {
    const { id } = await claimed()
    await askToCancel(id)
    expect(await refusalOf(set(id, sql`status = 'cancelled', ${ending}, ${change}`))).toMatch(/may not go from/)
  })

test('a finding has a whole range or none, a reason when held back, and a review of its workspace', async () => {
  const id = await completed()
  const change = (set: SQL) => db().execute(sql`update findings set ${set} where review_id = ${id}`)
  expect(await refusalOf(change(sql`end_column = null`))).toMatch(/range_is_whole/)
  expect(await refusalOf(change(sql`fate = 'held-back'`))).toMatch(/held_back_has_reason/)
  expect(await refusalOf(change(sql`workspace_id = gen_random_uuid()`))).toMatch(/foreign key/)
  await change(sql`start_line = null, start_column = null, end_line = null, end_column = null, state = 'dismissed'`)
})
