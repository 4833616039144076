// GET: the webhook of my workspace. PUT: where it goes. DELETE: no more.
import { WebhookAddress } from '#contract/webhook.ts'
import { readWebhook, removeWebhook, saveWebhook } from '#webhooks/manage.ts'
import { signedIn } from '../handle.ts'
import { readJson } from '../read-json.ts'

export const GET = signedIn('reads', null, async ({ actor }) => Response.json(await readWebhook(actor)))

export const PUT = signedIn('writes', null, async ({ actor, request, address }) =>
  Response.json(await saveWebhook(actor, WebhookAddress.parse(await readJson(request)), address)),
)

export const DELETE = signedIn('writes', null, async ({ actor, address }) => {
  await removeWebhook(actor, address)
  return new Response(null, { status: 204 })
})
