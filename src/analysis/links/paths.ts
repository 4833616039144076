// The paths of one review, looked up by their ends: an import says how a path ends and seldom how it begins.
import { posix } from 'node:path'

export type Paths = {
  has(path: string): boolean
  /** Of the files called so that end with these segments, the one nearest to `from`. */
  nearest(from: string, segments: readonly string[]): string | null
  inFolder(folder: string): readonly string[]
  /** Of the folders that end with these segments, the one nearest to `from`. */
  folder(from: string, segments: readonly string[]): string | null
}

/** What an import leads to: one file, or in Go all files of a folder; and what of the name is left to look for there. */
export type Place = { paths: readonly string[]; rest: string[] }

export type Links = {
  /** What a file's imports speak of, told in full. */
  imported(content: string): string[]
  placeOf(from: string, name: string, paths: Paths): Place | null
  /** Where files of one folder see each other without an import: the names a file gives to its folder. */
  declared?(path: string, content: string): string[]
}

export function pathsOf(all: readonly string[]): Paths {
  const byName = Map.groupBy(all, (path) => posix.basename(path))
  const byFolder = Map.groupBy(all, (path) => posix.dirname(path))
  const foldersByName = Map.groupBy(byFolder.keys(), (folder) => posix.basename(folder))
  const known = new Set(all)
  return {
    has: (path) => known.has(path),
    nearest: (from, segments) => nearestOf(from, endingWith(byName.get(segments.at(-1) ?? '') ?? [], segments)),
    inFolder: (folder) => byFolder.get(folder) ?? [],
    folder: (from, segments) => nearestOf(from, endingWith(foldersByName.get(segments.at(-1) ?? '') ?? [], segments)),
  }
}

function endingWith(paths: readonly string[], segments: readonly string[]): string[] {
  const end = segments.join('/')
  return paths.filter((path) => path === end || path.endsWith(`/${end}`))
}

function nearestOf(from: string, paths: readonly string[]): string | null {
  const [first, ...others] = [...paths].sort()
  if (first === undefined) return null
  return others.reduce((best, path) => (shared(from, path) > shared(from, best) ? path : best), first)
}

/** How many folders two paths have in common. */
function shared(a: string, b: string): number {
  const [left, right] = [a.split('/'), b.split('/')]
  const end = left.findIndex((segment, index) => segment !== right[index])
  return end < 0 ? left.length : end
}

/** All folders from that of the file up to the top. */
export function foldersAbove(path: string): string[] {
  const folders: string[] = []
  for (let folder = posix.dirname(path); ; folder = posix.dirname(folder)) {
    folders.push(folder)
    if (folder === posix.dirname(folder)) return folders
  }
}
