// How much the engine finds, and how often it is wrong: every class of defect beside a twin that differs only there.
import { expect, test } from 'playwright/test'
import type { Candidate } from '#contract/finding.ts'
import type { Language } from '#contract/language.ts'
import { analyse } from '../analyse.ts'
import { closeEngine } from '../warm.ts'
import { type Case, readCases } from './read-cases.ts'

const RECALL = 0.85
const PRECISION = 0.95

test.afterAll(closeEngine)

for (const language of ['python', 'javascript', 'typescript', 'go', 'java'] as const)
  test(`${language}: recall of ${RECALL} and precision of ${PRECISION} at least`, async () => {
    test.setTimeout(240_000)
    const cases = readCases(language)
    const [flawed, clean] = [await judge(language, cases, 'flawed'), await judge(language, cases, 'clean')]
    const scores = cases.map((one) => {
      const found = flawed.get(one.name) ?? []
      const right = found.filter((finding) => isRight(finding, one))
      const wrong = [...found.filter((finding) => !isRight(finding, one)), ...(clean.get(one.name) ?? [])]
      return { name: one.name, caught: right.length > 0, wrong }
    })
    const caught = scores.filter((score) => score.caught).length
    const wrong = scores.reduce((sum, score) => sum + score.wrong.length, 0)
    const [recall, precision] = [caught / cases.length, caught / (caught + wrong)]
    process.stdout.write(report(language, scores, recall, precision))
    expect(cases.length).toBeGreaterThan(60)
    expect(recall).toBeGreaterThanOrEqual(RECALL)
    expect(precision).toBeGreaterThanOrEqual(PRECISION)
  })

/** What is shown, by the name of the case. */
async function judge(language: Language, cases: Case[], twin: 'flawed' | 'clean'): Promise<Map<string, Candidate[]>> {
  const files = cases.map((one) => ({ path: `${one.name}/${one.file}`, content: one[twin], language }))
  const outcome = await analyse(files, {
    signal: AbortSignal.timeout(200_000),
    model: null,
    planned: async () => {},
    remember: (_, run) => run(),
  })
  expect(outcome.coverage.filter(({ status }) => status !== 'reviewed')).toEqual([])
  const shown = outcome.findings.filter(({ fate }) => fate === 'shown')
  return Map.groupBy(shown, ({ path }) => path.slice(0, path.indexOf('/')))
}

/** On one of the lines (a short stretch over one of them counts), and about this kind of trouble. */
function isRight({ range, category, cwe }: Candidate, { lines, ...one }: Case): boolean {
  if (!range || (category !== one.category && cwe !== one.cwe)) return false
  const isShort = range.endLine - range.startLine <= 2
  return lines.some((line) => line === range.startLine || (isShort && line > range.startLine && line <= range.endLine))
}

type Score = { name: string; caught: boolean; wrong: Candidate[] }

function report(language: string, scores: Score[], recall: number, precision: number): string {
  const percent = (share: number) => `${Math.round(share * 100)} %`
  const missed = scores.filter(({ caught }) => !caught).map(({ name }) => name)
  const noise = scores.flatMap(({ name, wrong }) =>
    wrong.map(({ ruleId, range }) => `${name}:${range?.startLine} ${ruleId}`),
  )
  return [
    `${language}: ${scores.length} classes, recall ${percent(recall)}, precision ${percent(precision)}`,
    `  missed: ${missed.join(', ') || 'none'}`,
    `  wrong: ${noise.join(', ') || 'none'}`,
    '',
  ].join('\n')
}
