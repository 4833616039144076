// The guards of those who do not hold a review: who cancels it (T7), takes it from the dead (T9) or sends it again (T10).
import { guardsOf, hole } from './mutation.ts'

const skip = '      order by lease_until limit 200 for update skip locked)'
const skipDue = '      order by run_at limit 200 for update skip locked)'
const wanted = 'cancel_requested_at is null and'

export const guardsBeside = [
  ...guardsOf(
    'cancel',
    'src/reviews/cancel',
    ['T7', 'only its own', ', eq(reviews.workspaceId, actor.workspaceId)', '', 'T7'],
    ['T7', 'not what has ended', ", inArray(reviews.status, ['pending', 'running'])", '', 'T7'],
    ['T7', 'what runs goes on', "then 'cancelled' else ", "then 'cancelled' when true then 'cancelled' else ", 'T7'],
    ['T7', 'what runs has not ended', 'then now() end`', 'then now() else now() end`', 'T7'],
    ['T7', 'the first wish counts', `coalesce(${hole('reviews.cancelRequestedAt')}, now())`, 'now()', 'T7'],
  ),
  ...guardsOf(
    'sweep',
    'src/reviews/sweep',
    ['T9', 'only what runs', "status = 'running' and ", '', 'T9'],
    ['T9', 'only a lease that ran out', ' and lease_until < now()', '', 'T9'],
    ['T9', 'one sweeper has it', skip, ')', 'T9'],
    ['T9', 'nobody waits for another', skip, ' for update)', 'T9'],
    ['T9', 'a crash is counted', 'crash_count = crash_count + 1', 'crash_count = crash_count', 'T9'],
    ['T9', 'what is to be cancelled is', "case when cancel_requested_at is not null then 'cancelled'", 'case', 'T9'],
    ['T9', 'the third crash is the last', "then 'failed' else 'pending'", "then 'pending' else 'pending'", 'T9'],
    ['T9', 'cancelled is no poison', `failure_kind = case when ${wanted}`, 'failure_kind = case when', 'T9'],
    ['T9', 'and has no message', `failure_message = case when ${wanted}`, 'failure_message = case when', 'T9'],
    ['T9', 'cancelled has ended', 'case when cancel_requested_at is not null or ', 'case when ', 'T9'],
    ['T9', 'not before one lease of life', 'if (patience.isOver())', 'if (EVERY_MS > 0)', 'T9'],
    ['T9', 'not after a turn that failed', '      patience.startAgain()\n', '', 'T9'],
    ['T10', 'only what waits counts as due', `${hole('reviews.status')} = 'pending' and `, '', 'a list as long'],
    ['T10', 'only what is due counts', ` and ${hole('reviews.runAt')} <= now()`, '', 'a list as long'],
    ['T10', 'not while the list is long', '  if (waiting >= due) return\n', '', 'list'],
    ['T10', 'only what waits', "where status = 'pending' and run_at", 'where run_at', 'T10'],
    ['T10', 'only what is due', ' and run_at <= now() and coalesce', ' and coalesce', 'T10'],
    ['T10', 'not what was sent just now', 'coalesce(announced_at, created_at)', 'created_at', 'T10'],
    ['T10', 'not what came just now', "now() - interval '15 seconds'", 'now()', 'T10'],
    ['T10', 'one sweeper has it', skipDue, ')', 'T10'],
    ['T10', 'nobody waits for another', skipDue, ' for update)', 'T10'],
  ),
  ...guardsOf(
    'patience',
    'src/reviews/patience',
    ['T9', 'one whole lease', ' && awake() - since >= leaseMs', ''],
    ['T9', 'not after a sleep', 'if (pause > everyMs + (leaseMs * 2) / 3)', 'if (pause < 0)'],
    ['T9', 'by either clock', 'Math.max(awake() - turn.awake, wall() - turn.wall)', 'awake() - turn.awake'],
    ['T9', 'a failure begins it again', '      since = null\n      turn', '      turn'],
  ),
]
