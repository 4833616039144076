// GET: what is looked for, rule by rule.
import { builtInRules } from '#analysis/catalogue/rules.ts'
import { signedIn } from '../handle.ts'

export const GET = signedIn('reads', 'reviews:read', async () =>
  Response.json({ items: builtInRules, nextCursor: null }),
)
