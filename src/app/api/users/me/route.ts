// GET: who am I, and what is left of my limits. PATCH: my name. DELETE: my account goes.
import { clearedCookies } from '#accounts/cookies.ts'
import { saveProfile, whoAmI } from '#accounts/me.ts'
import { AccountDeletion } from '#contract/retention.ts'
import { Profile } from '#contract/settings.ts'
import { deleteAccount } from '#retention/delete-account.ts'
import { withCookies } from '../../device.ts'
import { signedIn } from '../../handle.ts'
import { readJson } from '../../read-json.ts'

export const GET = signedIn('reads', 'reviews:read', async ({ actor }) => Response.json(await whoAmI(actor)))

export const PATCH = signedIn('writes', null, async ({ actor, request }) =>
  Response.json(await saveProfile(actor, Profile.parse(await readJson(request)))),
)

export const DELETE = signedIn('writes', null, async ({ actor, request, address }) => {
  await deleteAccount(actor, AccountDeletion.parse(await readJson(request)), address)
  return withCookies(new Response(null, { status: 204 }), clearedCookies())
})
