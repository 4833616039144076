// What several steps found, made one list: the same matter at the same place is shown once, the gravest stands first.
import { type Candidate, severities } from '#contract/finding.ts'
import { panel } from './panel.ts'

/** Filtering marks a finding and never drops it. */
export function merge(found: Candidate[]): Candidate[] {
  const ranked = [...found].sort(byTrust)
  const kept: Candidate[] = []
  const all = ranked.map((candidate) => {
    const better = kept.find((other) => sameMatter(other, candidate))
    if (better) return { ...candidate, fate: 'held-back' as const, fateReason: `${better.ruleId} says the same here.` }
    kept.push(candidate)
    return candidate
  })
  return all.sort(byPlace)
}

/** Two rules (or two analysers by one rule's name) that start on one line and speak of one weakness or of bad syntax. */
function sameMatter(a: Candidate, b: Candidate): boolean {
  if (a.path !== b.path || !a.range || !b.range) return false
  if (a.ruleId.startsWith('syntax/') && b.ruleId.startsWith('syntax/')) return a.range.startLine === b.range.startLine
  const overlap = a.range.startLine <= b.range.endLine && b.range.startLine <= a.range.endLine
  return overlap && a.ruleId !== b.ruleId && matter(a) === matter(b)
}

const matter = ({ cwe, ruleId }: Candidate) => cwe ?? ruleId

const severity = (candidate: Candidate) => severities.indexOf(candidate.severity)
const seat = ({ ruleId }: Candidate) => {
  const index = panel.findIndex(({ name }) => ruleId.startsWith(`${name}/`))
  return index < 0 ? panel.length : index
}
const byTrust = (a: Candidate, b: Candidate) => seat(a) - seat(b)

const text = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)
const byPlace = (a: Candidate, b: Candidate) =>
  severity(a) - severity(b) ||
  text(a.path, b.path) ||
  (a.range?.startLine ?? 0) - (b.range?.startLine ?? 0) ||
  (a.range?.startColumn ?? 0) - (b.range?.startColumn ?? 0) ||
  text(a.ruleId, b.ruleId)
