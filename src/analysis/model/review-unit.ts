// The model's word about one part of a file: asked, read, judged, tried to be refuted, and its mends tried out.
import type { Candidate } from '#contract/finding.ts'
import type { StepOutcome } from '../analyse.ts'
import type { CodeFile } from '../hit.ts'
import type { Lens } from '../lenses/lenses.ts'
import { type Anchoring, anchoredLines, anchorOf, place } from './anchor.ts'
import { Answer, readAnswer } from './answer.ts'
import { checkClaims } from './check-claims.ts'
import { consult, type Means, type Said, saidIn } from './consult.ts'
import { identify } from './identify.ts'
import { type Judged, judge } from './judge.ts'
import { hide } from './mask.ts'
import { fixFrom } from './mend.ts'
import { type Fact, reviewQuestion } from './prompt.ts'
import { restructure } from './restructure.ts'
import { partOf, shownLines, type UnitOfFile } from './unit-of-file.ts'

/** An analyser's finding that the model sees a line against. */
export type Objected = { path: string; fingerprint: string; line: number; reason: string }

export type UnitMeans = Means & {
  lenses: readonly Lens[]
  tryFixes(file: CodeFile, candidates: Candidate[]): Promise<Candidate[]>
}

export const passName = (name: string, lens: Lens, lenses: readonly Lens[]) =>
  lenses.length > 1 ? `${name}, ${lens.name}` : name

/** The steps of the calls, then the step that holds what came of them. */
export async function reviewUnit(of: UnitOfFile, means: UnitMeans): Promise<StepOutcome[]> {
  const passes = await Promise.all(means.lenses.map((lens) => askPass(of, lens, means)))
  const checked = await checkClaims(of, mergePasses(passes.flatMap(({ judged }) => judged)), means)
  const found = await means.remember(`found: ${of.name}`, async () => {
    const gaps = [...new Set([...passes.flatMap(({ gap }) => gap ?? []), ...checked.gaps])]
    return {
      findings: await means.tryFixes(of.file, identify(of.file, checked.judged)),
      gaps: gaps.map((reason) => ({ path: of.file.path, reason })),
      failure: passes.every(({ answered }) => !answered) ? (gaps[0] ?? null) : null,
      said: passes.flatMap(({ objections }) => objections),
    }
  })
  return [...passes.flatMap(({ steps }) => steps), ...checked.steps, found]
}

export const objectionsIn = ({ said }: StepOutcome): Objected[] => (Array.isArray(said) ? (said as Objected[]) : [])

type Pass = { steps: StepOutcome[]; judged: Judged[]; objections: Objected[]; answered: boolean; gap: string | null }

async function askPass(of: UnitOfFile, lens: Lens, means: UnitMeans): Promise<Pass> {
  const { unit, lines, reported, wishes } = of
  const part = partOf(of)
  const within = reported.filter(({ range }) => range && range.startLine >= unit.first && range.startLine <= unit.last)
  const facts = (anchoring: Anchoring | null): Fact[] =>
    within.map(({ range, ruleId, category, severity, title }, index) => ({
      id: `F${index + 1}`,
      anchor: anchoring
        ? anchorOf(lines, range?.startLine ?? 0, anchoring)
        : `+${(range?.startLine ?? 0) - unit.first}`,
      ruleId,
      category,
      severity,
      title: hide(title, of.masked.secrets),
    }))
  const name = passName(of.name, lens, means.lenses)
  const step = await consult(
    {
      step: `model: ${name}`,
      purpose: `review of ${part.path}`,
      schema: Answer,
      material: ['review', part.path, part.language, part.context, shownLines(of), facts(null), wishes, lens.emphasis],
      first: unit.first,
      isReadable: async (text) => (await readAnswer(text)) !== null,
      question: (key, delimiter) => {
        const anchoring = { key, moved: 0 }
        const code = anchoredLines(lines, unit, anchoring)
        return reviewQuestion({ ...part, code }, facts(anchoring), wishes, lens.emphasis, delimiter)
      },
    },
    means,
  )
  const said = saidIn(step)
  if (!said) return { steps: [step], ...silent(step.failure ?? 'It gave no answer.') }
  const mended = await restructure(name, said, means)
  return { steps: [step, ...mended.steps], ...(await readPass(of, within, said, mended.text)) }
}

const silent = (gap: string) => ({ judged: [], objections: [], answered: false, gap: `${NOT} ${gap}` })

async function readPass(of: UnitOfFile, within: Candidate[], said: Said, text: string): Promise<Omit<Pass, 'steps'>> {
  const { unit, lines, real, reported, file } = of
  const read = await readAnswer(text)
  if (!read) return silent(unreadable(said))
  const anchoring = { key: said.key, moved: unit.first - said.first }
  const styleIsAsked = of.wishes.guidelines.length > 0
  const judged = read.items.map((item, rank) => {
    const placement = place(lines, unit, anchoring, item)
    const one = judge(item, placement, { reported, content: file.content, rank, styleIsAsked })
    const around = placement.range
    const at = { path: file.path, shown: lines, real, unit }
    const fix = item.fix && around && !one.heldBack ? fixFrom(item.fix, { ...at, around }, anchoring) : null
    return { ...one, ...(fix && { fix }) }
  })
  const objections = read.objections.flatMap(({ fact, reason, ...where }): Objected[] => {
    const about = within[Number(fact.slice(1)) - 1]
    const { range } = place(lines, unit, anchoring, where)
    if (!about || !range || reason === '') return []
    return [{ path: file.path, fingerprint: about.fingerprint, line: range.startLine, reason }]
  })
  return { judged, objections, answered: true, gap: shortfall(read.unreadable, read.brokenOff || said.brokenOff) }
}

/** What several passes say about the same place and of the same kind is one thing, told as the first told it. */
function mergePasses(judged: Judged[]): Judged[] {
  const told: Judged[] = []
  return judged.map((one) => {
    const same = told.find(({ category, range }) => category === one.category && range && meet(range, one.range))
    if (one.heldBack) return one
    if (same) return { ...one, heldBack: 'The model said it twice.' }
    told.push(one)
    return one
  })
}

const meet = (a: NonNullable<Judged['range']>, b: Judged['range']) =>
  b !== null && a.startLine <= b.endLine && b.startLine <= a.endLine

function unreadable({ text, brokenOff }: Said): string {
  if (text.trim() === '') return 'It gave an empty answer.'
  return brokenOff ? 'Its answer broke off.' : 'Its answer was not in the form that was asked for.'
}

function shortfall(unreadable: number, brokenOff: boolean): string | null {
  if (brokenOff) return `${PARTLY} Its answer broke off; what came before that was used.`
  return unreadable > 0
    ? `${PARTLY} ${unreadable} of its findings could not be understood; the others were used.`
    : null
}

export const NOT = 'Not reviewed by the model.'
const PARTLY = 'Not fully reviewed by the model.'
