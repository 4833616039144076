// What was found in a file while another was judged is told with its own: once, and as whoever is surest says it.
import type { CodeFile, Hit } from './hit.ts'

/** @param said by the place of the judged file in `files`; nothing for one that could not be judged. */
export function hitsByFile(files: readonly CodeFile[], said: readonly (Hit[] | undefined)[]): [CodeFile, Hit[]][] {
  const all = said.flatMap((hits) => hits ?? [])
  const abroad = Map.groupBy(
    all.filter(({ path, heldBack }) => path !== undefined && !heldBack),
    ({ path }) => path,
  )
  return files.map((file, index) => {
    const own = said[index]?.filter(({ path }) => path === undefined) ?? []
    const others = abroad.get(file.path)
    return [file, others ? firstOfEach([...others.map(({ path: _, ...hit }) => hit), ...shownFirst(own)]) : own]
  })
}

const shownFirst = (hits: Hit[]) => [...hits].sort((a, b) => Number(!!a.heldBack) - Number(!!b.heldBack))

function firstOfEach(hits: Hit[]): Hit[] {
  const seen = new Set<string>()
  return hits.filter(({ ruleId, range }) => {
    const place = `${ruleId} ${range.startLine}:${range.startColumn}`
    return !seen.has(place) && seen.add(place)
  })
}
