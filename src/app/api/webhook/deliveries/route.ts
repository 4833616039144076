// GET: what was sent, or is going to be, newest first.
import { DeliveriesQuery } from '#contract/webhook.ts'
import { listDeliveries } from '#webhooks/manage.ts'
import { signedIn } from '../../handle.ts'
import { queryIn } from '../../query-in.ts'

export const GET = signedIn('reads', null, async ({ actor, request }) => {
  const { cursor = null } = DeliveriesQuery.parse(queryIn(request))
  return Response.json(await listDeliveries(actor, cursor))
})
