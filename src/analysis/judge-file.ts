// One analyser over one file, in a thread: what it found, with only such fixes as do what they promise.
import { checkFixes } from './check-fixes.ts'
import type { Analyse, CodeFile, Hit } from './hit.ts'

/** A file with more is told so: nobody reads them, and merging and storing them would hold up everybody else. */
const MOST_HITS = 300

export type Judged = {
  hits: Hit[]
  /** What was left out, in words for the file's owner. */
  gaps: string[]
}

type Order = {
  module: string
  file: CodeFile
  /** All analysers that read this language: a fix may not make any of them speak up. */
  others: string[]
}

export async function judgeFile({ module, file, others }: Order): Promise<Judged> {
  const { hits, gaps } = plain(await (await load(module))(file))
  const told = hits.length > MOST_HITS ? gravest(hits) : hits
  if (told.length < hits.length) gaps.push(`Only ${MOST_HITS} of its ${hits.length} findings are listed.`)
  const analysers = told.some(({ fix }) => fix) ? await Promise.all(others.map(load)) : []
  return { hits: await checkFixes(file, told, analysers), gaps }
}

const load = async (module: string): Promise<Analyse> => ((await import(module)) as { analyse: Analyse }).analyse

const plain = (told: Awaited<ReturnType<Analyse>>): Judged => (Array.isArray(told) ? { hits: told, gaps: [] } : told)

const order = ['critical', 'high', 'medium', 'low']
const gravest = (hits: Hit[]) =>
  [...hits]
    .sort((a, b) => order.indexOf(a.severity) - order.indexOf(b.severity) || a.range.startLine - b.range.startLine)
    .slice(0, MOST_HITS)
