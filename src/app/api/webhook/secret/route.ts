// POST: another secret, told in this answer only.
import { changeSecret } from '#webhooks/manage.ts'
import { signedIn } from '../../handle.ts'

export const POST = signedIn('writes', null, async ({ actor, address }) =>
  Response.json(await changeSecret(actor, address), { status: 201 }),
)
