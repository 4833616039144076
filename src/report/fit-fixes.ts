// The checked fixes of a file made in its text: as many as fit beside each other, the gravest first.
import { isDeepStrictEqual } from 'node:util'
import { applyEdits } from '#contract/apply-edits.ts'
import type { Candidate, Edit } from '#contract/finding.ts'

export type Fixable = Pick<Candidate, 'path' | 'fix'>

/** `left`: what meets another one's place, or reaches into another file. What another fix has mended too is in neither. */
export type Fitted<Of extends Fixable> = { mended: string; applied: Of[]; left: Of[] }

/** @param findings those of the file, the gravest first; the ones without a checked fix are passed over. */
export function fitFixes<Of extends Fixable>(content: string, findings: Of[]): Fitted<Of> {
  const edits: Edit[] = []
  const fitted: Fitted<Of> = { mended: content, applied: [], left: [] }
  for (const finding of findings) {
    const { fix, path } = finding
    if (!fix?.checked) continue
    // What two fixes need alike, an import for instance, is put in once.
    const more = fix.edits.filter((edit) => !edits.some((other) => isDeepStrictEqual(other, edit)))
    const next = fix.edits.every((edit) => edit.path === path) ? applyEdits(content, [...edits, ...more]) : null
    if (next === null) fitted.left.push(finding)
    if (next === null || next === fitted.mended) continue
    fitted.mended = next
    fitted.applied.push(finding)
    edits.push(...more)
  }
  return fitted
}
