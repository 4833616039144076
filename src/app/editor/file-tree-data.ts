// The project's paths as a tree: a folder is what paths have in common, and its value ends with a slash. Pure.
import { byName } from './by-name.ts'

export type Entry = { value: string; label: string; children?: Entry[] }

export const isFolder = (value: string) => value.endsWith('/')
/** Without the slash that marks a folder. */
export const pathOfEntry = (value: string) => (isFolder(value) ? value.slice(0, -1) : value)
export const nameOfEntry = (value: string) => pathOfEntry(value).split('/').at(-1) ?? ''
/** The folder it stands in, with its slash; empty at the top. */
export const folderOf = (value: string) => value.slice(0, pathOfEntry(value).lastIndexOf('/') + 1)

/** Folders first, each by name. */
export const treeOf = (paths: string[], folder = ''): Entry[] => {
  const inside = Map.groupBy(paths, (path) => {
    const slash = path.indexOf('/', folder.length)
    return slash === -1 ? path : path.slice(0, slash + 1)
  })
  return [...inside]
    .map(([value, below]) => ({
      value,
      label: nameOfEntry(value),
      ...(isFolder(value) && { children: treeOf(below, value) }),
    }))
    .sort((a, b) => Number(isFolder(b.value)) - Number(isFolder(a.value)) || byName(a.label, b.label))
}

/** Where an entry comes to stand that is dropped on another; null where it stands already, or inside of itself. */
export function droppedAt(dragged: string, target: string, position: 'before' | 'after' | 'inside'): string | null {
  const folder = isFolder(target) && position === 'inside' ? target : folderOf(target)
  if (folder === folderOf(dragged) || (isFolder(dragged) && folder.startsWith(dragged))) return null
  return folder + nameOfEntry(dragged)
}
