// Edits become text: applied from the end backwards, so that an earlier one does not move a later one's place.
import type { Edit, Range } from './finding.ts'

type TextEdit = Pick<Edit, 'range' | 'newText'>

/**
 * The text with all edits made, or null when two of them overlap or one lies outside of the text. What is there twice,
 * such as an import that two fixes need, is made once.
 */
export function applyEdits(text: string, edits: readonly TextEdit[]): string | null {
  const starts = lineStarts(text)
  const spans = edits.map(({ range, newText }) => ({ ...spanOf(text, starts, range), newText }))
  spans.sort((a, b) => b.from - a.from || b.to - a.to)
  let result = text
  let before = Number.POSITIVE_INFINITY
  const made = new Set<string>()
  for (const { from, to, newText } of spans) {
    const edit = JSON.stringify([from, to, newText])
    if (made.has(edit)) continue
    made.add(edit)
    if (from < 0 || to < from || to > before) return null
    result = result.slice(0, from) + newText + result.slice(to)
    before = from
  }
  return result
}

function spanOf(text: string, starts: number[], { startLine, startColumn, endLine, endColumn }: Range) {
  return { from: offset(text, starts, startLine, startColumn), to: offset(text, starts, endLine, endColumn) }
}

/** -1 for a place that the text does not have. */
function offset(text: string, starts: number[], line: number, column: number): number {
  const start = starts[line - 1]
  if (start === undefined) return -1
  const at = start + column - 1
  return at <= (starts[line] ?? text.length) ? at : -1
}

function lineStarts(text: string): number[] {
  const starts = [0]
  for (const match of text.matchAll(/\r\n|\n|\r/g)) starts.push(match.index + match[0].length)
  return starts
}
