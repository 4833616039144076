// How code looks wherever it is shown.
import type { editor } from 'monaco-editor/editor'

export const codeOptions = {
  automaticLayout: true,
  fontFamily: 'ui-monospace, "SF Mono", "Cascadia Code", Menlo, Consolas, "DejaVu Sans Mono", monospace',
  fontSize: 13,
  lineHeight: 20,
  padding: { top: 8, bottom: 8 },
  renderFinalNewline: 'on',
  scrollBeyondLastLine: false,
  // Nobody vouches for the code: what hides in its comments is marked too.
  unicodeHighlight: { includeComments: true, includeStrings: true },
} satisfies editor.IEditorOptions
