// GET: how long things are kept. PUT: how long from now on.
import { Retention } from '#contract/retention.ts'
import { readRetention, saveRetention } from '#retention/settings.ts'
import { signedIn } from '../handle.ts'
import { readJson } from '../read-json.ts'

export const GET = signedIn('reads', null, async ({ actor }) => Response.json(await readRetention(actor)))

export const PUT = signedIn('writes', null, async ({ actor, request, address }) =>
  Response.json(await saveRetention(actor, Retention.parse(await readJson(request)), address)),
)
