// Findings on their lines: they move with what is typed, and turn stale when the code they are about has changed.
import type { editor, Range as MonacoRange } from 'monaco-editor/editor'
import type { Finding, Range } from '#contract/finding.ts'
import { type OfferedFix, offerOf, type TrackedFix, trackFix, untrackFix } from './fix.ts'
import { locate, type Text, textOf } from './locate.ts'
import { decorationOf, markerOf } from './marker-style.ts'
import { modelOf } from './models.ts'
import { monaco } from './monaco.ts'

const OWNER = 'lintel'

/** Where a finding is now, and the fix that still fits there. */
export type Placement = { range: Range; stale: boolean; fix: OfferedFix | null }
export type Placements = ReadonlyMap<string, Placement>
export type Markers = ReturnType<typeof createMarkers>

/** `code`: the lines when the finding was placed; null when they had changed before that. */
type Tracked = {
  finding: Finding
  model: editor.ITextModel
  id: string
  code: string | null
  stale: boolean
  fix: TrackedFix | null
}

/** So many are found their place in one go; with more the page would be still for a moment. */
const AT_ONCE = 60

export function createMarkers(onPlaced: (placements: Placements) => void) {
  const tracked = new Map<string, Tracked>()
  /** What the text's engine was last told of each text. */
  const told = new WeakMap<editor.ITextModel, string>()
  let placed: Placements = new Map()
  let later: ReturnType<typeof setTimeout> | undefined

  function show(findings: Finding[], sent: ReadonlyMap<string, string> | null) {
    clearTimeout(later)
    const wanted = new Set(findings.map(({ id }) => id))
    for (const [id, one] of tracked)
      if (!wanted.has(id) || one.model.isDisposed()) {
        untrack(one)
        tracked.delete(id)
      }
    const isInSight = ({ path }: Finding) => Number(modelOf(path)?.isAttachedToEditor() ?? false)
    takeIn(
      findings.filter(isWanting).sort((a, b) => isInSight(b) - isInSight(a)),
      sent,
    )
    refresh()
  }

  /** It has no place yet. Or no fix: after a reload the reviewed text comes later than what was found in it. */
  function isWanting({ id, range, fix }: Finding): boolean {
    const known = tracked.get(id)
    return known ? fix !== undefined && !known.fix : range !== null
  }

  function takeIn(findings: Finding[], sent: ReadonlyMap<string, string> | null) {
    const textIn = reader()
    for (const finding of findings.slice(0, AT_ONCE)) {
      const known = tracked.get(finding.id)
      const model = known?.model ?? modelOf(finding.path)
      if (!model || model.isDisposed()) continue
      const text = textIn(model)
      if (known) known.fix = fixIn(finding, text, sent?.get(finding.path))
      else if (finding.range)
        tracked.set(finding.id, track(finding, finding.range, model, text, sent?.get(finding.path)))
    }
    const rest = findings.slice(AT_ONCE)
    if (rest.length === 0) return
    later = setTimeout(() => {
      takeIn(rest, sent)
      if (rest.length <= AT_ONCE) refresh()
    })
  }

  /** After every edit. */
  function refresh() {
    const placements = new Map<string, Placement>()
    const marks = new Map(monaco.editor.getModels().map((model) => [model, [] as editor.IMarkerData[]]))
    for (const [id, one] of tracked) {
      const range = one.model.isDisposed() ? null : one.model.getDecorationRange(one.id)
      if (!range) continue
      restyle(one, range)
      if (!one.stale) marks.get(one.model)?.push(markerOf(one.finding, range))
      const before = placed.get(id)
      const now = { range: contractRange(range), stale: one.stale, fix: one.stale ? null : offerOf(one.fix) }
      placements.set(id, before && isSame(before, now) ? before : now)
    }
    for (const [model, markers] of marks) mark(model, markers)
    // Everything that shows findings is drawn anew for another map.
    const changed = placements.size !== placed.size || [...placements].some(([id, one]) => placed.get(id) !== one)
    placed = placements
    if (changed) onPlaced(placements)
  }

  /** Most texts stay as they are: there may be hundreds. */
  function mark(model: editor.ITextModel, markers: editor.IMarkerData[]) {
    const words = markers.length > 0 ? JSON.stringify(markers) : ''
    if ((told.get(model) ?? '') === words) return
    told.set(model, words)
    monaco.editor.setModelMarkers(model, OWNER, markers)
  }

  return { show, refresh }
}

const isSame = (one: Placement, other: Placement) =>
  one.fix?.tracked === other.fix?.tracked && wordsOf(one) === wordsOf(other)
const wordsOf = ({ range, stale, fix }: Placement) => JSON.stringify([range, stale, fix?.changes])

/** Each text is read once, however many findings it has. */
function reader() {
  const read = new Map<editor.ITextModel, Text>()
  return (model: editor.ITextModel): Text => {
    const text = read.get(model) ?? textOf(model.getValue())
    read.set(model, text)
    return text
  }
}

function track(
  finding: Finding,
  range: Range,
  model: editor.ITextModel,
  text: Text,
  sent: string | undefined,
): Tracked {
  const found = locate(text, sent, finding)
  const at = found ?? range
  const place = model.validateRange(new monaco.Range(at.startLine, at.startColumn, at.endLine, at.endColumn))
  const stale = found === null
  const [id = ''] = model.deltaDecorations([], [{ range: place, options: decorationOf(finding, stale) }])
  return { finding, model, id, code: stale ? null : codeAt(model, place), stale, fix: fixIn(finding, text, sent) }
}

/** A fix counts in the reviewed text's lines: it is offered only where that text is still the one we hold. */
function fixIn({ fix }: Finding, text: Text, sent: string | undefined): TrackedFix | null {
  return fix && text.whole === sent ? trackFix(fix) : null
}

function untrack({ model, id, fix }: Tracked) {
  if (!model.isDisposed()) model.deltaDecorations([id], [])
  untrackFix(fix)
}

function restyle(one: Tracked, range: MonacoRange) {
  const stale = codeAt(one.model, range) !== one.code
  if (stale === one.stale) return
  const options = decorationOf(one.finding, stale)
  one.stale = stale
  one.id = one.model.deltaDecorations([one.id], [{ range, options }])[0] ?? one.id
}

/** The lines without their indentation, which may change without changing what they say. */
function codeAt(model: editor.ITextModel, { startLineNumber, endLineNumber }: MonacoRange) {
  const lines: string[] = []
  for (let line = startLineNumber; line <= endLineNumber; line++) lines.push(model.getLineContent(line).trim())
  return lines.join('\n')
}

const contractRange = (range: MonacoRange): Range => ({
  startLine: range.startLineNumber,
  startColumn: range.startColumn,
  endLine: range.endLineNumber,
  endColumn: range.endColumn,
})
