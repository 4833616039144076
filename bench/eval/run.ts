// A labelled set through the product: 0 when it meets the bar, 1 when it does not, 2 when that was not measured.
import { parseArgs } from 'node:util'
import { analyse, type Outcome } from '#analysis/analyse.ts'
import { type Model, reviewModel } from '#analysis/model/connect.ts'
import { type Case, readCases, sourceOf } from './cases.ts'
import { judgeCase, type Score, scoreOf } from './score.ts'

const LONGEST_MS = 15 * 60_000

export const PASS = 0
export const BELOW = 1
export const NOT_MEASURED = 2

type Options = { file: string; recall: number; precision: number; withoutModel: boolean }
type Say = (line: string) => void

/** Whatever keeps a case from being judged as it was meant to be makes the whole run no measurement. */
export async function runEval(args: string[], say: Say, model: Model | null | undefined = undefined): Promise<number> {
  try {
    const options = optionsIn(args)
    const asked = options.withoutModel ? null : (model ?? reviewModel())
    if (!asked && !options.withoutModel)
      throw new Error('no model is configured; say --without-model to judge the analysers alone')
    const cases = readCases(options.file)
    if (cases.length === 0) throw new Error(`${options.file} holds no case`)
    return tell(await measure(cases, asked, say), options, say)
  } catch (error) {
    say(`Not measured: ${error instanceof Error ? error.message : String(error)}.`)
    return NOT_MEASURED
  }
}

function optionsIn(args: string[]): Options {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      'min-recall': { type: 'string', default: '0.6' },
      'min-precision': { type: 'string', default: '0.75' },
      'without-model': { type: 'boolean', default: false },
    },
  })
  const [file] = positionals
  const [recall, precision] = [Number(values['min-recall']), Number(values['min-precision'])]
  if (!file) throw new Error('which set? Say: pnpm eval cases.jsonl')
  if (![recall, precision].every((bar) => bar >= 0 && bar <= 1)) throw new Error('a bar is a number from 0 to 1')
  return { file, recall, precision, withoutModel: values['without-model'] }
}

async function measure(cases: Case[], model: Model | null, say: Say): Promise<Score> {
  const outcomes: Outcome[] = []
  for (const one of cases) {
    const outcome = await reviewOf(one, model)
    const part = outcome.coverage.find(({ status }) => status !== 'reviewed')
    if (outcome.degraded || part)
      throw new Error(`${one.id} was not reviewed in full: ${part?.reason ?? 'a step failed'}`)
    outcomes.push(outcome)
    const { met, expected, right, shown } = judgeCase(one, outcome)
    say(`${one.id}: ${met} of ${expected} found, ${right} of ${shown} right`)
  }
  return scoreOf(
    cases.map((one, index) => judgeCase(one, outcomes[index] as Outcome)),
    outcomes,
  )
}

const reviewOf = ({ files, instructions }: Case, model: Model | null) =>
  analyse(files.map(sourceOf), {
    signal: AbortSignal.timeout(LONGEST_MS),
    model,
    planned: async () => {},
    remember: (_step, run) => run(),
    wishesFor: () => ({ instructions: instructions ?? null, guidelines: [] }),
  })

function tell(score: Score, { recall, precision }: Options, say: Say): number {
  const percent = (part: number) => `${(part * 100).toFixed(1)} %`
  say(`${score.cases} cases
recall     ${percent(score.recall)}, at least ${percent(recall)}
precision  ${percent(score.precision)}, at least ${percent(precision)}
F1         ${percent(score.f1)}
on a line  ${percent(score.placed)}
tokens     ${score.inputTokens} in, ${score.outputTokens} out
cost       $${score.costUsd.toFixed(4)}`)
  return score.recall >= recall && score.precision >= precision ? PASS : BELOW
}
