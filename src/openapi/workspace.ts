// A workspace as a whole: its webhook, how long it keeps things, taking all along, and leaving.
import { listOf } from '#contract/project.ts'
import { AccountDeletion, Retention } from '#contract/retention.ts'
import { DeliveriesQuery, Delivery, SavedWebhook, Webhook, WebhookAddress } from '#contract/webhook.ts'
import type { Operations } from './operation.ts'

export const workspaceOperations: Operations = {
  'GET /api/webhook': {
    tag: 'Workspace',
    summary: 'Reads where ended reviews are told.',
    access: 'person',
    status: 200,
    answer: Webhook,
    problems: ['forbidden'],
  },
  'PUT /api/webhook': {
    tag: 'Workspace',
    summary: 'Sets where ended reviews are told; the secret comes with the first address, and only then.',
    description:
      'Messages follow Standard Webhooks: the headers webhook-id, webhook-timestamp and webhook-signature (v1, HMAC-SHA256), and a WebhookEvent as body.',
    access: 'person',
    body: WebhookAddress,
    status: 200,
    answer: SavedWebhook,
    problems: ['forbidden'],
  },
  'DELETE /api/webhook': {
    tag: 'Workspace',
    summary: 'Removes the webhook.',
    access: 'person',
    status: 204,
    answer: null,
    problems: ['forbidden', 'not-found'],
  },
  'POST /api/webhook/secret': {
    tag: 'Workspace',
    summary: 'Makes another secret; for a day messages are signed with the former one too.',
    access: 'person',
    status: 201,
    answer: SavedWebhook,
    problems: ['forbidden', 'not-found'],
  },
  'POST /api/webhook/test': {
    tag: 'Workspace',
    summary: 'Sends a test message, a moment later.',
    access: 'person',
    status: 202,
    answer: Delivery,
    problems: ['forbidden', 'not-found'],
  },
  'GET /api/webhook/deliveries': {
    tag: 'Workspace',
    summary: 'Lists what was sent or waits to be, newest first.',
    access: 'person',
    query: DeliveriesQuery,
    status: 200,
    answer: listOf(Delivery),
    problems: ['forbidden'],
  },
  'GET /api/retention': {
    tag: 'Workspace',
    summary: 'Reads how long reviews and their code are kept.',
    access: 'person',
    status: 200,
    answer: Retention,
  },
  'PUT /api/retention': {
    tag: 'Workspace',
    summary: 'Sets how long reviews and their code are kept.',
    access: 'person',
    body: Retention,
    status: 200,
    answer: Retention,
    problems: ['forbidden'],
  },
  'GET /api/users/me/export': {
    tag: 'Workspace',
    summary: 'Downloads everything of yours and of your workspace as a zip.',
    access: 'person',
    status: 200,
    answer: 'application/zip',
    problems: ['forbidden'],
  },
  'DELETE /api/users/me': {
    tag: 'Accounts',
    summary: 'Deletes your account with your workspace.',
    description: 'An account with a password is asked for it; one without must have signed in within ten minutes.',
    access: 'person',
    body: AccountDeletion,
    status: 204,
    answer: null,
    problems: ['forbidden', 'conflict'],
  },
}
