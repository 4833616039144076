// Imports of JavaScript and TypeScript: relative paths, aliases such as `@/`, paths from the root, packages of one workspace.
import { posix } from 'node:path'
import type { Links, Paths } from './paths.ts'

const SPECIFIER = /(?:\bfrom|\bimport|\brequire\s*\(|\bimport\s*\()\s*['"]([^'"\n]+)['"]/g
const endings = ['.ts', '.tsx', '.js', '.jsx', '.mjs', '.cjs', '.mts', '.cts']
const MOST_MEMBERS = 3

export const javascriptLinks: Links = {
  imported: (content) => [...content.matchAll(SPECIFIER)].map(([, specifier = '']) => specifier),

  /** `./db.js.find` is `find` of `./db.js`. */
  placeOf(from, name, paths) {
    const rest: string[] = []
    for (let specifier = name; rest.length <= MOST_MEMBERS; ) {
      const path = moduleAt(from, specifier, paths)
      if (path && path !== from) return { paths: [path], rest }
      const cut = /^(.*[^./])\.([\w$]+)$/.exec(specifier)
      if (!cut?.[1] || !cut[2]) return null
      specifier = cut[1]
      rest.unshift(cut[2])
    }
    return null
  },
}

function moduleAt(from: string, specifier: string, paths: Paths): string | null {
  if (/^\.{1,2}(\/|$)/.test(specifier)) {
    const base = posix.join(posix.dirname(from), specifier)
    return firstOf(base, (path) => (paths.has(path) ? path : null))
  }
  const alias = /^[@~#]\/?(.+)$/.exec(specifier.replace(/^@\w[^/]*\//, ''))?.[1]
  const segments = (alias ?? specifier).split('/')
  if (alias === undefined && segments.length === 1) return null
  const ending = (end: string[]) => firstOf(end.join('/'), (path) => paths.nearest(from, path.split('/')))
  return ending(segments) ?? ending([...segments.slice(1), 'src'])
}

/** The ending may be left out, or be that of the file it is compiled to; a folder stands for its index. */
function firstOf(base: string, find: (path: string) => string | null): string | null {
  const stem = base.replace(/\.([cm]?)jsx?$/, '')
  const candidates = [
    base,
    ...endings.map((ending) => base + ending),
    ...(stem === base ? [] : endings.map((ending) => stem + ending)),
    ...endings.map((ending) => posix.join(base, `index${ending}`)),
  ]
  for (const candidate of candidates) {
    const path = /\.[cm]?[jt]sx?$/.test(candidate) ? find(candidate) : null
    if (path !== null) return path
  }
  return null
}
