// Hits of one file become candidates: placed inside the text, with an identity, and marked where a comment asks for silence.
import type { Candidate } from '#contract/finding.ts'
import { fingerprints } from './fingerprint.ts'
import type { CodeFile, Hit } from './hit.ts'
import { clamp, linesOf, quoteOf } from './position.ts'
import { markSuppressed } from './suppressions.ts'

export function candidates(file: CodeFile, hits: Hit[], source: Candidate['source'] = 'analyser'): Candidate[] {
  const lines = linesOf(file.content)
  const placed = hits.map((hit) => ({ ...hit, range: clamp(lines, hit.range) }))
  const identities = fingerprints(lines, placed)
  const told = placed.map(
    ({ heldBack, fromParameter: _, ...hit }, index): Candidate => ({
      ...hit,
      fingerprint: identities[index] ?? '',
      path: file.path,
      quote: quoteOf(lines, hit.range),
      source,
      ...(heldBack ? { fate: 'held-back', fateReason: heldBack } : { fate: 'shown' }),
    }),
  )
  return markSuppressed(file.content, told)
}
