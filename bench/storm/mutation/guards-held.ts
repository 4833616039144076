// The guards of a review that is claimed, held and let go: T1 to T6 and T8.
import { guardsOf, hole } from './mutation.ts'

const fixed = "'00000000-0000-4000-8000-000000000000'::uuid"
const lost = 'writes nothing'
const ofJob = `sql\`id = ${hole('job.id')}\``
const steps = hole('reviewSteps.reviewId')

const chosen = `select candidate.id, ${hole('freeSlot')} as slot from (${hole('candidate')}) candidate`

export const guardsHeld = [
  ...guardsOf(
    'claim',
    'src/reviews/claim',
    ['T1', 'only what waits', "waiting.status = 'pending' and ", '', 'never claimed'],
    ['T1', 'only what is due', ' and waiting.run_at <= now()', '', 'never claimed'],
    ['T1', 'not what is to be cancelled', ' and waiting.cancel_requested_at is null', '', 'never claimed'],
    ['T1', 'one has it', '{due} for update skip locked`', '{due}`', 'T1:'],
    ['T1', 'nobody waits for another', '{due} for update skip locked`', '{due} for update`', 'walked past'],
    ['T1b', 'one has it', '          for update skip locked) first', ') first', 'T1b'],
    ['T1b', 'nobody waits for another', '          for update skip locked) first', 'for update) first', 'walked past'],
    ['T1b', 'first who has the fewest running', 'busy.running > level.running', 'busy.running > 1000000', 'T1b'],
    ['T1b', 'only who has fewer than the cap', 'where level.running < ', 'where 0 < ', 'T1b'],
    [
      'T1b',
      'looked for once',
      `(with once as materialized (${chosen})\n        select id, slot from once)`,
      `(${chosen} offset 0)`,
      'T1b',
    ],
    ['T1', 'a place below the cap', 'where place < ', 'where 0 < ', 'however many'],
    ['T1', 'a place that is free', 'and slot = place))', 'and slot = -1))', 'however many'],
    ['T1', 'no claim without a place', ' and chosen.slot is not null', '', 'however many'],
  ),
  ...guardsOf('claim', 'src/reviews/end', ['T1', 'a token of its own', 'gen_random_uuid()', fixed, lost]),
  ...guardsOf(
    'lease',
    'src/reviews/end',
    ['T2-T8', 'only while it runs', "eq(reviews.status, 'running'), ", '', lost],
    ['T2-T8', 'only with the token', ', eq(reviews.leaseToken, job.leaseToken)', '', lost],
    ['T2', 'a beat is fenced', '.where(held(job))', '.where(eq(reviews.id, job.id))', lost],
  ),
  ...guardsOf(
    'lease',
    'src/reviews/lease',
    ['T2', 'a beat hears of a cancel', 'cancelRequestedAt} is not null`', 'id} is null`', 'it is to be cancelled'],
    ['T2', 'a beat hears of the deadline', 'startedAt} < now() - ', 'startedAt} < now() - 9 * ', 'its time is over'],
  ),
  ...guardsOf(
    'steps',
    'src/reviews/end',
    [
      'T2',
      'a plan is fenced',
      '(held(job))\n    .returning({ seq: reviews.newsSeq, stage: reviews.stage })',
      '(eq(reviews.id, job.id))\n    .returning({ seq: reviews.newsSeq, stage: reviews.stage })',
      lost,
    ],
    [
      'T2',
      'a stage is fenced',
      '(held(job))\n    .returning({ seq: reviews.newsSeq, done:',
      '(eq(reviews.id, job.id))\n    .returning({ seq: reviews.newsSeq, done:',
      lost,
    ],
    ['T2', 'a step is fenced', '(held(job))\n        .returning', '(eq(reviews.id, job.id))\n        .returning', lost],
    [
      'T2',
      'no step without its count',
      `::int, news_seq, ${hole("placeholder('outcome')")}::jsonb\n    from counted`,
      `::int, 0, ${hole("placeholder('outcome')")}::jsonb`,
      lost,
    ],
  ),
  ...guardsOf(
    'steps',
    'src/reviews/steps',
    ['T2', 'a step is kept once', '\n    on conflict do nothing', '', 'once'],
    ['T2', 'a step bears the number of its news', '::int, news_seq, ', '::int, 0, ', 'later'],
  ),
  ...guardsOf(
    'end',
    'src/reviews/end',
    ['T3', 'a completion is fenced', '.where(held(job))', `.where(${ofJob})`, lost],
    ['T3', 'findings only with the row', 'select found.* from completed, ', 'select found.* from ', lost],
    ['T3', 'what is fixed only with the row', 'select ended.* from completed, ', 'select ended.* from ', lost],
    [
      'T3',
      'steps go only with the row',
      `using completed where ${steps} = completed.id`,
      `where ${steps} = ${hole('job.id')}`,
      lost,
    ],
    ['T4', 'five attempts', 'if (job.attempt >= MAX_ATTEMPTS)', 'if (job.attempt < 0)', 'T4'],
    ['T4', 'a random wait', 'sql`random() * least', 'sql`0 * least', 'T4'],
    ['T4', 'longer if somebody asks for it', 'sql`now() + greatest(', 'sql`now() + least(', 'T4'],
    ['T6', 'only what is to be cancelled', ', isNotNull(reviews.cancelRequestedAt))', ')', 'T6'],
    ['T8', 'the attempt is given back', `{ attempt: sql\`${hole('reviews.attempt')} - 1\` }`, '{}', 'T8'],
    ['T4 T8', 'a cancel comes first', '  (await cancelRunning(job)) ??\n', '', 'to be cancelled'],
    ['T4 T8', 'not what is to be cancelled', ', isNull(reviews.cancelRequestedAt))', ')', 'to be cancelled'],
    ['T4-T8', 'the ways out are fenced', '.where(and(held(job), only))', `.where(and(${ofJob}, only))`, lost],
  ),
]
