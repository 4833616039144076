// What the model was asked and what it cost, and what is known of each model's server.
import {
  boolean,
  index,
  integer,
  jsonb,
  numeric,
  pgTable,
  primaryKey,
  text,
  timestamp,
  uuid,
} from 'drizzle-orm/pg-core'
import type { ModelCheck } from '#contract/model.ts'
import { users, workspaces } from './accounts.ts'
import { reviews } from './reviews.ts'

const at = () => timestamp({ withTimezone: true })
const usd = () => numeric({ precision: 14, scale: 8, mode: 'number' })

/**
 * One row for each call. Its cost is what was held back for it until it is settled, so that a call whose process died
 * counts as dearly as it can have been. It outlives its review: what was spent stays spent.
 */
export const modelCalls = pgTable(
  'model_calls',
  {
    id: uuid().primaryKey().defaultRandom(),
    workspaceId: uuid()
      .notNull()
      .references(() => workspaces.id, { onDelete: 'cascade' }),
    userId: uuid().references(() => users.id, { onDelete: 'set null' }),
    reviewId: uuid().references(() => reviews.id, { onDelete: 'set null' }),
    purpose: text().notNull(),
    model: text().notNull(),
    promptVersion: text().notNull(),
    costUsd: usd().notNull(),
    inputTokens: integer(),
    outputTokens: integer(),
    settled: boolean().notNull().default(false),
    createdAt: at().notNull().defaultNow(),
  },
  (t) => [
    index('model_calls_by_time').on(t.createdAt),
    index('model_calls_by_user').on(t.userId, t.createdAt),
    index('model_calls_by_review').on(t.reviewId),
    index('model_calls_by_workspace').on(t.workspaceId, t.createdAt),
  ],
)

/** Exactly what went out, where the operator has asked for that to be kept. It is somebody's code, and goes with its review. */
export const modelEgress = pgTable(
  'model_egress',
  {
    callId: uuid()
      .primaryKey()
      .references(() => modelCalls.id, { onDelete: 'cascade' }),
    reviewId: uuid().references(() => reviews.id, { onDelete: 'cascade' }),
    sent: text().notNull(),
  },
  (t) => [index('model_egress_by_review').on(t.reviewId)],
)

/** What the last check of a model has shown, for everybody who asks it. */
export const modelChecks = pgTable(
  'model_checks',
  {
    server: text().notNull(),
    model: text().notNull(),
    found: jsonb().$type<ModelCheck>().notNull(),
    checkedAt: at().notNull().defaultNow(),
  },
  (t) => [primaryKey({ columns: [t.server, t.model] })],
)
