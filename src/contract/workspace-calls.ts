// The calls about a workspace as a whole: its webhook, how long it keeps things, and its end. A part of the typed client.
import { z } from 'zod'
import type { Call } from './client.ts'
import { listOf } from './project.ts'
import { type AccountDeletion, Retention } from './retention.ts'
import { Delivery, SavedWebhook, Webhook, type WebhookAddress } from './webhook.ts'

type Means = {
  call: <Schema extends z.ZodType>(path: string, options: Call<Schema>) => Promise<z.infer<Schema>>
  download: (path: string) => Promise<File>
}

const nothing = z.undefined()

export const workspaceCalls = ({ call, download }: Means) => ({
  getWebhook: () => call('/api/webhook', { answer: Webhook }),
  saveWebhook: (body: WebhookAddress) => call('/api/webhook', { method: 'PUT', body, answer: SavedWebhook }),
  removeWebhook: () => call('/api/webhook', { method: 'DELETE', answer: nothing }),
  /** The former one is good for another day. */
  changeWebhookSecret: () => call('/api/webhook/secret', { method: 'POST', answer: SavedWebhook }),
  testWebhook: () => call('/api/webhook/test', { method: 'POST', answer: Delivery }),
  listDeliveries: (cursor?: string) =>
    call(`/api/webhook/deliveries${cursor ? `?cursor=${cursor}` : ''}`, { answer: listOf(Delivery) }),

  getRetention: () => call('/api/retention', { answer: Retention }),
  saveRetention: (body: Retention) => call('/api/retention', { method: 'PUT', body, answer: Retention }),
  exportEverything: () => download('/api/users/me/export'),
  deleteAccount: (body: AccountDeletion) => call('/api/users/me', { method: 'DELETE', body, answer: nothing }),
})
