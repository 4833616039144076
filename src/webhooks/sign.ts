// The headers of a message, as Standard Webhooks has them.
import { createHmac } from 'node:crypto'
import { webhookSecret } from '#accounts/secrets.ts'

const PREFIX = 'whsec_'

/** The secret as it is told to people. */
export const secretInWords = (secretId: string): string => PREFIX + webhookSecret(secretId).toString('base64')

/** @param secretIds the former one too while both are good: the receiver takes whichever it knows. */
export function sign(id: string, at: Date, body: string, secretIds: string[]): Record<string, string> {
  const timestamp = Math.floor(at.getTime() / 1000)
  const signatures = secretIds.map(
    (secretId) =>
      `v1,${createHmac('sha256', webhookSecret(secretId)).update(`${id}.${timestamp}.${body}`).digest('base64')}`,
  )
  return {
    'content-type': 'application/json',
    'user-agent': 'Lintel-Webhooks',
    'webhook-id': id,
    'webhook-timestamp': String(timestamp),
    'webhook-signature': signatures.join(' '),
  }
}
