// Imports of Java: a class is a file of its name in the folders of its package; classes of one folder see each other.
import { posix } from 'node:path'
import type { Links } from './paths.ts'

const IMPORT = /^\s*import\s+(?:static\s+)?([\w.]+?)(?:\.\*)?\s*;/gm

const library =
  /^(java|javax|jakarta|kotlin|org\.(springframework|apache|slf4j|hibernate|junit)|com\.(google|fasterxml))\./

export const javaLinks: Links = {
  imported: (content) => [...content.matchAll(IMPORT)].map(([, name = '']) => name),

  /** Of a name with a package in front, the file may lie in other folders than the package says. */
  placeOf(from, name, paths) {
    const segments = name.split('.')
    const at = segments.findIndex((segment) => /^[A-Z]/.test(segment))
    const file = `${segments[at]}.java`
    if (at < 0 || library.test(name)) return null
    const packaged = [...segments.slice(0, at), file]
    const beside = posix.join(posix.dirname(from), file)
    const path = at === 0 && paths.has(beside) ? beside : (paths.nearest(from, packaged) ?? paths.nearest(from, [file]))
    return path && path !== from ? { paths: [path], rest: segments.slice(at + 1) } : null
  },

  declared: (path) => [posix.basename(path, '.java')],
}
