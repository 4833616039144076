// The model's findings of one part of a file become candidates: each with an identity of its own, what is said twice said once.
import { createHash } from 'node:crypto'
import type { Candidate } from '#contract/finding.ts'
import { fingerprints, normalise } from '../fingerprint.ts'
import type { CodeFile } from '../hit.ts'
import { clamp, linesOf, quoteOf } from '../position.ts'
import type { Judged } from './judge.ts'

export function identify(file: CodeFile, judged: Judged[]): Candidate[] {
  const lines = linesOf(file.content)
  const placed = judged.flatMap(({ range, ...one }) => (range ? [{ ...one, range: clamp(lines, range) }] : []))
  const identities = fingerprints(lines, placed)
  const onLines = placed.map((one, index) => ({
    ...candidate(file.path, one),
    fingerprint: identities[index] ?? '',
    range: one.range,
    quote: quoteOf(lines, one.range),
  }))
  const ofFile = judged.filter(({ range }) => !range).map((one) => candidate(file.path, one))
  return saidOnce([...onLines, ...ofFile])
}

/** About the file as a whole. */
function candidate(path: string, one: Omit<Judged, 'range'>): Candidate {
  const { heldBack, ruleId, severity, category, title, explanation, fix } = one
  const identity = createHash('sha256')
    .update(`${ruleId}\n${normalise(title.toLowerCase())}`)
    .digest('hex')
    .slice(0, 20)
  const about = { ruleId, severity, category, title, explanation, path, source: 'model' as const }
  const fate = heldBack ? { fate: 'held-back' as const, fateReason: heldBack } : { fate: 'shown' as const }
  return { ...about, ...fate, ...(fix && { fix }), fingerprint: identity, range: null, quote: null }
}

/** Two parts of one file may hold the same code under the same name: the later one's finding is another. */
export function toldApart(candidates: Candidate[]): Candidate[] {
  const seen = new Map<string, number>()
  return candidates.map((one) => {
    const identity = `${one.path}\n${one.fingerprint}`
    const before = seen.get(identity) ?? 0
    seen.set(identity, before + 1)
    if (before === 0) return one
    const fingerprint = createHash('sha256').update(`${one.fingerprint}\n${before}`).digest('hex').slice(0, 20)
    return { ...one, fingerprint }
  })
}

function saidOnce(candidates: Candidate[]): Candidate[] {
  const identities = new Set<string>()
  const shown = new Set<string>()
  const shownFirst = candidates.toSorted((a, b) => Number(b.fate === 'shown') - Number(a.fate === 'shown'))
  return shownFirst
    .filter(({ fingerprint }) => !identities.has(fingerprint) && identities.add(fingerprint))
    .map((one) => {
      const matter = JSON.stringify([one.category, one.range])
      if (one.fate !== 'shown' || one.range === null) return one
      if (shown.has(matter)) return { ...one, fate: 'held-back', fateReason: 'The model said it twice.' }
      shown.add(matter)
      return one
    })
}
