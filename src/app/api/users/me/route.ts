// GET: who am I, and what is left of my limits. PATCH: my name.
import { saveProfile, whoAmI } from '#accounts/me.ts'
import { Profile } from '#contract/settings.ts'
import { signedIn } from '../../handle.ts'
import { readJson } from '../../read-json.ts'

export const GET = signedIn('reads', 'reviews:read', async ({ actor }) => Response.json(await whoAmI(actor)))

export const PATCH = signedIn('writes', null, async ({ actor, request }) =>
  Response.json(await saveProfile(actor, Profile.parse(await readJson(request)))),
)
