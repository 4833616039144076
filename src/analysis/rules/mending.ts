// What mends are made of, in every language: a node replaced, a line put before another, the blanks a line begins with.
import type { Node } from '../grammar.ts'
import type { Mend } from './rule.ts'

export type MendEdit = Mend['edits'][number]

export const instead = (title: string, at: Node | null | undefined, newText: string): Mend | null =>
  at && at.text() !== newText ? { title, edits: [{ at, newText }] } : null

/** Nothing when one of the edits cannot be made. */
export const all = (title: string, ...edits: (MendEdit | null | undefined)[]): Mend | null =>
  edits.length > 0 && edits.every((edit) => edit != null) ? { title, edits } : null

/** The blanks before a node that begins its line; null when something else stands there. */
export function indentOf(node: Node): string | null {
  const before = lineBefore(node)
  return before.trim() === '' ? before : null
}

/** The blanks that the line of a node begins with. */
export const lineIndent = (node: Node): string => /^\s*/.exec(lineBefore(node))?.[0] ?? ''

function lineBefore(node: Node): string {
  const root = node.getRoot().root()
  const before = root.text().slice(0, node.range().start.index - root.range().start.index)
  return before.slice(before.lastIndexOf('\n') + 1)
}
