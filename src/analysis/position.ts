// Offsets, lines and the text between them: everything counts UTF-16 units, lines and columns from 1, as the editor does.
import type { Range } from '#contract/finding.ts'

const LONGEST_QUOTE = 400

export type Lines = { text: string; starts: number[] }

export function linesOf(text: string): Lines {
  const starts = [0]
  for (const match of text.matchAll(/\r\n|\n|\r/g)) starts.push(match.index + match[0].length)
  return { text, starts }
}

/** From two offsets; an empty stretch grows to one column, so that it can be seen. */
export function rangeOf(lines: Lines, from: number, to: number): Range {
  const range = exactRangeOf(lines, from, Math.max(from, to))
  const empty = range.startLine === range.endLine && range.startColumn === range.endColumn
  return { ...range, endColumn: empty ? range.endColumn + 1 : range.endColumn }
}

/** From two offsets; where they are one, an edit puts something in between. */
export function exactRangeOf(lines: Lines, from: number, to: number): Range {
  const [start, end] = [placeOf(lines, from), placeOf(lines, to)]
  return { startLine: start.line, startColumn: start.column, endLine: end.line, endColumn: end.column }
}

/** New text whose lines end as those of the old do. */
export const endsAs = (old: string, text: string): string =>
  old.includes('\r\n') ? text.replace(/\r?\n/g, '\r\n') : text

/** The whole lines a range touches, trimmed, at most 400 characters. */
export function quoteOf(lines: Lines, range: Range): string {
  return linesBetween(lines, range.startLine, range.endLine).trim().slice(0, LONGEST_QUOTE).toWellFormed()
}

export function lineAt(lines: Lines, line: number): string {
  return linesBetween(lines, line, line)
}

export function linesBetween({ text, starts }: Lines, first: number, last: number): string {
  return text.slice(starts[first - 1] ?? text.length, starts[last] ?? text.length).replace(/[\r\n]+$/, '')
}

/** The text a range spans. */
export function textIn({ text, starts }: Lines, range: Range): string {
  const offset = (line: number, column: number) => (starts[line - 1] ?? text.length) + column - 1
  return text.slice(offset(range.startLine, range.startColumn), offset(range.endLine, range.endColumn))
}

/** A range that some tool told, made to lie inside the text. */
export function clamp(lines: Lines, range: Range): Range {
  const last = lines.starts.length
  const startLine = Math.min(Math.max(range.startLine, 1), last)
  const startColumn = Math.min(Math.max(range.startColumn, 1), lineAt(lines, startLine).length + 1)
  const endLine = Math.min(Math.max(range.endLine, startLine), last)
  const least = endLine === startLine ? startColumn + 1 : 1
  return { startLine, startColumn, endLine, endColumn: Math.max(range.endColumn, least) }
}

function placeOf({ starts }: Lines, offset: number) {
  let low = 0
  let high = starts.length - 1
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if ((starts[middle] ?? 0) <= offset) low = middle
    else high = middle - 1
  }
  return { line: low + 1, column: offset - (starts[low] ?? 0) + 1 }
}
