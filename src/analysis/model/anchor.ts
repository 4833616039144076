// Lines with anchors out, findings with anchors back: placed where anchor and quoted code agree, and nowhere else.
import { createHmac } from 'node:crypto'
import type { Range } from '#contract/finding.ts'
import { type Lines, lineAt } from '../position.ts'
import type { Unit } from './units.ts'

const HASH_LENGTH = 3
const LEAST_TELLING = 8

/**
 * How anchors are made: a key of one call, which neither a guess nor the code can know, and by how many lines the code
 * has moved since that call (0 unless its answer is used again).
 */
export type Anchoring = { key: string; moved: number }

/** `42#a3f`: the line, and a hash of it. */
export function anchorOf(lines: Lines, line: number, { key, moved }: Anchoring): string {
  const then = line - moved
  const hash = createHmac('sha256', key)
    .update(`${then}\n${lineAt(lines, line)}`)
    .digest('hex')
  return `${then}#${hash.slice(0, HASH_LENGTH)}`
}

export function anchoredLines(lines: Lines, { first, last }: Unit, anchoring: Anchoring): string {
  const numbers = Array.from({ length: last - first + 1 }, (_, index) => first + index)
  return numbers.map((line) => `${anchorOf(lines, line, anchoring)}|${lineAt(lines, line)}`).join('\n')
}

/** Without a range: `isQuoted` tells whether at least the code stands somewhere in the unit. */
export type Placement = { range: Range } | { range: null; isQuoted: boolean }

/** The quote must stand where the anchor is; a hash that is wrong, or a quote from elsewhere, vetoes the line. */
export function place(
  lines: Lines,
  unit: Unit,
  anchoring: Anchoring,
  said: { anchor: string; quote: string },
): Placement {
  const quote = quotedLines(said.quote)
  if (quote.length === 0) return { range: null, isQuoted: false }
  const starts = occurrences(lines, unit, quote)
  const anchored = lineOfAnchor(lines, unit, anchoring, said.anchor)
  const start = starts.find((start) => anchored !== null && start <= anchored && anchored < start + quote.length)
  if (start !== undefined) return { range: rangeOfQuote(lines, start, quote) }
  return { range: null, isQuoted: starts.length > 0 && squeeze(quote.join('')).length >= LEAST_TELLING }
}

/** Anchors that were quoted along are taken off, and empty lines around. */
function quotedLines(quote: string): string[] {
  const lines = quote.split(/\r\n|\r|\n/).map((line) => line.replace(/^\s*\d+#[0-9a-f]{3}\|/, ''))
  const isCode = (line: string) => line.trim() !== ''
  return lines.slice(lines.findIndex(isCode), lines.findLastIndex(isCode) + 1)
}

function occurrences(lines: Lines, { first, last }: Unit, quote: string[]): number[] {
  const wanted = quote.map(squeeze)
  const found: number[] = []
  for (let start = first; start + quote.length - 1 <= last; start++) {
    const fits = (part: string, index: number) => {
      const text = squeeze(lineAt(lines, start + index))
      if (quote.length === 1) return text.includes(part)
      if (index === 0) return text.endsWith(part)
      return index === quote.length - 1 ? text.startsWith(part) : text === part
    }
    if (wanted.every(fits)) found.push(start)
  }
  return found
}

/** Null for an anchor that was not given out for a line of this unit. */
export function lineOfAnchor(lines: Lines, unit: Unit, anchoring: Anchoring, anchor: string): number | null {
  const line = Number(/^\s*(\d{1,7})#/.exec(anchor)?.[1]) + anchoring.moved
  const isThere = line >= unit.first && line <= unit.last
  // What follows the hash does no harm: some models copy a piece of the line along.
  return isThere && anchor.trim().split('|')[0]?.trim() === anchorOf(lines, line, anchoring) ? line : null
}

/** The quoted columns, or from the first to the last letter where only the blanks differ. */
function rangeOfQuote(lines: Lines, start: number, quote: string[]): Range {
  const end = start + quote.length - 1
  const [startText, endText] = [lineAt(lines, start), lineAt(lines, end)]
  const [head, tail] = [(quote[0] ?? '').trim(), (quote.at(-1) ?? '').trim()]
  const from = startText.indexOf(head)
  const to = endText.indexOf(tail)
  return {
    startLine: start,
    startColumn: (from < 0 ? startText.length - startText.trimStart().length : from) + 1,
    endLine: end,
    endColumn: (to < 0 ? endText.trimEnd().length : to + tail.length) + 1,
  }
}

const squeeze = (text: string) => text.replace(/\s+/g, ' ').trim()
