// A second look, by a model that did not make the claims: each is tried to be refuted, and none stands without a verdict.
import { z } from 'zod'
import type { StepOutcome } from '../analyse.ts'
import { anchoredLines, anchorOf } from './anchor.ts'
import { consult, type Means, saidIn } from './consult.ts'
import type { Judged } from './judge.ts'
import { type Claim, checkQuestion } from './prompt.ts'
import { readList, shorten } from './read-list.ts'
import { partOf, shownLines, type UnitOfFile } from './unit-of-file.ts'

const verdicts = ['stands', 'refuted', 'unsure'] as const

const Verdict = z.object({
  id: z.string().describe('The id of the claim, such as C1'),
  verdict: z.enum(verdicts),
  reason: z.string().describe('One sentence that names the line which shows it'),
})
type Verdict = z.infer<typeof Verdict>
const Verdicts = z.object({ verdicts: z.array(Verdict) })

const Lenient = Verdict.extend({ reason: z.string().catch('') })
const readVerdicts = (text: string) => readList(text, { name: 'verdicts', mark: 'id', schema: Lenient })

type Checked = { judged: Judged[]; steps: StepOutcome[]; gaps: string[] }

/** In order; what was held back before is not looked at again. */
export async function checkClaims(of: UnitOfFile, judged: Judged[], means: Means): Promise<Checked> {
  const open = judged.filter(({ heldBack }) => heldBack === null)
  if (open.length === 0) return { judged, steps: [], gaps: [] }
  const step = await askForVerdicts(of, open, means)
  const read = await readVerdicts(saidIn(step)?.text ?? '')
  const byId = new Map((read?.items ?? []).map((verdict) => [verdict.id.trim().toUpperCase(), verdict]))
  const gap = read ? [] : [`What the model found could not be checked. ${step.failure ?? ''}`.trim()]
  return {
    judged: judged.map((one) => {
      const index = open.indexOf(one)
      return index < 0 ? one : { ...one, heldBack: reasonOf(byId.get(`C${index + 1}`)) }
    }),
    steps: [step],
    gaps: gap,
  }
}

function reasonOf(verdict: Verdict | undefined): string | null {
  if (!verdict) return 'The second look gave no verdict on it.'
  if (verdict.verdict !== 'refuted') return null
  return `The second look refuted it: ${shorten(verdict.reason.replace(/\s+/g, ' '), 400) || 'no reason was given.'}`
}

function askForVerdicts(of: UnitOfFile, open: Judged[], means: Means): Promise<StepOutcome> {
  const { lines, unit } = of
  const part = partOf(of)
  const claims = (anchor: (line: number) => string): Claim[] =>
    open.map(({ title, explanation, range }, index) => ({
      id: `C${index + 1}`,
      anchor: range ? anchor(range.startLine) : 'the file',
      title,
      explanation,
    }))
  return consult(
    {
      step: `check: ${of.name}`,
      purpose: `second look at ${part.path}`,
      schema: Verdicts,
      material: [
        'check',
        part.path,
        part.language,
        part.context,
        shownLines(of),
        claims((line) => `+${line - unit.first}`),
      ],
      first: unit.first,
      isReadable: async (text) => (await readVerdicts(text)) !== null,
      question: (key, delimiter) => {
        const anchoring = { key, moved: 0 }
        const code = anchoredLines(lines, unit, anchoring)
        return checkQuestion(
          { ...part, code },
          claims((line) => anchorOf(lines, line, anchoring)),
          delimiter,
        )
      },
    },
    means,
  )
}
