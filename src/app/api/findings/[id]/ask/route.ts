// POST: a question to the model about a finding, or to have it explained; the answer comes as text, piece by piece.
import { FindingQuestion } from '#contract/model.ts'
import { askAboutFinding } from '#reviews/ask-about.ts'
import { signedIn } from '../../../handle.ts'
import { idIn } from '../../../id-in.ts'
import { readJson } from '../../../read-json.ts'

export const POST = signedIn('asks', 'reviews:write', async ({ actor, params, request }) => {
  const answer = await askAboutFinding(actor, idIn(params), FindingQuestion.parse(await readJson(request)))
  return new Response(answer, { headers: { 'content-type': 'text/plain; charset=utf-8' } })
})
