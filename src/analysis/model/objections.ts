// The model sees a line against what an analyser found: told beside the finding, which keeps its severity and stays shown.
import { type Candidate, severities } from '#contract/finding.ts'
import type { Objected } from './review-unit.ts'

/** An objection may lower a finding's place among those as grave, and nothing else. */
export function withObjections(findings: Candidate[], objections: Objected[]): Candidate[] {
  if (objections.length === 0) return findings
  const keyOf = ({ path, fingerprint }: Pick<Candidate, 'path' | 'fingerprint'>) => `${path}\n${fingerprint}`
  const byFinding = Map.groupBy(objections, keyOf)
  const lowered = new Set<Candidate>()
  const told = findings.map((one) => {
    const against = one.source === 'model' ? undefined : byFinding.get(keyOf(one))
    if (!against) return one
    const notes = against.slice(0, MOST).map(({ path, line, reason }) => ({
      path,
      range: { startLine: line, startColumn: 1, endLine: line, endColumn: 2 },
      note: `The model objects: ${reason}`,
    }))
    const objected = { ...one, evidence: [...(one.evidence ?? []), ...notes] }
    lowered.add(objected)
    return objected
  })
  const place = (one: Candidate) => severities.indexOf(one.severity) * 2 + Number(lowered.has(one))
  return told.sort((a, b) => place(a) - place(b))
}

const MOST = 3
