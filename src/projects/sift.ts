// What of many files can be kept, and what cannot, each with the reason. Pure.
import type { FilesToImport, SkippedFile } from '#contract/import.ts'
import { NewFile } from '#contract/project.ts'
import { takenPaths } from './taken-paths.ts'

export type Sifted = { files: NewFile[]; skipped: SkippedFile[] }

const MAX_TOLD = 400

/** Of those that cannot stand side by side, the first is kept. */
export function sift(candidates: FilesToImport['files']): Sifted {
  const taken = takenPaths([])
  const files: NewFile[] = []
  const skipped: SkippedFile[] = []
  for (const candidate of candidates) {
    const { data, error } = NewFile.safeParse(candidate)
    const reason = error ? (error.issues[0]?.message ?? '') : taken.clash(data.path)
    if (reason !== null) skipped.push({ path: candidate.path.slice(0, MAX_TOLD).toWellFormed(), reason })
    else if (data) {
      taken.take(data.path)
      files.push(data)
    }
  }
  return { files, skipped }
}
