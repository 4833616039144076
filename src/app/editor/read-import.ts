// Files chosen for an import: a zip is sent as it is, others are read as text; what is no text is skipped and told.
import { MAX_FILE_BYTES, tooLarge } from '#contract/file.ts'
import type { FilesToImport, ImportResult, SkippedFile } from '#contract/import.ts'

/** A file of a folder knows its place in it. */
export type ChosenFile = { path: string; file: File }

type Doors = {
  zip: (zip: File) => Promise<ImportResult>
  files: (files: FilesToImport['files']) => Promise<ImportResult>
}

export async function readImport(chosen: ChosenFile[], doors: Doors): Promise<ImportResult> {
  const results: ImportResult[] = []
  const zips = chosen.filter(isZip)
  for (const { file } of zips) results.push(await doors.zip(file))
  const read = await Promise.all(chosen.filter((one) => !isZip(one)).map(readText))
  const files = read.filter((one) => 'content' in one)
  if (files.length > 0) results.push(await doors.files(files))
  return {
    imported: results.flatMap(({ imported }) => imported),
    skipped: [...results.flatMap(({ skipped }) => skipped), ...read.filter((one) => 'reason' in one)],
  }
}

const isZip = ({ path }: ChosenFile) => path.toLowerCase().endsWith('.zip')

async function readText({ path, file }: ChosenFile): Promise<{ path: string; content: string } | SkippedFile> {
  if (file.size > MAX_FILE_BYTES) return { path, reason: tooLarge(path, file.size, MAX_FILE_BYTES).message }
  try {
    return { path, content: new TextDecoder('utf-8', { fatal: true }).decode(await file.arrayBuffer()) }
  } catch {
    return { path, reason: 'This is not text: binary files cannot be reviewed.' }
  }
}
