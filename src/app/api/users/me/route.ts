// GET: who am I, and what is left of my limits.
import { whoAmI } from '#accounts/me.ts'
import { signedIn } from '../../handle.ts'

export const GET = signedIn('reads', async ({ actor }) => Response.json(await whoAmI(actor)))
