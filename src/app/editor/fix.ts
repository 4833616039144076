// A fix as it stands in the text now: what it would change, whether it still fits, and the way back once it is made.
import type { editor } from 'monaco-editor/editor'
import type { Fix } from '#contract/finding.ts'
import { modelOf } from './models.ts'
import { monaco } from './monaco.ts'

/** The touched lines of one place, as they are and as they would be. */
export type Change = { path: string; line: number; before: string[]; after: string[] }
export type OfferedFix = { changes: Change[]; tracked: TrackedFix }
type TrackedEdit = { path: string; model: editor.ITextModel; id: string; oldText: string; newText: string }
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
    edits.push({ path, model, id, oldText: model.getValueInRange(place), newText })
  }
  return edits
}

export function untrackFix(fix: TrackedFix | null) {
  for (const { model, id } of fix ?? []) if (!model.isDisposed()) model.deltaDecorations([id], [])
}

/** Null when the code it would change is no longer what it was. */
export function offerOf(fix: TrackedFix | null): OfferedFix | null {
  return fix?.length && fits(fix) ? { changes: fix.map(changeOf), tracked: fix } : null
}

function fits(fix: TrackedFix): boolean {
  return fix.every(({ model, id, oldText }) => {
    const range = model.isDisposed() ? null : model.getDecorationRange(id)
    return range !== null && model.getValueInRange(range) === oldText
  })
}

function changeOf({ path, model, id, newText }: TrackedEdit): Change {
  const range = model.getDecorationRange(id)
  if (!range) return { path, line: 1, before: [], after: [] }
  const head = model.getLineContent(range.startLineNumber).slice(0, range.startColumn - 1)
  const tail = model.getLineContent(range.endLineNumber).slice(range.endColumn - 1)
  const whole = new monaco.Range(range.startLineNumber, 1, range.endLineNumber, Number.MAX_SAFE_INTEGER)
  const before = model.getValueInRange(whole).split('\n')
  return { path, line: range.startLineNumber, before, after: `${head}${newText}${tail}`.split('\n') }
}

/** @param undo false when somebody has typed since: then Ctrl+Z in the file is the way. */
export type Applied = { count: number; files: number; undo: () => boolean }

/** One after the other, each that still fits by then; in each file one step of undo. */
export function applyFixes(fixes: TrackedFix[]): Applied {
  const models = [...new Set(fixes.flatMap((fix) => fix.map(({ model }) => model)))]
  const before = new Map(models.map((model) => [model, model.getAlternativeVersionId()]))
  for (const model of models) model.pushStackElement()
  const made = fixes.filter((fix) => {
    if (!fits(fix)) return false
    for (const model of models) edit(model, fix)
    return true
  })
  for (const model of models) model.pushStackElement()
  const touched = models.filter((model) => model.getAlternativeVersionId() !== before.get(model))
  const after = new Map(touched.map((model) => [model, model.getAlternativeVersionId()]))
  const undo = () => {
    if (touched.some((model) => model.isDisposed() || model.getAlternativeVersionId() !== after.get(model)))
      return false
    for (const model of touched) void model.undo()
    return true
  }
  return { count: made.length, files: touched.length, undo }
}

function edit(model: editor.ITextModel, fix: TrackedFix) {
  const edits = fix
    .filter((one) => one.model === model)
    .flatMap(({ id, newText }) => {
      const range = model.getDecorationRange(id)
      return range ? [{ range, text: newText }] : []
    })
  if (edits.length > 0) model.pushEditOperations([], edits, () => null)
}
