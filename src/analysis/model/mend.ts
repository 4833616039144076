// The model's mend of a finding as an edit of the real file, or null when it is none that could be offered.
import type { Edit, Fix } from '#contract/finding.ts'
import { endsAs, type Lines, lineAt, linesBetween } from '../position.ts'
import { type Anchoring, lineOfAnchor } from './anchor.ts'
import type { Mend } from './answer.ts'
import type { Unit } from './units.ts'

const FARTHEST = 40

/** `shown`: the lines as the model saw them. `real`: as they are. `around`: the lines that the finding stands on. */
export type Place = {
  path: string
  shown: Lines
  real: Lines
  unit: Unit
  around: { startLine: number; endLine: number }
}

/** Not checked yet. */
export function fixFrom(mend: Mend, place: Place, anchoring: Anchoring): Fix | null {
  const { shown, real, unit, path, around } = place
  const from = lineOfAnchor(shown, unit, anchoring, mend.from)
  const to = lineOfAnchor(shown, unit, anchoring, mend.to)
  if (from === null || to === null || from > to) return null
  if (to < around.startLine - FARTHEST || from > around.endLine + FARTHEST) return null
  // Where a secret was hidden, the new code would have stars in its place.
  const hides = linesBetween(shown, from, to) !== linesBetween(real, from, to)
  const code = plainCode(mend.code)
  if (hides || code === null || code === linesBetween(real, from, to)) return null
  const range = { startLine: from, startColumn: 1, endLine: to, endColumn: lineAt(real, to).length + 1 }
  const edit: Edit = { path, range, newText: endsAs(real.text, code) }
  return { title: code === '' ? 'Take it out' : 'Replace these lines', edits: [edit], checked: false }
}

/** Without fences, anchors and line breaks around; null when it is prose, or cut short in words. */
function plainCode(text: string): string | null {
  const inner = /^\s*```\w*\n([\s\S]*?)\n?```\s*$/.exec(text)?.[1] ?? text
  const lines = inner.split(/\r\n|\r|\n/).map((line) => line.replace(/^\s*\d+#[0-9a-f]{3}\|/, ''))
  const code = lines.join('\n').replace(/^\n+|\s+$/g, '')
  if (/\0|```/.test(code) || /^\s*(#|\/\/)?\s*\.\.\.\s*(existing|rest|remaining|other|unchanged)/im.test(code))
    return null
  return code
}
