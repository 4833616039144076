// The model's part of one file: masked, cut into parts, and each of them reviewed.
import type { Candidate, Fix } from '#contract/finding.ts'
import type { StepOutcome } from '../analyse.ts'
import type { CodeFile } from '../hit.ts'
import { panel } from '../panel.ts'
import type { Pool } from '../pool.ts'
import { linesOf } from '../position.ts'
import type { Masked } from './mask.ts'
import type { Wishes } from './prompt.ts'
import { NOT, passName, reviewUnit, type UnitMeans } from './review-unit.ts'
import type { UnitOfFile } from './unit-of-file.ts'
import { cutUnits, type Unit } from './units.ts'

const MASKING_MS = 10_000
const TRYING_MS = 10_000

export type FileMeans = UnitMeans & { pool: Pool; signal: AbortSignal }

/** The steps that count: one for each call that is sure to be made, and one for what came of each part. */
export function stepsOfFile(file: CodeFile, { lenses }: Pick<UnitMeans, 'lenses'>): string[] {
  const lines = linesOf(file.content)
  const units = cutUnits(lines)
  const names = units.map((unit) => nameOf(file, unit, units))
  return names.flatMap((name) => [...lenses.map((lens) => `model: ${passName(name, lens, lenses)}`), `found: ${name}`])
}

/** Rejects only when the review is interrupted. @param reported what the analysers found in this file. */
export async function reviewFile(
  file: CodeFile,
  reported: Candidate[],
  wishes: Wishes,
  means: FileMeans,
): Promise<{ steps: StepOutcome[]; secrets: string[] }> {
  const masked = await mask(file, means)
  if (!masked) return { steps: [nothing(file.path, `${NOT} Its secrets could not be made unreadable.`)], secrets: [] }
  const lines = linesOf(masked.content)
  const real = linesOf(file.content)
  // By the real text, so that the steps are those that were planned.
  const units = cutUnits(real)
  const parts = units.map((unit): UnitOfFile => {
    return { name: nameOf(file, unit, units), file, masked, lines, real, unit, reported, wishes }
  })
  const tryFixes = (of: CodeFile, candidates: Candidate[]) => withTriedFixes(of, candidates, means)
  const results = await Promise.all(parts.map((part) => reviewUnit(part, { ...means, tryFixes })))
  return { steps: named(results, units), secrets: masked.secrets }
}

const nameOf = ({ path }: CodeFile, { first, last }: Unit, units: Unit[]) =>
  units.length > 1 ? `${path}, lines ${first} to ${last}` : path

/** Which part it is about, when there is more than one and they do not all say the same. */
function named(results: StepOutcome[][], units: Unit[]): StepOutcome[] {
  const reasons = results.map((steps) => steps.flatMap(({ gaps }) => gaps.map(({ reason }) => reason)).join(' '))
  const isAlike = new Set(reasons).size === 1
  return results.flatMap((steps, index) => {
    const { first, last } = units[index] as Unit
    if (isAlike) return index === 0 ? steps : steps.map((step) => ({ ...step, gaps: [] }))
    const where = (reason: string) => `Lines ${first} to ${last}: ${reason}`
    return steps.map((step) => ({
      ...step,
      gaps: step.gaps.map(({ path, reason }) => ({ path, reason: where(reason) })),
    }))
  })
}

/** In a thread, as the search for secrets reads hostile text. Null: then nothing leaves the house. */
export async function mask(
  file: CodeFile,
  { pool, signal }: Pick<FileMeans, 'pool' | 'signal'>,
): Promise<Masked | null> {
  const task = { module: new URL('./mask.ts', import.meta.url), name: 'maskSecrets', input: file }
  try {
    return (await pool.run(task, { milliseconds: MASKING_MS, signal })) as Masked
  } catch {
    signal.throwIfAborted()
    return null
  }
}

/** A mend that does not hold is gone. */
async function withTriedFixes(
  file: CodeFile,
  candidates: Candidate[],
  { pool, signal }: FileMeans,
): Promise<Candidate[]> {
  const fixable = candidates.filter(
    (one): one is Candidate & { fix: Fix } => one.fix !== undefined && one.fate === 'shown',
  )
  const held =
    fixable.length > 0
      ? await tried(
          file,
          fixable.map(({ fix }) => fix),
          { pool, signal },
        )
      : []
  const good = new Set(fixable.filter((_, index) => held[index]))
  return candidates.map(({ fix, ...one }, index) =>
    fix && good.has(candidates[index] as (typeof fixable)[number]) ? { ...one, fix: { ...fix, checked: true } } : one,
  )
}

export async function tried(
  file: CodeFile,
  fixes: Fix[],
  { pool, signal }: Pick<FileMeans, 'pool' | 'signal'>,
): Promise<boolean[]> {
  const others = panel.filter(({ languages }) => languages.includes(file.language)).map(({ module }) => module.href)
  const task = { module: new URL('./try-fixes.ts', import.meta.url), name: 'tryFixes', input: { file, fixes, others } }
  try {
    return (await pool.run(task, { milliseconds: TRYING_MS, signal })) as boolean[]
  } catch {
    signal.throwIfAborted()
    return []
  }
}

const nothing = (path: string, reason: string): StepOutcome => ({
  findings: [],
  gaps: [{ path, reason }],
  failure: reason,
})
