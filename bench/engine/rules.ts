// What a team's own rules cost: the same files without any and with five hundred, in turns, another text in each run.
import { analyse, type TeamRules } from '#analysis/analyse.ts'
import { ruleSet } from '#analysis/own-rules/rule-set.ts'
import { closeEngine, warmEngine } from '#analysis/warm.ts'
import { defaultPath, type Language } from '#contract/language.ts'
import { RuleDocument } from '#contract/rule-document.ts'
import { quantile } from '../quantiles.ts'
import { material } from './material.ts'

const ROUNDS = 5
const FILES = 200
const LINES = 300
const RULES = 500

const code = ['python', 'javascript', 'typescript', 'go', 'java'] as const

export async function measureRules(): Promise<string> {
  await warmEngine()
  const rules: TeamRules = { set: ruleSet(Array.from({ length: RULES }, (_, n) => ruleOf(n))), settings: [], gaps: [] }
  await judge(filesOf(1, 10), rules) // starts their processes
  const [without, beside, found]: number[][] = [[], [], []]
  for (let round = 0; round < ROUNDS; round++)
    for (const given of round % 2 ? [rules, null] : [null, rules]) {
      const files = filesOf(2 + round * 2 + (given ? 1 : 0), FILES)
      const started = performance.now()
      const { findings } = await judge(files, given)
      ;(given ? beside : without)?.push((performance.now() - started) / 1000)
      if (given) found?.push(findings.filter(({ source }) => source === 'rule').length)
    }
  await closeEngine()
  const [plain, withRules] = [quantile(without ?? [], 0.5), quantile(beside ?? [], 0.5)]
  return `
${FILES} files of about ${LINES} lines in five languages, ${ROUNDS} rounds in turns (s, median)
  without own rules   ${plain.toFixed(1)}
  with ${RULES} rules      ${withRules.toFixed(1)}   (${((withRules / plain - 1) * 100).toFixed(0)} % more; ${quantile(found ?? [], 0.5)} findings of theirs)`
}

/**
 * As teams write them: of ten, eight name a call to avoid or to replace, one looks for a shape without any name, one for a
 * shape inside of another. Every twentieth names something that is all over the place.
 */
function ruleOf(n: number): RuleDocument {
  const language = code[n % code.length] as (typeof code)[number]
  const name = n % 20 === 0 ? common[language] : `legacyCall${n}`
  const rule =
    n % 10 === 8 ? { pattern: '$A == $A' } : n % 10 === 9 ? { ...shape[language] } : { pattern: `${name}($$$A)` }
  const fix = n % 10 === 1 ? { fix: `renewed${n}($$$A)` } : {}
  return RuleDocument.parse({ id: `rule-${n}`, language, message: `Rule ${n}`, rule, ...fix })
}

const common = { python: 'len', javascript: 'String', typescript: 'String', go: 'len', java: 'equals' }
const inside = (kind: string, outer: string) => ({
  kind,
  inside: { kind: outer, stopBy: 'end', has: { kind: 'comment' } },
})
const shape = {
  python: inside('lambda', 'for_statement'),
  javascript: inside('await_expression', 'while_statement'),
  typescript: inside('await_expression', 'while_statement'),
  go: inside('defer_statement', 'for_statement'),
  java: inside('lambda_expression', 'while_statement'),
}

const filesOf = (seed: number, count: number) =>
  Array.from({ length: count }, (_, n) => {
    const language = code[n % code.length] as (typeof code)[number]
    return {
      path: `${n}/${defaultPath[language]}`,
      language,
      content: `${material(language, LINES, 5000 * seed + n)}\n`,
    }
  })

const judge = (files: { path: string; content: string; language: Language }[], rules: TeamRules | null) =>
  analyse(files, {
    signal: AbortSignal.timeout(200_000),
    model: null,
    rules,
    planned: async () => {},
    remember: (_step, run) => run(),
  })
