// One judging call over all that the model found: is it true, and would the owner change the code? Then the quota.
import { z } from 'zod'
import type { Candidate } from '#contract/finding.ts'
import type { StepOutcome } from '../analyse.ts'
import { consult, type Means, saidIn } from '../model/consult.ts'
import { type Claim, rankQuestion } from '../model/prompt.ts'
import { readList } from '../model/read-list.ts'
import { applyQuota, type Judgement } from './quota.ts'

export const rankStep = 'rank'
/** More than anybody reads; the rest is judged by its kind. */
const MOST_JUDGED = 40

const Entry = z.object({
  id: z.string().describe('The id of the finding, such as C1'),
  true: z.number().describe('How likely it is true of this code, from 0 to 100'),
  worth: z.number().describe('How likely the owner would change the code because of it, from 0 to 100'),
})
const Judgements = z.object({ judgements: z.array(Entry) })

const Lenient = z.object({ id: z.string(), true: z.coerce.number(), worth: z.coerce.number() })
const readJudgements = (text: string) => readList(text, { name: 'judgements', mark: 'id', schema: Lenient })

/**
 * Rejects only when the review is interrupted. Without a judgement, what is known of its kind counts.
 * @param hidden makes the secrets in a text unreadable.
 */
export async function rankFindings(
  candidates: Candidate[],
  hidden: (text: string) => string,
  means: Means,
): Promise<{ findings: Candidate[]; steps: StepOutcome[] }> {
  const open = candidates.flatMap(({ fate }, index) => (fate === 'shown' ? [index] : [])).slice(0, MOST_JUDGED)
  const step = await (open.length > 0
    ? askForJudgements(
        open.map((index) => candidates[index] as Candidate),
        hidden,
        means,
      )
    : means.remember(rankStep, async () => ({ findings: [], gaps: [], failure: null })))
  const read = await readJudgements(saidIn(step)?.text ?? '')
  const judgements = new Map<number, Judgement>()
  for (const { id, ...judged } of read?.items ?? []) {
    const index = open[Number(/^\s*C(\d{1,3})\s*$/i.exec(id)?.[1]) - 1]
    const judgement = { truth: share(judged.true), worth: share(judged.worth) }
    if (index !== undefined && !Number.isNaN(judgement.truth * judgement.worth)) judgements.set(index, judgement)
  }
  return { findings: applyQuota(candidates, judgements), steps: [{ ...step, failure: null }] }
}

const share = (percent: number) => Math.min(100, Math.max(0, percent)) / 100

function askForJudgements(open: Candidate[], hidden: (text: string) => string, means: Means): Promise<StepOutcome> {
  const claims = open.map(
    ({ path, quote, title, explanation }, index): Claim => ({
      id: `C${index + 1}`,
      anchor: '',
      path: hidden(path),
      ...(quote && { quote: hidden(quote) }),
      title,
      explanation,
    }),
  )
  return consult(
    {
      step: rankStep,
      purpose: 'judgement over all findings',
      schema: Judgements,
      material: ['rank', claims],
      first: 1,
      isReadable: async (text) => (await readJudgements(text)) !== null,
      question: (_, delimiter) => rankQuestion(claims, delimiter),
    },
    means,
  )
}
