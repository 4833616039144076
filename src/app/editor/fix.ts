// A fix as it stands in the text now: what it would change, and whether it still fits.
import type { editor } from 'monaco-editor/editor'
import type { Fix } from '#contract/finding.ts'
import { modelOf } from './models.ts'
import { monaco } from './monaco.ts'

export type OfferedFix = { before: string[]; after: string[]; apply: () => void }
type TrackedEdit = { model: editor.ITextModel; id: string; oldText: string; newText: string }
export type TrackedFix = TrackedEdit[]

/** The edits' places move with what is typed around them. Null when a file is missing. */
export function trackFix(fix: Fix): TrackedFix | null {
  const edits: TrackedFix = []
  for (const { path, range, newText } of fix.edits) {
    const model = modelOf(path)
    if (!model) return null
    const place = model.validateRange(
      new monaco.Range(range.startLine, range.startColumn, range.endLine, range.endColumn),
    )
    const [id = ''] = model.deltaDecorations([], [{ range: place, options: {} }])
    edits.push({ model, id, oldText: model.getValueInRange(place), newText })
  }
  return edits
}

export function untrackFix(fix: TrackedFix | null) {
  for (const { model, id } of fix ?? []) if (!model.isDisposed()) model.deltaDecorations([id], [])
}

/** Null when the code it would change is no longer what it was. */
export function offerOf(fix: TrackedFix | null): OfferedFix | null {
  if (!fix?.length) return null
  const places = fix.map((edit) => ({ ...edit, range: edit.model.getDecorationRange(edit.id) }))
  if (places.some(({ model, range, oldText }) => !range || model.getValueInRange(range) !== oldText)) return null
  return { ...diffOf(fix), apply: () => apply(fix) }
}

/** The touched lines as they are, and as they would be. */
function diffOf(fix: TrackedFix): { before: string[]; after: string[] } {
  const diff = fix.map(({ model, id, newText }) => {
    const range = model.getDecorationRange(id)
    if (!range) return { before: [], after: [] }
    const head = model.getLineContent(range.startLineNumber).slice(0, range.startColumn - 1)
    const tail = model.getLineContent(range.endLineNumber).slice(range.endColumn - 1)
    const whole = new monaco.Range(range.startLineNumber, 1, range.endLineNumber, Number.MAX_SAFE_INTEGER)
    return { before: model.getValueInRange(whole).split('\n'), after: `${head}${newText}${tail}`.split('\n') }
  })
  return { before: diff.flatMap(({ before }) => before), after: diff.flatMap(({ after }) => after) }
}

/** One step of undo per file. */
function apply(fix: TrackedFix) {
  for (const model of new Set(fix.map((edit) => edit.model))) {
    const edits = fix
      .filter((edit) => edit.model === model)
      .flatMap(({ id, newText }) => {
        const range = model.getDecorationRange(id)
        return range ? [{ range, text: newText }] : []
      })
    model.pushStackElement()
    model.pushEditOperations([], edits, () => null)
    model.pushStackElement()
  }
}
