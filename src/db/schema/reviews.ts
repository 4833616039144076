// A review as a job and as a result: its state, its files, its finished steps and its findings.
import { type SQLWrapper, sql } from 'drizzle-orm'
import {
  type AnyPgColumn,
  bigint,
  boolean,
  check,
  foreignKey,
  index,
  integer,
  jsonb,
  pgEnum,
  pgTable,
  primaryKey,
  smallint,
  text,
  timestamp,
  unique,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core'
import type { ReviewEvent } from '#contract/history.ts'
import { languages } from '#contract/language.ts'
import { depths } from '#contract/model.ts'
import type { Coverage, Engine, ModelPart, Summary, Usage } from '#contract/review.ts'
import { failureKinds, stages, statuses } from '#contract/review.ts'
import { users, workspaces } from './accounts.ts'
import { projects } from './projects.ts'

export const reviewStatus = pgEnum('review_status', statuses)
export const failureKind = pgEnum('failure_kind', failureKinds)
export const reviewStage = pgEnum('review_stage', stages)
export const reviewDepth = pgEnum('review_depth', depths)
export const language = pgEnum('language', languages)

const at = () => timestamp({ withTimezone: true })

/**
 * Where a waiting review stands in line: by when it is due, less a minute for each step of priority. Everybody's wait
 * counts the same, so whoever has waited long enough comes before any newcomer.
 */
export const turn = (runAt: SQLWrapper, priority: SQLWrapper) =>
  sql`((${runAt} at time zone 'UTC') - ${priority} * interval '1 minute')`

/** Two claims at once chose the same place; the second one meets this. */
export const SLOT_TAKEN = 'reviews_slot'

export const reviews = pgTable(
  'reviews',
  {
    id: uuid().primaryKey().defaultRandom(),
    workspaceId: uuid()
      .notNull()
      .references(() => workspaces.id, { onDelete: 'cascade' }),
    userId: uuid()
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    projectId: uuid().references(() => projects.id, { onDelete: 'cascade' }),
    baseReviewId: uuid().references((): AnyPgColumn => reviews.id, { onDelete: 'set null' }),
    retryOf: uuid().references((): AnyPgColumn => reviews.id, { onDelete: 'set null' }),
    title: text(),
    instructions: text(),
    depth: reviewDepth(),
    idempotencyKey: text(),
    bodyHash: text().notNull(),

    status: reviewStatus().notNull().default('pending'),
    failureKind: failureKind(),
    failureMessage: text(),
    priority: smallint().notNull().default(0),
    attempt: integer().notNull().default(0),
    crashCount: integer().notNull().default(0),
    jobVersion: smallint().notNull().default(1),
    runAt: at().notNull().defaultNow(),
    leaseToken: uuid(),
    leaseUntil: at(),
    /** Which of its person's places it runs in, from 0: no two run in the same. */
    slot: smallint(),
    workerId: text(),
    cancelRequestedAt: at(),
    announcedAt: at(),
    createdAt: at().notNull().defaultNow(),
    startedAt: at(),
    /** When the last attempt began; `startedAt` tells of the first. */
    claimedAt: at(),
    finishedAt: at(),

    newsSeq: bigint({ mode: 'number' }).notNull().default(0),
    stage: reviewStage().notNull().default('queued'),
    stepsDone: integer().notNull().default(0),
    stepsTotal: integer().notNull().default(0),

    engine: jsonb().$type<Engine>(),
    coverage: jsonb().$type<Coverage[]>(),
    summary: jsonb().$type<Summary>(),
    usage: jsonb().$type<Usage>(),
    modelPart: jsonb().$type<ModelPart>(),
    heldBack: integer().notNull().default(0),
    degraded: boolean().notNull().default(false),
  },
  (t) => [
    unique('reviews_id_workspace').on(t.id, t.workspaceId),
    uniqueIndex('reviews_idempotency_key').on(t.userId, t.idempotencyKey).where(sql`${t.idempotencyKey} is not null`),
    index().on(t.workspaceId, t.createdAt, t.id),
    index().on(t.workspaceId, t.status, t.createdAt, t.id),
    index('reviews_turn').on(turn(t.runAt, t.priority), t.id).where(sql`${t.status} = 'pending'`),
    // Finds the running ones too. None is kept on the lease: a heartbeat then touches no index.
    uniqueIndex(SLOT_TAKEN).on(t.userId, t.slot).where(sql`${t.status} = 'running'`),
    index('reviews_open_by_user').on(t.userId).where(sql`${t.status} in ('pending', 'running')`),
    // What a review is compared with: the last one of its project or, without one, of its person.
    // It goes with the project too, completed or not.
    index('reviews_by_project').on(t.projectId, t.createdAt, t.id).where(sql`${t.projectId} is not null`),
    index('reviews_completed_by_user')
      .on(t.userId, t.createdAt, t.id)
      .where(sql`${t.status} = 'completed' and ${t.projectId} is null`),
    // Who points at a review that goes; few do.
    index('reviews_by_base').on(t.baseReviewId).where(sql`${t.baseReviewId} is not null`),
    index('reviews_by_retry').on(t.retryOf).where(sql`${t.retryOf} is not null`),
    check(
      'reviews_running_has_lease',
      sql`(${t.status} = 'running') = (${t.leaseToken} is not null and ${t.leaseUntil} is not null)`,
    ),
    check(
      'reviews_ended_has_time',
      sql`(${t.status} in ('completed', 'failed', 'cancelled')) = (${t.finishedAt} is not null)`,
    ),
    check('reviews_failed_has_kind', sql`(${t.status} = 'failed') = (${t.failureKind} is not null)`),
    check(
      'reviews_completed_has_result',
      sql`${t.status} <> 'completed' or (${t.summary} is not null and ${t.engine} is not null)`,
    ),
  ],
)
export type ReviewRow = typeof reviews.$inferSelect

/** What belongs to a review belongs to its workspace, and goes with it. */
export const ofReview = (t: { reviewId: AnyPgColumn; workspaceId: AnyPgColumn }) =>
  foreignKey({ columns: [t.reviewId, t.workspaceId], foreignColumns: [reviews.id, reviews.workspaceId] }).onDelete(
    'cascade',
  )

export const reviewFiles = pgTable(
  'review_files',
  {
    reviewId: uuid().notNull(),
    workspaceId: uuid().notNull(),
    path: text().notNull(),
    position: smallint().notNull(),
    language: language(),
    content: text().notNull(),
  },
  (t) => [primaryKey({ columns: [t.reviewId, t.path] }), ofReview(t)],
)

/** A finished step is kept once per review, so that a later attempt does not pay for it again. */
export const reviewSteps = pgTable(
  'review_steps',
  {
    reviewId: uuid().notNull(),
    workspaceId: uuid().notNull(),
    name: text().notNull(),
    attempt: integer().notNull(),
    seq: bigint({ mode: 'number' }).notNull(),
    outcome: jsonb().notNull(),
    createdAt: at().notNull().defaultNow(),
  },
  (t) => [primaryKey({ columns: [t.reviewId, t.name] }), ofReview(t)],
)

/**
 * What became of a review and when, written by triggers. Its last attempt and its end are the row's to tell: most reviews
 * have only one attempt, and neither its claim nor its completion pays for a second row.
 */
export const reviewEvents = pgTable(
  'review_events',
  {
    id: bigint({ mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    reviewId: uuid().notNull(),
    workspaceId: uuid().notNull(),
    at: at().notNull().defaultNow(),
    what: text().$type<ReviewEvent['what']>().notNull(),
    attempt: integer().notNull(),
    /** The step's name, or the worker's. */
    detail: text(),
  },
  (t) => [ofReview(t), index().on(t.reviewId, t.id)],
)
