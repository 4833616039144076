// Dropped folders walked through: each file with its path, from the folder's own name on.
import { MAX_IMPORT_ENTRIES } from '#contract/import.ts'
import { Problem } from '#contract/problem.ts'
import type { ChosenFile } from './read-import.ts'

/** Told at once, while the browser still knows them. Null when no folder is among them. */
export function entriesWithFolder({ items }: DataTransfer): FileSystemEntry[] | null {
  const entries = [...items].map((item) => item.webkitGetAsEntry()).filter((entry) => entry !== null)
  return entries.some(({ isDirectory }) => isDirectory) ? entries : null
}

/** Throws `too-large` for more files than one import takes. */
export async function filesIn(entries: FileSystemEntry[]): Promise<ChosenFile[]> {
  const files: ChosenFile[] = []
  const left = [...entries]
  for (let entry = left.shift(); entry; entry = left.shift()) {
    if (isFolder(entry)) for await (const part of partsOf(entry)) left.push(...part)
    else files.push({ path: entry.fullPath.slice(1), file: await fileOf(entry as FileSystemFileEntry) })
    refuseAbove(MAX_IMPORT_ENTRIES, files.length + left.length)
  }
  return files
}

function refuseAbove(limit: number, count: number) {
  if (count <= limit) return
  throw new Problem('too-large', `At most ${limit} files fit into one import. Leave out folders such as node_modules.`)
}

const isFolder = (entry: FileSystemEntry): entry is FileSystemDirectoryEntry => entry.isDirectory

const fileOf = (entry: FileSystemFileEntry) => new Promise<File>((resolve, reject) => entry.file(resolve, reject))

/** A browser tells the entries of a folder in parts, and ends with an empty one. */
async function* partsOf(folder: FileSystemDirectoryEntry): AsyncGenerator<FileSystemEntry[]> {
  const reader = folder.createReader()
  let seen = 0
  for (;;) {
    const part = await new Promise<FileSystemEntry[]>((resolve, reject) => reader.readEntries(resolve, reject))
    if (part.length === 0) return
    seen += part.length
    refuseAbove(MAX_IMPORT_ENTRIES, seen)
    yield part
  }
}
