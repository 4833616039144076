// The engine alone, from text to findings: files of 500 lines beside plain ruff and plain ESLint, then many files at once.
import { analyse } from '#analysis/analyse.ts'
import { closeEngine, warmEngine } from '#analysis/warm.ts'
import { defaultPath, type Language } from '#contract/language.ts'
import { quantile } from '../quantiles.ts'
import { material } from './material.ts'
import { plainEslint, plainRuff } from './plain.ts'

const RUNS = 25
/** A worker lives for weeks: what its threads run often is compiled by then. */
const WARMING_RUNS = 25
const LINES = 500
const FILES = [25, 50, 100, 200]
const LINES_OF_MANY = 300

const code = ['python', 'javascript', 'typescript', 'go', 'java'] as const
const plain = {
  python: { name: 'ruff', run: plainRuff },
  javascript: { name: 'ESLint', run: plainEslint },
  typescript: { name: 'ESLint', run: plainEslint },
}

export async function measureEngine(): Promise<string> {
  await warmEngine()
  const alone = []
  for (const language of code) for (const flawed of [0, 4]) alone.push(await oneFile(language, flawed))
  const many = []
  for (const count of FILES) many.push(await manyFiles(count))
  await closeEngine()
  return `
The engine on one file of about ${LINES} lines, each run another text, warm (ms)
                          lines    p50    p95   findings
${alone.join('\n')}

Many files of about ${LINES_OF_MANY} lines in all five languages in one review (s)
  files    seconds   ms/file
${many.join('\n')}`
}

async function oneFile(language: (typeof code)[number], flawed: number): Promise<string> {
  const beside = flawed === 0 && language in plain ? plain[language as keyof typeof plain] : null
  const [ours, theirs, lines, found]: number[][] = [[], [], [], []]
  for (let run = 0; run < WARMING_RUNS + RUNS; run++) {
    const content = material(language, LINES, run + flawed * RUNS, flawed)
    const before = performance.now()
    const { findings } = await judge([{ path: defaultPath[language], content, language }])
    const between = performance.now()
    await beside?.run(content, defaultPath[language])
    if (run < WARMING_RUNS) continue
    ours?.push(between - before)
    theirs?.push(performance.now() - between)
    lines?.push(content.split('\n').length)
    found?.push(findings.length)
  }
  const row = (name: string, times: number[] = []) =>
    `  ${name.padEnd(24)}${cell(median(lines))}${cell(quantile(times, 0.5))}${cell(quantile(times, 0.95))}`
  const own = `${row(flawed > 0 ? `${language}, with flaws` : language, ours)}${cell(median(found))}`
  return beside ? `${own}\n${row(`  ${beside.name}`, theirs)}` : own
}

/** Texts that were not judged before: what is remembered would be no measure. */
async function manyFiles(count: number): Promise<string> {
  const files = Array.from({ length: count }, (_, n) => {
    const language = code[n % code.length] as (typeof code)[number]
    const path = `${n}/${defaultPath[language]}`
    return { path, language, content: `${material(language, LINES_OF_MANY, 1000 * count + n)}\n\n` }
  })
  const started = performance.now()
  await judge(files)
  const milliseconds = performance.now() - started
  return `  ${String(count).padStart(5)}${cell(milliseconds / 1000, 2)}${cell(milliseconds / count, 1)}`
}

const cell = (value: number, digits = 0) => value.toFixed(digits).padStart(digits ? 10 : 7)
const median = (numbers: number[] = []) => quantile(numbers, 0.5)

const judge = (files: { path: string; content: string; language: Language }[]) =>
  analyse(files, {
    signal: AbortSignal.timeout(120_000),
    model: null,
    planned: async () => {},
    remember: (_step, run) => run(),
  })
