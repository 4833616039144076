// What several steps found, made one list: the same matter at the same place is shown once, the gravest stands first.
import { type Candidate, severities } from '#contract/finding.ts'
import type { Cleared } from './hit.ts'
import { panel } from './panel.ts'

/** Filtering marks a finding and never drops it. */
export function merge(found: Candidate[], cleared: readonly ClearedAt[] = []): Candidate[] {
  const byFile = Map.groupBy(found, ({ path }) => path)
  const clearedByFile = Map.groupBy(cleared, ({ path }) => path)
  const ways = waysAcross(found)
  return [...byFile]
    .flatMap(([path, its]) => mergeFile(its.map(heldBackWhere(clearedByFile.get(path) ?? [], ways.get(path) ?? []))))
    .sort(byPlace)
}

type ClearedAt = Cleared & { path: string }

/** Lines of a file that the way of a finding in another file leads over. */
function waysAcross(found: Candidate[]): Map<string, { line: number; by: Candidate }[]> {
  const stations = found.flatMap((by) =>
    by.fate === 'shown'
      ? (by.evidence ?? []).flatMap(({ path, range }) =>
          path === by.path ? [] : [{ path, line: range.startLine, by }],
        )
      : [],
  )
  return Map.groupBy(stations, ({ path }) => path)
}

const heldBackWhere =
  (cleared: readonly ClearedAt[], ways: readonly { line: number; by: Candidate }[]) => (one: Candidate) => {
    const { range, source, ruleId, cwe, category, fate } = one
    if (!range || fate !== 'shown' || source !== 'analyser' || ruleId.startsWith('dataflow/')) return one
    const isHarmless = cleared.some(
      ({ startLine, endLine, cwes }) =>
        startLine <= range.startLine &&
        range.startLine <= endLine &&
        (cwes === null
          ? category === 'security' && !isSecret.test(cwe ?? '')
          : cwe !== undefined && cwes.includes(cwe)),
    )
    if (isHarmless)
      return heldBack(one, 'Followed to here, what arrives is fixed, was checked before, or nothing arrives at all.')
    const way = ways.find(({ line, by }) => line === range.startLine && cwe !== undefined && by.cwe === cwe)
    return way ? heldBack(one, `${way.by.ruleId} tells where it leads, in ${way.by.path}.`) : one
  }

/** A secret in code that never runs is a secret that everybody reads. */
const isSecret = /^CWE-(259|321|798)$/

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
/** What is wrong by itself, and not by what comes there, is better told by whoever looks for just that. */
const isByItself = ({ ruleId, evidence }: Candidate) => ruleId.startsWith('dataflow/') && (evidence?.length ?? 0) < 2
const seat = (candidate: Candidate) => {
  const { ruleId } = candidate
  if (isByItself(candidate)) return panel.length
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
