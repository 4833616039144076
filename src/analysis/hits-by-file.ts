// What was found in a file while another was judged is told with its own: once, and as whoever is surest says it.
import type { CodeFile, Hit } from './hit.ts'
import type { Judged } from './judge-file.ts'

/** @param said by the place of the judged file in `files`; nothing for one that could not be judged. */
export function hitsByFile(files: readonly CodeFile[], said: readonly (Judged | undefined)[]): [CodeFile, Hit[]][] {
  const all = said.flatMap((one) => one?.hits ?? [])
  const filled = new Set(
    said.flatMap((one) => one?.filled ?? []).map(({ path, line, column }) => `${path} ${line}:${column}`),
  )
  const abroad = Map.groupBy(
    all.filter(({ path, heldBack }) => path !== undefined && !heldBack),
    ({ path }) => path,
  )
  return files.map((file, index) => {
    const own = (said[index]?.hits ?? []).filter(({ path }) => path === undefined).map(unlessFilled(filled))
    const others = abroad.get(file.path)
    return [file, others ? firstOfEach([...others.map(({ path: _, ...hit }) => hit), ...shownFirst(own)]) : own]
  })
}

/** What hangs on a parameter that nobody in its file fills is told by whoever fills it. */
const unlessFilled =
  (filled: ReadonlySet<string>) =>
  (hit: Hit): Hit => {
    const first = hit.evidence?.[0]
    const isFilled =
      hit.fromParameter && first && filled.has(`${first.path} ${first.range.startLine}:${first.range.startColumn}`)
    return isFilled && !hit.heldBack
      ? { ...hit, heldBack: 'All who fill the parameter are seen, and none brings it in from outside.' }
      : hit
  }

const shownFirst = (hits: Hit[]) => [...hits].sort((a, b) => Number(!!a.heldBack) - Number(!!b.heldBack))

function firstOfEach(hits: Hit[]): Hit[] {
  const seen = new Set<string>()
  return hits.filter(({ ruleId, range }) => {
    const place = `${ruleId} ${range.startLine}:${range.startColumn}`
    return !seen.has(place) && seen.add(place)
  })
}
