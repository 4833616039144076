// What several steps found, made one list: the same matter at the same place is shown once, the gravest stands first.
import { type Candidate, severities } from '#contract/finding.ts'
import { panel } from './panel.ts'

/** Filtering marks a finding and never drops it. */
export function merge(found: Candidate[]): Candidate[] {
  const byFile = Map.groupBy(found, ({ path }) => path)
  return [...byFile.values()].flatMap(mergeFile).sort(byPlace)
}

function mergeFile(found: Candidate[]): Candidate[] {
  // By line, so that many findings in one file are not each compared with all others.
  const kept = new Map<number, Candidate[]>()
  return [...found].sort(byTrust).map((candidate) => {
    const lines = linesOf(candidate)
    const better = lines.flatMap((line) => kept.get(line) ?? []).find((other) => sameMatter(other, candidate))
    if (better && candidate.fate === 'shown') return heldBack(candidate, `${better.ruleId} says the same here.`)
    if (!better) for (const line of lines) kept.set(line, [...(kept.get(line) ?? []), candidate])
    return candidate
  })
}

const heldBack = (candidate: Candidate, fateReason: string): Candidate => ({
  ...candidate,
  fate: 'held-back',
  fateReason,
})

/** Two rules that speak of one weakness at one place, or on one way to it; or of bad syntax; or one that spoke twice. */
function sameMatter(a: Candidate, b: Candidate): boolean {
  if (a.ruleId.startsWith('syntax/') && b.ruleId.startsWith('syntax/')) return true
  if (a.ruleId === b.ruleId) return isSamePlace(a, b)
  return a.cwe !== undefined && a.cwe === b.cwe
}

const isSamePlace = ({ range: a }: Candidate, { range: b }: Candidate) =>
  a?.startLine === b?.startLine && a?.startColumn === b?.startColumn

/** The lines it stands on, and those its way leads over. A long stretch counts by its beginning. */
function linesOf({ range, evidence, path, ruleId }: Candidate): number[] {
  if (!range) return []
  if (ruleId.startsWith('syntax/')) return [range.startLine]
  const ranges = [range, ...(evidence ?? []).filter((step) => step.path === path).map((step) => step.range)]
  const lines = ranges.flatMap(({ startLine, endLine }) => {
    const last = Math.min(endLine, startLine + LONGEST_STRETCH)
    return Array.from({ length: last - startLine + 1 }, (_, index) => startLine + index)
  })
  return [...new Set(lines)]
}

const LONGEST_STRETCH = 20

const severity = (candidate: Candidate) => severities.indexOf(candidate.severity)
const seat = ({ ruleId }: Candidate) => {
  const index = panel.findIndex(({ name }) => ruleId.startsWith(`${name}/`))
  return index < 0 ? panel.length : index
}
/** What is shown before what is held back, then by the panel's order. */
const byTrust = (a: Candidate, b: Candidate) =>
  Number(a.fate !== 'shown') - Number(b.fate !== 'shown') || seat(a) - seat(b)

const text = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)
const byPlace = (a: Candidate, b: Candidate) =>
  severity(a) - severity(b) ||
  text(a.path, b.path) ||
  (a.range?.startLine ?? 0) - (b.range?.startLine ?? 0) ||
  (a.range?.startColumn ?? 0) - (b.range?.startColumn ?? 0) ||
  text(a.ruleId, b.ruleId)
