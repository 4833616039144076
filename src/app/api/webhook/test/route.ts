// POST: a message that says it is a test. A worker sends it a moment later.
import { testWebhook } from '#webhooks/manage.ts'
import { signedIn } from '../../handle.ts'

export const POST = signedIn('writes', null, async ({ actor }) =>
  Response.json(await testWebhook(actor), { status: 202 }),
)
