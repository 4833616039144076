// What was lost on the way is found again: leases that ran out, and ids that never arrived.
import { sql } from 'drizzle-orm'
import type { ReviewStatus } from '#contract/review.ts'
import { db } from '#db/client.ts'
import { reviews } from '#db/schema/reviews.ts'
import { announce } from '#events.ts'
import { log } from '#log.ts'
import { reclaimed, sentAgain, sweepFailures } from '#metrics.ts'
import { queue } from '#queue/queue.ts'
import { countEnd } from './measure.ts'
import { startPatience } from './patience.ts'
import { nothingHappens } from './points.ts'
import { send } from './send.ts'

const EVERY_MS = 5000
const MAX_CRASHES = 3

/**
 * Runs in every process until aborted, each on a clock of its own.
 * @param at told of each moment that somebody may want to disturb.
 */
export function startSweeping(signal: AbortSignal, at = nothingHappens): void {
  const patience = startPatience(EVERY_MS * 1.25)
  const turn = async () => {
    try {
      if (patience.isOver()) await reclaimReviews(at)
      else await db().execute(sql`select 1`)
      await announceAgain()
      patience.lived()
    } catch (error) {
      patience.startAgain()
      sweepFailures.inc()
      log.warn({ error: String(error) }, 'sweep.failed')
    }
    if (!signal.aborted) later()
  }
  const later = () => {
    const timer = setTimeout(turn, EVERY_MS * (0.75 + Math.random() / 2))
    signal.addEventListener('abort', () => clearTimeout(timer), { once: true })
  }
  later()
}

/** T9. A lease that ran out: its worker died, or froze, or lost the database. The third time the review itself is to blame. */
export async function reclaimReviews(at = nothingHappens): Promise<void> {
  const rows = await db().execute<{ id: string; status: ReviewStatus; seq: string }>(sql`
    with lost as (
      select id from ${reviews} where status = 'running' and lease_until < now()
      order by lease_until limit 200 for update skip locked)
    update ${reviews} set
      crash_count = crash_count + 1,
      lease_token = null,
      lease_until = null,
      slot = null,
      news_seq = news_seq + 1,
      stage = case when cancel_requested_at is null and crash_count + 1 < ${MAX_CRASHES} then 'queued' else 'done' end::review_stage,
      status = case when cancel_requested_at is not null then 'cancelled'
        when crash_count + 1 >= ${MAX_CRASHES} then 'failed' else 'pending' end::review_status,
      failure_kind = case when cancel_requested_at is null and crash_count + 1 >= ${MAX_CRASHES} then 'poison'::failure_kind end,
      failure_message = case when cancel_requested_at is null and crash_count + 1 >= ${MAX_CRASHES}
        then 'Three workers died over this review; it is not tried again.' end,
      finished_at = case when cancel_requested_at is not null or crash_count + 1 >= ${MAX_CRASHES} then now() end,
      run_at = now()
    from lost where ${reviews}.id = lost.id
    returning ${reviews}.id, ${reviews}.status, ${reviews}.news_seq as seq`)
  if (rows.length === 0) return
  await at('sweep.committed')
  for (const { id, status } of rows) {
    log.warn({ reviewId: id, status }, 'review.reclaimed')
    reclaimed.inc({ status })
    if (status !== 'pending') countEnd(status, status === 'failed' ? 'poison' : null)
  }
  await send(...rows.filter(({ status }) => status === 'pending').map(({ id }) => id))
  const over = rows.filter(({ status }) => status !== 'pending')
  const news = over.map(({ id, status, seq }) => ({ type: 'ended' as const, reviewId: id, seq: Number(seq), status }))
  if (news.length > 0) await announce(...news)
  await at('sweep.pushed')
}

/** T10. Due reviews whose id may have been lost, unless the list is long enough to hold them all. */
export async function announceAgain(): Promise<void> {
  const due = await db().$count(reviews, sql`${reviews.status} = 'pending' and ${reviews.runAt} <= now()`)
  if (due === 0) return
  const waiting = await queue().depth().catch(unreachable)
  if (waiting >= due) return
  const rows = await db().execute<{ id: string }>(sql`
    update ${reviews} set announced_at = now() where id in (
      select id from ${reviews}
      where status = 'pending' and run_at <= now() and coalesce(announced_at, created_at) < now() - interval '15 seconds'
      order by run_at limit 200 for update skip locked)
    returning id`)
  sentAgain.inc(rows.length)
  await send(...rows.map(({ id }) => id))
}

/** There is nowhere to send to. That is no reason to doubt the leases. */
function unreachable(error: Error): number {
  log.debug({ error: error.message }, 'queue.unreachable')
  return Number.POSITIVE_INFINITY
}
