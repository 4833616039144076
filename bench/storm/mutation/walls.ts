// The last walls: what the database itself refuses, each clause of it taken away in the migration that builds it.
import type { Mutation } from './mutation.ts'

type Row = [transition: string, guard: string, find: string, replace: string, words?: string]

const wall = (migration: string, tests: string, ...rows: Row[]): Mutation[] =>
  rows.map(([transition, guard, find, replace, words = 'refused']) => {
    return { transition, guard, file: `drizzle/${migration}.sql`, find, replace, tests: `${tests}.test.ts`, words }
  })

const TRIGGER =
  'CREATE TRIGGER reviews_transition BEFORE UPDATE ON reviews FOR EACH ROW EXECUTE FUNCTION reviews_transition();'
const ended = 'that has ended'
const toPending = '(attempts, crashes) IN ((0, 0), (-1, 0), (0, 1))'

/** Each with its comma, where the name alone stands elsewhere too. */
const outcome = [
  'ROW(new.status',
  'new.attempt, new.crash_count, new.started',
  'new.crash_count, new.started',
  'new.started_at',
  'new.finished_at',
  'new.failure_kind,',
  'new.failure_message',
  'new.engine',
  'new.coverage',
  'new.summary',
  'new.held_back',
  'new.degraded',
]

export const walls = [
  ...wall(
    '0006_transitions',
    'src/db/walls',
    ['all', 'the trigger', TRIGGER, ''],
    ...['completed', 'failed', 'cancelled'].map((status): Row => {
      const rest = ['completed', 'failed', 'cancelled'].filter((other) => other !== status)
      const list = (of: string[]) => `old.status IN (${of.map((name) => `'${name}'`).join(', ')})`
      return ['end', `what is ${status} stays so`, list(['completed', 'failed', 'cancelled']), list(rest), ended]
    }),
    ...outcome.map((find): Row => {
      const column = /new\.(\w+)/.exec(find)?.[1]
      return ['end', `${column} stays as it is`, find, find.replace('new.', 'old.'), ended]
    }),
    ['T1-T9', 'news count up', 'new.news_seq >= old.news_seq AND ', ''],
    ['T0', 'no crash while it waits', "'pending' THEN crashes = 0 AND CASE", "'pending' THEN CASE"],
    ['T0', 'no attempt while it waits', 'attempts = 0 AND new.lease_token IS NULL', 'new.lease_token IS NULL'],
    ['T0', 'no token while it waits', 'attempts = 0 AND new.lease_token IS NULL', 'attempts = 0'],
    ['T1', 'one attempt', 'attempts = 1 AND old.run_at', 'old.run_at'],
    ['T1', 'only what is due', 'old.run_at <= now() AND ', ''],
    ['T1', 'not what is to be cancelled', ' AND old.cancel_requested_at IS NULL -- T1', ''],
    ['T7', 'no attempt', "'cancelled' THEN attempts = 0 -- T7", "'cancelled' THEN true"],
    ['T1', 'no end but a cancel without a run', 'ELSE false', 'ELSE true'],
    ['T2', 'no attempt', "'running' THEN attempts = 0 AND crashes", "'running' THEN crashes"],
    ['T2', 'no crash', 'crashes = 0 AND new.lease_token = old', 'new.lease_token = old'],
    ['T2', 'the same token', ' AND new.lease_token = old.lease_token', ''],
    ['T3', 'no attempt', "'completed' THEN attempts = 0 AND ", "'completed' THEN "],
    ['T3', 'no crash', 'crashes = 0 -- T3', 'true'],
    ['T4 T8 T9', 'not what is to be cancelled', 'new.cancel_requested_at IS NULL\n        AND ', ''],
    ['T4', 'no attempt more', toPending, `(${toPending} OR (attempts, crashes) = (1, 0))`],
    ['T8', 'not both counts', toPending, `(${toPending} OR (attempts, crashes) = (-1, 1))`],
    ['T9', 'one crash', toPending, `(${toPending} OR (attempts, crashes) = (0, 2))`],
    ['T5', 'no attempt', "'failed' THEN attempts = 0 AND", "'failed' THEN"],
    [
      'T5 T9',
      'poison is a crash',
      "crashes = CASE WHEN new.failure_kind = 'poison' THEN 1 ELSE 0 END",
      'crashes IN (0, 1)',
    ],
    ['T6', 'no attempt', "'cancelled' THEN attempts = 0 AND crashes", "'cancelled' THEN crashes"],
    ['T6 T9', 'one crash', 'AND crashes IN (0, 1) AND', 'AND'],
    ['T6', 'only what is to be cancelled', ' AND old.cancel_requested_at IS NOT NULL', ''],
  ),
  ...wall(
    '0000_init',
    'src/db/walls',
    ['T1', 'running has a lease', '("reviews"."status" = \'running\') = (', '(true) or ('],
    ['end', 'an end has a time', '= ("reviews"."finished_at" is not null)', 'or true'],
    ['T5', 'failed has a kind', '= ("reviews"."failure_kind" is not null)', 'or true'],
    ['T3', 'completed has a summary', '("reviews"."summary" is not null and ', '('],
    ['T3', 'completed has an engine', ' and "reviews"."engine" is not null)', ')'],
  ),
  ...wall('0014_plain_attempts', 'src/reviews/submit', [
    'T0',
    'one review per key',
    'CREATE UNIQUE INDEX "reviews_idempotency_key"',
    'CREATE INDEX "reviews_idempotency_key"',
    'key',
  ]),
  ...wall('0000_init', 'src/reviews/steps', [
    'T2',
    'one step of a name',
    'CONSTRAINT "review_steps_review_id_name_pk" PRIMARY KEY("review_id","name")',
    'CHECK (true)',
    'once',
  ]),
  ...wall('0000_init', 'src/reviews/end', [
    'T3',
    'one finding of a fingerprint',
    'CREATE TABLE "findings" (\n\t"id" uuid PRIMARY KEY',
    'CREATE TABLE "findings" (\n\t"id" uuid',
    'T3',
  ]),
  ...wall('0005_fair_turns', 'src/reviews/claim', [
    'T1',
    'one review per place',
    'CREATE UNIQUE INDEX "reviews_slot"',
    'CREATE INDEX "reviews_slot"',
    'however many',
  ]),
]
