// A mend of nodes told as edits of the text: what is taken out takes its line along, line breaks are the file's own.
import type { Fix, Range } from '#contract/finding.ts'
import { type Node, rangeOfNode } from './grammar.ts'
import type { CodeFile } from './hit.ts'
import { endsAs, type Lines, lineAt, linesOf } from './position.ts'
import type { Mend } from './rules/rule.ts'

type Placed = Pick<Node, 'range'>

/** Not checked yet. */
export function fixOf({ path, content }: Pick<CodeFile, 'path' | 'content'>, { title, edits }: Mend<Placed>): Fix {
  const lines = linesOf(content)
  const told = edits.map(({ at, newText, before }) => {
    const range = rangeOfNode(at)
    if (before) return { range: { ...range, endLine: range.startLine, endColumn: range.startColumn }, newText }
    return { range: newText === '' ? withItsLine(lines, range) : range, newText }
  })
  return {
    title,
    edits: told.map(({ range, newText }) => ({ path, range, newText: endsAs(content, newText) })),
    checked: false,
  }
}

/** The whole lines, when nothing else stands on them. */
function withItsLine(lines: Lines, range: Range): Range {
  const before = lineAt(lines, range.startLine).slice(0, range.startColumn - 1)
  const behind = lineAt(lines, range.endLine).slice(range.endColumn - 1)
  if (before.trim() !== '' || behind.trim() !== '' || range.endLine >= lines.starts.length) return range
  return { startLine: range.startLine, startColumn: 1, endLine: range.endLine + 1, endColumn: 1 }
}
