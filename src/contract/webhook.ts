// What another program is told when a review has ended (Standard Webhooks), and how that is set up and looked after.
import { z } from 'zod'
import { failureKinds, Summary } from './review.ts'

export const webhookEvents = ['review.completed', 'review.failed', 'review.cancelled', 'webhook.test'] as const
export const deliveryStatuses = ['pending', 'delivered', 'failed'] as const

/** The body of a message. `summary` is null unless the review has completed. */
export const WebhookEvent = z.strictObject({
  type: z.enum(webhookEvents),
  timestamp: z.iso.datetime({ offset: true }),
  data: z.strictObject({
    reviewId: z.uuid().nullable(),
    projectId: z.uuid().nullable(),
    title: z.string().nullable(),
    summary: Summary.nullable(),
    degraded: z.boolean(),
    failure: z.enum(failureKinds).nullable(),
  }),
})
export type WebhookEvent = z.infer<typeof WebhookEvent>

export const WebhookAddress = z.strictObject({
  url: z
    .url({ protocol: /^https?$/, error: 'An address looks like https://example.com/lintel.' })
    .max(2000, 'An address may have at most 2000 characters.')
    .refine((url) => !new URL(url).username && !new URL(url).password, 'An address may not hold a password.'),
})
export type WebhookAddress = z.infer<typeof WebhookAddress>

/** `url` is null where there is none. `gone`: the receiver answered 410; saving an address turns it on again. */
export const Webhook = z.strictObject({
  url: z.string().nullable(),
  gone: z.boolean(),
  secretMadeAt: z.iso.datetime().nullable(),
  /** Until when messages are signed with the former secret too. */
  formerSecretUntil: z.iso.datetime().nullable(),
})
export type Webhook = z.infer<typeof Webhook>

/** `secret` is told when it was made just now, and never again. */
export const SavedWebhook = z.strictObject({ ...Webhook.shape, secret: z.string().optional() })
export type SavedWebhook = z.infer<typeof SavedWebhook>

export const Delivery = z.strictObject({
  id: z.uuid(),
  event: z.enum(webhookEvents),
  reviewId: z.uuid().nullable(),
  status: z.enum(deliveryStatuses),
  attempts: z.int().nonnegative(),
  /** The status of the last answer; null when there was none. */
  answered: z.int().nullable(),
  failure: z.string().nullable(),
  createdAt: z.iso.datetime(),
  /** When it is tried next; null when it is over. */
  nextAt: z.iso.datetime().nullable(),
  endedAt: z.iso.datetime().nullable(),
})
export type Delivery = z.infer<typeof Delivery>

export const DeliveriesQuery = z.strictObject({ cursor: z.uuid('This is no cursor of ours.').optional() })
export type DeliveriesQuery = z.infer<typeof DeliveriesQuery>
