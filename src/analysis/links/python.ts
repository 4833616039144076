// Imports of Python: a dotted name is a path from the file's own folder or one above it.
import { posix } from 'node:path'
import { foldersAbove, type Links, type Paths } from './paths.ts'

const FROM = /^[ \t]*from[ \t]+(\.*[\w.]*)[ \t]+import[ \t]+(\([^)]*\)|[^\n#]+)/gm
const IMPORT = /^[ \t]*import[ \t]+([\w., \t]+)/gm

export const pythonLinks: Links = {
  imported(content) {
    const from = [...content.matchAll(FROM)].flatMap(([, module = '', names = '']) =>
      namesIn(names).map((name) => `${module.replace(/^\.+/, '')}.${name}`.replace(/^\./, '')),
    )
    const whole = [...content.matchAll(IMPORT)].flatMap(([, names = '']) => namesIn(names))
    return [...from, ...whole]
  },

  placeOf(from, name, paths) {
    const segments = name.split('.')
    for (let length = segments.length; length > 0; length--) {
      const path = moduleAt(from, segments.slice(0, length), paths)
      if (path) return { paths: [path], rest: segments.slice(length) }
    }
    return null
  },
}

const namesIn = (list: string) =>
  list.match(/[\w.]+(?:\s+as\s+\w+)?/g)?.map((one) => one.replace(/\s+as\s.*$/, '')) ?? []

function moduleAt(from: string, segments: readonly string[], paths: Paths): string | null {
  const module = segments.join('/')
  for (const folder of foldersAbove(from))
    for (const root of [folder, posix.join(folder, 'src')])
      for (const end of [`${module}.py`, `${module}/__init__.py`]) {
        const path = posix.join(root, end)
        if (path !== from && paths.has(path)) return path
      }
  return null
}
