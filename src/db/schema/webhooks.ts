// Where a workspace wants to hear of its ended reviews, and every message that is to go there or went.
import { sql } from 'drizzle-orm'
import { index, integer, jsonb, pgEnum, pgTable, text, timestamp, uuid } from 'drizzle-orm/pg-core'
import { deliveryStatuses, type WebhookEvent, webhookEvents } from '#contract/webhook.ts'
import { workspaces } from './accounts.ts'

export const webhookEvent = pgEnum('webhook_event', webhookEvents)
export const deliveryStatus = pgEnum('delivery_status', deliveryStatuses)

const at = () => timestamp({ withTimezone: true })

/** The secret is kept nowhere: it follows from its number and the key of the instance. */
export const webhooks = pgTable('webhooks', {
  workspaceId: uuid()
    .primaryKey()
    .references(() => workspaces.id, { onDelete: 'cascade' }),
  url: text().notNull(),
  secretId: uuid().notNull().defaultRandom(),
  secretMadeAt: at().notNull().defaultNow(),
  /** The one before: good until then, so that a receiver can change over. */
  formerSecretId: uuid(),
  formerSecretUntil: at(),
  createdAt: at().notNull().defaultNow(),
  /** The receiver said that it is gone. */
  disabledAt: at(),
})
export type WebhookRow = typeof webhooks.$inferSelect

/**
 * Written by a trigger with the end of a review, so that neither is without the other. No key to the webhook: its removal at
 * the same moment must not keep a review from ending.
 */
export const webhookDeliveries = pgTable(
  'webhook_deliveries',
  {
    id: uuid().primaryKey().defaultRandom(),
    workspaceId: uuid()
      .notNull()
      .references(() => workspaces.id, { onDelete: 'cascade' }),
    /** Null for a test, and no key: the log outlives the review. */
    reviewId: uuid(),
    payload: jsonb().$type<WebhookEvent>().notNull(),
    event: webhookEvent().notNull(),
    status: deliveryStatus().notNull().default('pending'),
    attempts: integer().notNull().default(0),
    nextAt: at().notNull().defaultNow(),
    /** Of the last answer; null when there was none. */
    answered: integer(),
    failure: text(),
    createdAt: at().notNull().defaultNow(),
    endedAt: at(),
  },
  (t) => [
    index('webhook_deliveries_due').on(t.nextAt).where(sql`${t.status} = 'pending'`),
    index('webhook_deliveries_log').on(t.workspaceId, t.createdAt, t.id),
    index('webhook_deliveries_old').on(t.createdAt),
  ],
)
export type DeliveryRow = typeof webhookDeliveries.$inferSelect
