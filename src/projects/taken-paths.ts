// The paths of a project, as one that is to join them meets them. Pure.

/**
 * Capitals do not make two paths different, and nothing is a file and a folder at once: what is exported must fit onto
 * every file system.
 */
export type TakenPaths = {
  take: (path: string) => void
  /** What stands in the way, in words; null when nothing does. */
  clash: (path: string) => string | null
}

export function takenPaths(paths: Iterable<string>): TakenPaths {
  const files = new Map<string, string>()
  const folders = new Map<string, string>()
  const take = (path: string) => {
    files.set(folded(path), path)
    for (const folder of foldersOf(path)) folders.set(folded(folder), folder)
  }
  const clash = (path: string) => {
    const same = files.get(folded(path))
    if (same === path) return `There is a file ${path} already.`
    if (same !== undefined) return `There is a file ${same} already: only capitals tell them apart.`
    const folder = folders.get(folded(path))
    if (folder !== undefined) return `There is a folder ${folder} already.`
    const inTheWay = foldersOf(path).find((one) => files.has(folded(one)))
    return inTheWay === undefined ? null : `There is a file ${files.get(folded(inTheWay))}, which can be no folder.`
  }
  for (const path of paths) take(path)
  return { take, clash }
}

const folded = (path: string) => path.toLowerCase()

/** `a` and `a/b` of `a/b/c`. */
const foldersOf = (path: string) => {
  const parts = path.split('/')
  return parts.slice(1).map((_, index) => parts.slice(0, index + 1).join('/'))
}
