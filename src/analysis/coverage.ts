// What was and was not looked at, file by file: partial is never green.
import type { Candidate } from '#contract/finding.ts'
import type { Language } from '#contract/language.ts'
import type { Coverage } from '#contract/review.ts'
import type { StepOutcome } from './analyse.ts'

export type Selected = { path: string; language: Language; skipped: string | null }

/** One entry for each file that was handed in, in its order. */
export function coverageOf(files: Selected[], outcomes: StepOutcome[], findings: Candidate[]): Coverage[] {
  const unparsable = new Set(findings.filter(({ ruleId }) => ruleId.startsWith('syntax/')).map(({ path }) => path))
  return files.map(({ path, language, skipped }) => {
    if (skipped) return { path, status: 'skipped', reason: skipped }
    const reasons = outcomes.flatMap(({ gaps }) => gaps.filter((gap) => gap.path === path).map((gap) => gap.reason))
    if (language === 'text') reasons.unshift(ONLY_SECRETS)
    if (unparsable.has(path)) reasons.unshift(BROKEN)
    return reasons.length > 0 ? { path, status: 'partial', reason: reasons.join(' ') } : { path, status: 'reviewed' }
  })
}

const ONLY_SECRETS = 'Only searched for secrets: it is not Python, JavaScript, TypeScript, Go or Java.'
const BROKEN = 'It has a syntax error, so most checks could not read it.'
