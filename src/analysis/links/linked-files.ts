// Which other files of a review a file speaks of: those it imports, those they import, and so on, nearest first.
import { posix } from 'node:path'
import type { Language } from '#contract/language.ts'
import type { CodeFile } from '../hit.ts'
import { goLinks } from './go.ts'
import { javaLinks } from './java.ts'
import { javascriptLinks } from './javascript.ts'
import { type Links, type Paths, pathsOf } from './paths.ts'
import { pythonLinks } from './python.ts'

const MOST_FILES = 24
const MOST_SIGNS = 400_000
const FURTHEST = 3

export const linksOf: Partial<Record<Language, Links>> = {
  python: pythonLinks,
  javascript: javascriptLinks,
  typescript: javascriptLinks,
  go: goLinks,
  java: javaLinks,
}

/** The same files in the same order, each with those it leads to. Only looks at the text of imports: nothing is parsed. */
export function withLinked(files: readonly CodeFile[]): CodeFile[] {
  const families = new Map(
    [...Map.groupBy(files, ({ language }) => linksOf[language])].map(([links, its]) => [links, familyOf(links, its)]),
  )
  return files.map((file) => {
    const family = families.get(linksOf[file.language])
    const links = family?.links
    return links ? { ...file, linked: reached(file, (one) => direct(one, links, family)) } : file
  })
}

type Family = {
  links: Links | undefined
  byPath: Map<string, CodeFile>
  paths: Paths
  direct: Map<CodeFile, CodeFile[]>
  /** By folder and name: the files that declare it. */
  declared: Map<string, Map<string, CodeFile[]>>
}

function familyOf(links: Links | undefined, files: CodeFile[]): Family {
  const declared: Family['declared'] = new Map()
  for (const file of links?.declared ? files : []) {
    const folder = posix.dirname(file.path)
    const names = declared.get(folder) ?? new Map<string, CodeFile[]>()
    declared.set(folder, names)
    for (const name of links?.declared?.(file.path, file.content) ?? [])
      names.set(name, [...(names.get(name) ?? []), file])
  }
  const byPath = new Map(files.map((file) => [file.path, file]))
  return { links, byPath, paths: pathsOf([...byPath.keys()]), direct: new Map(), declared }
}

function direct(file: CodeFile, links: Links, { byPath, paths, direct: known, declared }: Family): CodeFile[] {
  const before = known.get(file)
  if (before) return before
  const used = new Set(links.declared ? file.content.match(/\b[A-Za-z_]\w*\b/g) : [])
  const spokenOf = (folder: string): CodeFile[] => {
    const names = declared.get(folder)
    return names ? [...used].flatMap((name) => names.get(name) ?? []) : []
  }
  const imported = links.imported(file.content).flatMap((name) => {
    const there = links.placeOf(file.path, name, paths)?.paths ?? []
    // Of a whole folder, only files that hold something this one speaks of.
    return there.length > 1 ? spokenOf(posix.dirname(there[0] ?? '')) : there.flatMap((path) => byPath.get(path) ?? [])
  })
  const found = [...new Set([...imported, ...spokenOf(posix.dirname(file.path))])].filter((one) => one !== file)
  known.set(file, found)
  return found
}

function reached(file: CodeFile, directOf: (file: CodeFile) => CodeFile[]): CodeFile[] {
  const found = new Set<CodeFile>()
  let signs = 0
  let edge = [file]
  for (let distance = 0; distance < FURTHEST; distance++) {
    const next: CodeFile[] = []
    for (const one of edge.flatMap(directOf)) {
      if (one === file || found.has(one)) continue
      if (found.size >= MOST_FILES || signs + one.content.length > MOST_SIGNS) return [...found]
      signs += one.content.length
      found.add(one)
      next.push(one)
    }
    edge = next
  }
  return [...found]
}
