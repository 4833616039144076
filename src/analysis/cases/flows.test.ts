// Values that flow: how much of what was written for it is found, and how often the engine is wrong, in each class.
import { expect, test } from 'playwright/test'
import { closeEngine } from '../warm.ts'
import { isOutside } from './flow-classes.ts'
import { readFlows } from './read-flows.ts'
import { type Score, scoreFlows } from './score-flows.ts'

const RECALL = 0.85
const PRECISION = 0.95

test.afterAll(closeEngine)

for (const language of ['python', 'javascript', 'typescript', 'go', 'java'] as const)
  test(`${language}: values from outside and slips with values, each recall ${RECALL} and precision ${PRECISION} at least`, async () => {
    test.setTimeout(180_000)
    const scores = await scoreFlows(readFlows(language), AbortSignal.timeout(160_000))
    for (const [what, least] of [
      ['values from outside', 100],
      ['slips with values', 75],
    ] as const) {
      const its = scores.filter(({ about }) => isOutside(about) === (what === 'values from outside'))
      const { recall, precision, text } = report(`${language}, ${what}`, its)
      process.stdout.write(text)
      expect(its.length).toBeGreaterThan(least)
      expect.soft(recall).toBeGreaterThanOrEqual(RECALL)
      expect.soft(precision).toBeGreaterThanOrEqual(PRECISION)
    }
  })

function report(title: string, scores: Score[]) {
  const whole = sharesOf(scores)
  const byClass = [...Map.groupBy(scores, ({ about }) => about)].map(
    ([about, its]) => `  ${about}: ${told(sharesOf(its))}`,
  )
  const list = (name: string, all: string[]) => all.map((one) => `  ${name} ${one}`)
  const lines = [
    `${title}: ${scores.length} cases, ${told(whole)}`,
    ...byClass,
    ...list(
      'missed',
      scores.flatMap(({ missed }) => missed),
    ),
    ...list(
      'wrong',
      scores.flatMap(({ wrong }) => wrong),
    ),
    '',
  ]
  return { ...whole, text: lines.join('\n') }
}

type Shares = { recall: number; precision: number; caught: number; marks: number; wrong: number }

function sharesOf(scores: Score[]): Shares {
  const sum = (of: (score: Score) => number) => scores.reduce((total, score) => total + of(score), 0)
  const [marks, caught, wrong] = [sum((one) => one.marks), sum((one) => one.caught), sum((one) => one.wrong.length)]
  return {
    marks,
    caught,
    wrong,
    recall: marks ? caught / marks : 1,
    precision: caught + wrong ? caught / (caught + wrong) : 1,
  }
}

const told = ({ recall, precision, caught, marks, wrong }: Shares) =>
  `recall ${percent(recall)} (${caught} of ${marks}), precision ${percent(precision)} (${wrong} wrong)`

const percent = (share: number) => `${Math.round(share * 100)} %`
