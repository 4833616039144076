// A file in parts of at most 250 lines, cut where something new begins: after a blank line, as little indented as possible.
import { createHash } from 'node:crypto'
import { type Lines, lineAt } from '../position.ts'

/** Lines from 1, both included. */
export type Unit = { first: number; last: number }

const MOST_LINES = 250
const LEAST_LINES = 125

export function cutUnits(lines: Lines): Unit[] {
  const total = lines.starts.length
  const units: Unit[] = []
  let first = 1
  while (total - first + 1 > MOST_LINES) {
    const next = bestStart(lines, first + LEAST_LINES, first + MOST_LINES)
    units.push({ first, last: next - 1 })
    first = next
  }
  return [...units, { first, last: total }]
}

/**
 * The line in this window at which it costs least to begin anew. Of equals, one that its own text names: then an edit
 * far above moves no cut, and the parts below stay what they were.
 */
function bestStart(lines: Lines, earliest: number, latest: number): number {
  let best = { line: latest, cost: Number.POSITIVE_INFINITY, name: '' }
  for (let line = earliest; line <= latest; line++) {
    const cost = costOfCut(lineAt(lines, line), lineAt(lines, line - 1))
    if (cost > best.cost) continue
    const name = createHash('md5').update(lineAt(lines, line)).digest('hex')
    if (cost < best.cost || name <= best.name) best = { line, cost, name }
  }
  return best.line
}

function costOfCut(text: string, above: string): number {
  if (/^\s*($|[)\]}]|end\b|else\b|except\b|finally\b|catch\b)/.test(text)) return Number.MAX_SAFE_INTEGER
  const indent = text.length - text.trimStart().length
  return indent * 2 + (above.trim() === '' ? 0 : 1)
}
