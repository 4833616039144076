// The guards of the ways in: T0, T11 and, as the way out of everything, deletion.
import { guardsOf } from './mutation.ts'

const taken =
  '.onConflictDoNothing({ target: [reviews.userId, reviews.idempotencyKey], where: isNotNull(reviews.idempotencyKey) })'

export const guardsIn = [
  ...guardsOf(
    'admit',
    'src/reviews/submit',
    ['T0', 'the house has a limit', 'if (all >= MAX_OPEN_REVIEWS)', 'if (all < 0)', 'T0'],
    ['T0', 'a person has a limit', 'if (own >= most)', 'if (own < 0)', 'T0'],
    ['T0', 'what runs is open too', "['pending', 'running']", "['pending']", 'T0'],
    ['T0', 'what has ended is not', "['pending', 'running']", "['pending', 'running', 'cancelled']", 'T0'],
    ['T0', 'one at a time of one person', "pg_advisory_xact_lock(hashtext('", "concat(hashtext('", 'T0'],
    ['T0', 'one at a time when nearly full', "if (door === 'wide' && open", 'if (open.all < 0 && open', 'T0'],
    ['T0', 'the narrow door is for one', ': sql`pg_advisory_xact_lock`', ': sql`pg_advisory_xact_lock_shared`', 'T0'],
    ['T0', 'it waits for the wide one', '? sql`pg_advisory_xact_lock_shared`', '? sql`abs`', 'T0'],
    ['T0', 'a key belongs to one person', 'eq(reviews.userId, actor.userId), ', '', 'key'],
    ['T0', 'a key belongs to one body', 'if (row.bodyHash !== bodyHash)', "if (row.bodyHash === '')", 'key'],
    [
      'T0',
      'a key comes before the limits',
      'if (earlier) return { id',
      'if (earlier && open.all < 0) return { id',
      'key',
    ],
    ['T0', 'a limit without Redis', "if (redis().status !== 'ready')", 'if (open.all < 0)', 'without Redis'],
    ['T0', 'of each person', 'and(eq(reviews.userId, userId), lately)', 'lately', 'without Redis'],
    ['T0', 'for a while', 'and(eq(reviews.userId, userId), lately)', 'eq(reviews.userId, userId)', 'without Redis'],
  ),
  ...guardsOf(
    'submit',
    'src/reviews/submit',
    ['T0', 'a key is one row', taken, '', 'key'],
    ['T0', 'only a project of its own', ', eq(projects.workspaceId, actor.workspaceId)', '', 'stranger'],
    ['T0', 'only a base of its own', ', eq(reviews.workspaceId, actor.workspaceId)', '', 'stranger'],
  ),
  ...guardsOf(
    'resubmit',
    'src/reviews/resubmit',
    ['T11', 'only its own', ', eq(reviews.workspaceId, workspaceId)', '', 'T11'],
    ['T11', 'only what has ended', 'if (!isTerminal(status))', 'if (files < 0)', 'T11'],
    ['T11', 'not what is being deleted', "\n    .for('key share')", '', 'T11'],
    ['T11', 'a key is one row', taken, '', 'T11'],
  ),
  ...guardsOf('delete', 'src/reviews/resubmit', [
    'delete',
    'only its own',
    ', eq(reviews.workspaceId, workspaceId)',
    '',
    'delete',
  ]),
]
