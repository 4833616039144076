// One analyser over one file, in a thread: what it found.
import type { Analyse, Cleared, CodeFile, Filled, Hit, Told } from './hit.ts'
import { type Home, homesOf } from './homes.ts'

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

/** `homes`: of each hit's fix. */
export type Unchecked = Judged & { homes: Home[] }

type Order = { module: string; file: CodeFile }

/** Its fixes are not tried yet. */
export async function judgeFile({ module, file }: Order): Promise<Unchecked> {
  const { analyse } = (await import(module)) as { analyse: Analyse }
  const { hits, gaps, ...more } = plain(await analyse(file))
  const { hits: chosen, left } = listed(hits)
  return { hits: chosen, gaps: [...gaps, ...left], homes: homesOf(file, chosen), ...more }
}

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
