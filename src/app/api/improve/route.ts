// POST: a piece of code made better as its owner wishes; answers edits to be shown as a diff.
import { Improvement } from '#contract/model.ts'
import { improveCode } from '#reviews/ask-about.ts'
import { signedIn } from '../handle.ts'
import { readJson } from '../read-json.ts'

export const POST = signedIn('asks', 'reviews:write', async ({ actor, request }) =>
  Response.json(await improveCode(actor, Improvement.parse(await readJson(request)))),
)
