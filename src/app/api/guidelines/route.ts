// GET: what the model is asked for in plain words. POST: one guideline more.
import { NewGuideline } from '#contract/guideline.ts'
import { createGuideline, listGuidelines } from '#rules/guidelines.ts'
import { signedIn } from '../handle.ts'
import { readJson } from '../read-json.ts'

export const GET = signedIn('reads', 'reviews:read', async ({ actor }) =>
  Response.json({ items: await listGuidelines(actor), nextCursor: null }),
)

export const POST = signedIn('writes', 'projects:write', async ({ actor, request, address }) =>
  Response.json(await createGuideline(actor, NewGuideline.parse(await readJson(request)), address), { status: 201 }),
)
