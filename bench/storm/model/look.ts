// The rows as they are, against what they should be: after every command, in every column that a guard watches.
import assert from 'node:assert/strict'
import { sql } from 'drizzle-orm'
import { db } from '#db/client.ts'
import type { Imagined, World } from './world.ts'

export type Seen = {
  row: Record<string, string | number | null>
  findings: number
  steps: string[]
  files: number
  due: boolean
  turn: number
}

const look = () =>
  db().execute<Seen & { id: string }>(sql`
    select id, to_jsonb(r) as row, run_at <= now() as due,
      (select count(*) from findings f where f.review_id = r.id)::int as findings,
      (select coalesce(array_agg(name order by name), '{}') from review_steps s where s.review_id = r.id) as steps,
      (select count(*) from review_files f where f.review_id = r.id)::int as files,
      (row_number() over (order by (run_at at time zone 'UTC') - priority * interval '1 minute', id))::int as turn
    from reviews r`)

const shouldBe = (one: Imagined) => ({
  status: one.status,
  attempt: one.attempt,
  crash_count: one.crashes,
  failure_kind: one.kind,
  lease_token: one.job?.leaseToken ?? null,
  slot: one.slot,
  retry_of: one.retryOf,
  wanted: one.wanted,
  ended: one.status !== 'pending' && one.status !== 'running',
  result: one.status === 'completed',
  findings: one.findings,
  steps: [...one.steps].sort(),
  files: 1,
  due: one.status === 'pending' ? one.due : null,
})

const isNow = ({ row, findings, steps, files, due }: Seen) => ({
  status: row.status,
  attempt: row.attempt,
  crash_count: row.crash_count,
  failure_kind: row.failure_kind,
  lease_token: row.lease_token,
  slot: row.slot,
  retry_of: row.retry_of,
  wanted: row.cancel_requested_at !== null,
  ended: row.finished_at !== null,
  result: row.summary !== null,
  findings,
  steps,
  files,
  due: row.status === 'pending' ? due : null,
})

const ended = new Set(['completed', 'failed', 'cancelled'])

/** @param touched the reviews that the command may have written to; every other row must be the same to the last byte. */
export async function compare(world: World, touched: (Imagined | undefined)[]): Promise<void> {
  const rows = new Map((await look()).map(({ id, ...seen }) => [id, seen]))
  assert.deepEqual([...rows.keys()].sort(), world.reviews.map(({ id }) => id).sort(), 'which reviews there are')
  for (const one of world.reviews) {
    const [now, before] = [rows.get(one.id) as Seen, world.seen.get(one.id)]
    assert.deepEqual(isNow(now), shouldBe(one))
    if (!before) continue
    if (ended.has(String(before.row.status))) assert.equal(now.row.status, before.row.status, 'it had ended')
    if (!touched.includes(one))
      assert.deepEqual({ ...now, due: 0, turn: 0 }, { ...before, due: 0, turn: 0 }, 'untouched')
  }
  world.seen = rows
}
