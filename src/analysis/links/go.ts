// Imports of Go: a path ends with the folder of its package, whose files see each other without an import.
import type { Links } from './paths.ts'

const IMPORT = /^\s*(?:import\s+)?(?:[\w.]+\s+)?"([\w.~/-]+)"/gm
const DECLARED = /^(?:func\s+(?:\([^)]*\)\s*)?|type\s+|var\s+|const\s+|\t)(\w+)/gm

/** The first words of paths in Go's own library. */
const standard =
  /^(archive|bufio|bytes|compress|container|context|crypto|database|debug|embed|encoding|errors|expvar|flag|fmt|go|hash|html|image|index|io|iter|log|maps|math|mime|net|os|path|plugin|reflect|regexp|runtime|slices|sort|strconv|strings|sync|syscall|testing|text|time|unicode|unsafe)(\/|\.|$)/

export const goLinks: Links = {
  imported(content) {
    const end = content.search(/^func\s/m)
    return [...content.slice(0, end < 0 ? undefined : end).matchAll(IMPORT)].flatMap(([, path = '']) =>
      standard.test(path) ? [] : [path],
    )
  },

  /** `example.com/shop/store.Find` is `Find` of the files in `store`. */
  placeOf(from, name, paths) {
    if (standard.test(name)) return null
    const [, path = '', member] = /^(.*\/[^./]+|[^./]+)(?:\.(\w+))?$/.exec(name) ?? []
    const segments = path.split('/')
    for (let begin = 0; begin < segments.length; begin++) {
      const folder = paths.folder(from, segments.slice(begin))
      if (folder) return { paths: paths.inFolder(folder), rest: member ? [member] : [] }
    }
    return null
  },

  declared: (_, content) => [...content.matchAll(DECLARED)].map(([, name = '']) => name),
}
