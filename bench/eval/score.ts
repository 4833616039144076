// How well findings meet labels: recall, precision and F1, how many stand on a line, and what it cost.
import type { Outcome } from '#analysis/analyse.ts'
import type { Candidate } from '#contract/finding.ts'
import type { Case, Label } from './cases.ts'

/** How many lines beside the labelled ones still count as them. */
const TOLERANCE = 2

export type Judged = { id: string; expected: number; met: number; shown: number; right: number; placed: number }

export type Score = {
  cases: number
  recall: number
  precision: number
  f1: number
  /** Of the findings shown, those that stand on a line and not on the file as a whole. */
  placed: number
  inputTokens: number
  outputTokens: number
  costUsd: number
}

/** One finding may meet several labels, and several findings one label: each label and each finding counts once. */
export function judgeCase({ id, expected }: Case, { findings }: Pick<Outcome, 'findings'>): Judged {
  const shown = findings.filter(({ fate, category }) => fate === 'shown' && category !== 'style')
  return {
    id,
    expected: expected.length,
    met: expected.filter((label) => shown.some((finding) => meets(finding, label))).length,
    shown: shown.length,
    right: shown.filter((finding) => expected.some((label) => meets(finding, label))).length,
    placed: shown.filter(({ range }) => range !== null).length,
  }
}

export function scoreOf(judged: Judged[], outcomes: Pick<Outcome, 'usage'>[]): Score {
  const sum = (field: Exclude<keyof Judged, 'id'>) => judged.reduce((total, one) => total + one[field], 0)
  const spent = (field: keyof Outcome['usage']) => outcomes.reduce((total, { usage }) => total + usage[field], 0)
  const recall = share(sum('met'), sum('expected'))
  const precision = share(sum('right'), sum('shown'))
  return {
    cases: judged.length,
    recall,
    precision,
    f1: recall + precision === 0 ? 0 : (2 * recall * precision) / (recall + precision),
    placed: share(sum('placed'), sum('shown')),
    inputTokens: spent('inputTokens'),
    outputTokens: spent('outputTokens'),
    costUsd: spent('costUsd'),
  }
}

/** Of nothing, everything was found; and nothing that was said was wrong. */
const share = (part: number, whole: number) => (whole === 0 ? 1 : part / whole)

function meets({ path, range, category }: Candidate, label: Label): boolean {
  if (path !== label.path || (label.category && category !== label.category)) return false
  if (label.startLine === undefined || range === null) return label.startLine === undefined
  const last = label.endLine ?? label.startLine
  return range.startLine <= last + TOLERANCE && range.endLine >= label.startLine - TOLERANCE
}
