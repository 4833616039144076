// One analyser over one file, in a thread: what it found, with only such fixes as do what they promise.
import { checkFixes } from './check-fixes.ts'
import type { Analyse, Cleared, CodeFile, Filled, Hit, Told } from './hit.ts'

/** A file with more is told so: nobody reads them, and merging and storing them would hold up everybody else. */
const MOST_HITS = 300

export type Judged = {
  hits: Hit[]
  /** What was left out, in words for the file's owner. */
  gaps: string[]
  /** Where it knows better than whoever only looks at one line. */
  cleared?: Cleared[]
  filled?: Filled[]
}

type Order = {
  module: string
  file: CodeFile
  /** All analysers that read this language: a fix may not make any of them speak up. */
  others: string[]
}

export async function judgeFile({ module, file, others }: Order): Promise<Judged> {
  const { hits, gaps, cleared, filled } = plain(await told(module, file))
  const { hits: chosen, left } = listed(hits)
  // One that crashes costs its own step, where that is told.
  const analysers = [module, ...others.filter((other) => other !== module)].map(
    (other): Analyse =>
      (one) =>
        (one === file ? told(other, file) : run(other, one)).catch(() => []),
  )
  return {
    hits: await checkFixes(file, chosen, analysers),
    gaps: [...gaps, ...left],
    ...(cleared && { cleared }),
    ...(filled && { filled }),
  }
}

/** What the analysers said in this thread about the file they were given last: fixes are compared with all of it. */
let latest = { key: '', linked: undefined as CodeFile['linked'], told: new Map<string, Promise<Told>>() }

function told(module: string, file: CodeFile): Promise<Told> {
  const key = `${file.language} ${file.path}\n${file.content}`
  // What is said with other files at hand is not what is said without, or with others.
  if (latest.key !== key || latest.linked !== file.linked) latest = { key, linked: file.linked, told: new Map() }
  const known = latest.told.get(module) ?? run(module, file)
  latest.told.set(module, known)
  return known
}

const run = async (module: string, file: CodeFile): Promise<Told> =>
  ((await import(module)) as { analyse: Analyse }).analyse(file)

const plain = (told: Told): Judged => (Array.isArray(told) ? { hits: told, gaps: [] } : told)

/** The gravest of very many, and the sentence that says so. */
export function listed(hits: Hit[]): { hits: Hit[]; left: string[] } {
  if (hits.length <= MOST_HITS) return { hits, left: [] }
  return { hits: gravest(hits), left: [`Only ${MOST_HITS} of its ${hits.length} findings are listed.`] }
}

const order = ['critical', 'high', 'medium', 'low']
const gravest = (hits: Hit[]) =>
  [...hits]
    .sort((a, b) => order.indexOf(a.severity) - order.indexOf(b.severity) || a.range.startLine - b.range.startLine)
    .slice(0, MOST_HITS)
