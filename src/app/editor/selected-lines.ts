// The lines that are chosen in the text, as a piece of code to ask about.
import type { editor } from 'monaco-editor/editor'
import type { Lines } from './use-improving.ts'

/** Null when nothing is chosen. A line that is only touched at its very beginning does not count. */
export function selectedLines(code: editor.ICodeEditor): Lines | null {
  const chosen = code.getSelection()
  if (!chosen || chosen.isEmpty()) return null
  const { startLineNumber: first, endLineNumber: end, endColumn } = chosen
  return { first, last: endColumn === 1 && end > first ? end - 1 : end }
}
