// Many files at once, as JSON or as a zip: what becomes of each.
import { z } from 'zod'

/** Of an archive, or of a list of files. */
export const MAX_IMPORT_ENTRIES = 5000

/** What to do about a file whose path is taken; `fail` imports nothing then. */
export const conflictChoices = ['fail', 'skip', 'replace'] as const

export const ImportQuery = z.strictObject({ onConflict: z.enum(conflictChoices).default('fail') })
export type ImportQuery = z.infer<typeof ImportQuery>

/** Paths and contents may be anything: what cannot be kept is skipped, and told. */
export const FilesToImport = z.strictObject({
  files: z
    .array(z.strictObject({ path: z.string(), content: z.string() }))
    .min(1, 'At least one file is needed.')
    .max(MAX_IMPORT_ENTRIES, `At most ${MAX_IMPORT_ENTRIES} files fit into one import.`),
})
export type FilesToImport = z.infer<typeof FilesToImport>

export const SkippedFile = z.strictObject({ path: z.string(), reason: z.string() })
export type SkippedFile = z.infer<typeof SkippedFile>

export const ImportedFile = z.strictObject({
  id: z.uuid(),
  path: z.string(),
  version: z.int().positive(),
  /** `unchanged` was the same already. */
  outcome: z.enum(['created', 'replaced', 'unchanged']),
})
export type ImportedFile = z.infer<typeof ImportedFile>

/** Together these are every file that was handed in; an archive's folders and empty folders are none. */
export const ImportResult = z.strictObject({ imported: z.array(ImportedFile), skipped: z.array(SkippedFile) })
export type ImportResult = z.infer<typeof ImportResult>
