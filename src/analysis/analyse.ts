// Code in, findings out: every analyser that can read these files, each a step of its own.
import { type Candidate, severities } from '#contract/finding.ts'
import { type Language, languages } from '#contract/language.ts'
import type { Depth } from '#contract/model.ts'
import type { Coverage, Engine, ModelPart, Summary, stages, Usage } from '#contract/review.ts'
import { ruleFacts } from '#contract/rule-document.ts'
import type { AppliedSetting } from '#contract/rule-setting.ts'
import { askOnce } from './asked.ts'
import { coverageOf, type Selected } from './coverage.ts'
import { engine } from './engine.ts'
import type { Cleared } from './hit.ts'
import { lensesOf } from './lenses/lenses.ts'
import { withLinked } from './links/linked-files.ts'
import { merge } from './merge.ts'
import type { Model } from './model/connect.ts'
import type { AnswerMemory, Meter } from './model/meter.ts'
import { withObjections } from './model/objections.ts'
import type { Wishes } from './model/prompt.ts'
import { type ModelReview, modelSteps, reviewFiles } from './model/review-files.ts'
import { withheldFrom } from './model/withhold.ts'
import type { RuleSet } from './own-rules/orders.ts'
import { rulesStep } from './own-rules/rule-set.ts'
import { runRules } from './own-rules/run-rules.ts'
import { applySettings } from './own-rules/settings.ts'
import { panel } from './panel.ts'
import { reasonToSkip } from './select.ts'
import { settleLanguage } from './settle-language.ts'
import { FILE_MS, runStep } from './step.ts'
import { enginePool, warmEngine } from './warm.ts'

/** `language` is null when nothing but the content can tell. */
export type SourceFile = { path: string; content: string; language: Language | null }

/** What one step (an analyser over all its files, the model over one) gives back. Plain data: it is stored as JSON. */
export type StepOutcome = {
  findings: Candidate[]
  /** Files this step could not look at, with the reason in words a person understands. */
  gaps: { path: string; reason: string }[]
  /** Where values were followed and do no harm: a rule that only looks at one line is held back there. */
  cleared?: (Cleared & { path: string })[]
  /** Why the whole step gave nothing, or null. */
  failure: string | null
  /** What the model was given and gave; an analyser costs nothing. `saved`: calls that an earlier answer made needless. */
  usage?: Usage & { calls: number; saved: number }
  /** What the model said, for the steps after it: nothing of it is shown as it is. */
  said?: unknown
}

/** What a team has to say: its own rules, what holds for all rules, and which of its files could not be read. */
export type TeamRules = { set: RuleSet; settings: AppliedSetting[]; gaps: StepOutcome['gaps'] }

export type Tools = {
  /** Aborted on cancel, on a lost lease and on the review's deadline. */
  signal: AbortSignal
  /** Null: the analysers review alone. */
  model: Model | null
  /** Never read from the files that are judged. */
  rules?: TeamRules | null
  /** Told once, before the first step, which steps there will be. */
  planned(steps: string[]): Promise<void>
  /** Runs a step, or gives back what an earlier attempt stored for it. May reject: the review is then no longer ours. */
  remember(step: string, run: () => Promise<StepOutcome>): Promise<StepOutcome>
  /** Told when the work changes its kind. */
  entered?(stage: Stage): Promise<void>
  /** How often the model looks at each part; once, if nothing is said. */
  depth?: Depth
  /** What the owner of the code asks the model for, by path. */
  wishesFor?(path: string): Wishes
  /** Who pays for the model; nobody counts, if nothing is said. */
  meter?: Meter
  /** Answers of the model from before; none, if nothing is said. */
  memory?: AnswerMemory
}

export type Stage = Extract<(typeof stages)[number], 'asking the model' | 'ranking'>

export type Outcome = {
  engine: Engine
  coverage: Coverage[]
  summary: Summary
  findings: Candidate[]
  heldBack: number
  degraded: boolean
  usage: Usage
  /** Null when no model was asked. */
  modelPart?: ModelPart | null
}

/** Rejects when `tools.signal` is aborted or `tools` reject; what an analyser does wrong is part of the outcome. */
export async function analyse(files: SourceFile[], tools: Tools): Promise<Outcome> {
  const stop = new AbortController()
  const signal = AbortSignal.any([tools.signal, stop.signal])
  try {
    const selected = await Promise.all(files.map((file) => select(file, signal)))
    const steps = panel
      .map(({ languages, readsLinked, goesFurthest: _, ...analyser }) => {
        const its = selected.filter(readable(languages))
        return { ...analyser, files: readsLinked ? withLinked(its) : its }
      })
      .filter(({ files }) => files.length > 0)
    const { rules, model } = tools
    const forRules = rules ? selected.filter(readable(languagesOf(rules))) : []
    const withheld = model ? withheldFrom(selected.filter(readable(code))) : []
    const kept = new Set(withheld.map(({ path }) => path))
    const forModel = model ? selected.filter((file) => readable(code)(file) && !kept.has(file.path)) : []
    const depth = tools.depth ?? 'standard'
    const lenses = lensesOf(depth)
    const names = [...steps.map(({ name }) => name), ...(rules && forRules.length > 0 ? [rulesStep(rules.set)] : [])]
    await tools.planned([...names, ...modelSteps(forModel, lenses)])
    await warmEngine([...new Set(selected.map(({ language }) => language))])
    const asked = askOnce(enginePool(), { milliseconds: FILE_MS, signal })
    const run = (step: (typeof steps)[number]) => () =>
      runStep({ ...step, sides: sidesOf, asked }, enginePool(), signal)
    // Settings are applied before a step is kept and told: what is switched off is not shown for a moment first.
    const remember: Tools['remember'] = (step, perform) =>
      tools.remember(step, async () => configured(await perform(), rules))
    const work = steps.map((step) => remember(step.name, run(step)))
    if (rules && forRules.length > 0)
      work.push(
        remember(rulesStep(rules.set), () =>
          runRules(rules.set, forRules, { engine: enginePool(), others: readersOf, signal }),
        ),
      )
    const outcomes = await Promise.all(work)
    if (rules) outcomes.push({ findings: [], gaps: rules.gaps, failure: null })
    if (!model || forModel.length === 0) return conclude({ selected, outcomes, withheld, model, depth })
    await tools.entered?.('asking the model')
    const reported = merge(
      outcomes.flatMap(({ findings }) => findings),
      outcomes.flatMap((outcome) => outcome.cleared ?? []),
    )
    const review = await reviewFiles(model, forModel, lenses, reported, { ...tools, remember, signal })
    const findings = rules ? applySettings(review.findings, rules.settings) : review.findings
    return conclude({ selected, outcomes, withheld, model, depth, review: { ...review, findings } })
  } finally {
    // When one step's `remember` rejected, the others work for nobody.
    stop.abort()
  }
}

const readersOf = (language: Language) => sidesOf(language).flat()

/** Who follows values goes furthest: on one side alone, so that both take about as long. */
function sidesOf(language: Language): URL[][] {
  const readers = panel.filter(({ languages }) => languages.includes(language))
  const sides = [
    readers.filter(({ goesFurthest }) => goesFurthest),
    readers.filter(({ goesFurthest }) => !goesFurthest),
  ]
  return sides.filter((side) => side.length > 0).map((side) => side.map(({ module }) => module))
}

const configured = (outcome: StepOutcome, rules: Tools['rules']): StepOutcome =>
  rules ? { ...outcome, findings: applySettings(outcome.findings, rules.settings) } : outcome

/** A rule over text may name files of any language. */
function languagesOf({ set: { documents } }: TeamRules): Language[] {
  const named = new Set(documents.flatMap((document) => ruleFacts(document).languages))
  const isAnywhere = documents.some(({ language, files }) => language.includes('text') && files !== undefined)
  return isAnywhere ? [...languages] : [...named]
}

async function select({ path, content, language }: SourceFile, signal: AbortSignal) {
  const skipped = reasonToSkip(path, content)
  return {
    path,
    content,
    skipped,
    language: skipped ? 'text' : (language ?? (await settleLanguage(path, content, signal))),
  }
}

const code = languages.filter((language) => language !== 'text')

const readable = (languages: readonly Language[]) => (file: Selected) =>
  !file.skipped && languages.includes(file.language)

type Done = {
  selected: Selected[]
  outcomes: StepOutcome[]
  withheld: ModelPart['withheld']
  model: Model | null
  depth: Depth
  review?: ModelReview
}

function conclude({ selected, outcomes, withheld, model, depth, review }: Done): Outcome {
  const all = [...outcomes, ...(review?.steps ?? [])]
  const found = [...outcomes.flatMap(({ findings }) => findings), ...(review?.findings ?? [])]
  const cleared = all.flatMap((outcome) => outcome.cleared ?? [])
  const findings = withObjections(merge(found, cleared), review?.objections ?? [])
  const shown = findings.filter(({ fate }) => fate === 'shown')
  const coverage = coverageOf(selected, [...all, { findings: [], gaps: withheld, failure: null }], findings)
  const { calls, saved, ...usage } = sumOf(all)
  return {
    engine: { ...engine(), model: model && { provider: model.provider, name: model.name } },
    coverage,
    summary: { verdict: verdict(shown, coverage), counts: countsOf(shown) },
    findings,
    heldBack: findings.length - shown.length,
    degraded: all.some(({ failure, gaps }) => failure !== null || gaps.length > 0),
    usage,
    modelPart: model && {
      calls,
      saved,
      masked: review?.masked ?? [],
      withheld,
      depth,
      guidelines: review?.guidelines ?? [],
    },
  }
}

function sumOf(outcomes: StepOutcome[]): Required<StepOutcome>['usage'] {
  const sum = (kind: keyof Required<StepOutcome>['usage']) =>
    outcomes.reduce((total, { usage }) => total + (usage?.[kind] ?? 0), 0)
  return {
    inputTokens: sum('inputTokens'),
    outputTokens: sum('outputTokens'),
    costUsd: sum('costUsd'),
    calls: sum('calls'),
    saved: sum('saved'),
  }
}

function verdict(shown: Candidate[], coverage: Coverage[]): Summary['verdict'] {
  if (shown.length > 0) return 'findings'
  return coverage.every(({ status }) => status === 'reviewed') ? 'clean' : 'partial'
}

function countsOf(shown: Candidate[]): Summary['counts'] {
  const count = (severity: string) => shown.filter((one) => one.severity === severity).length
  return Object.fromEntries(severities.map((severity) => [severity, count(severity)])) as Summary['counts']
}
