// Two texts line by line beside each other; long stretches that are the same in both are folded. Pure.
import { diffLines } from 'diff'

/** A null is a side that has no such line. A fold stands for so many lines that are the same. */
export type DiffRow =
  | { kind: 'same' | 'changed'; left: Line | null; right: Line | null }
  | { kind: 'fold'; lines: number; after: number }
export type Line = { number: number; text: string }

const CONTEXT = 3
/** Milliseconds; two texts that have little in common would take minutes. */
const PATIENCE = 1000

/** Null when they are too different to be told in time. */
export function diffRows(before: string, after: string): DiffRow[] | null {
  const parts = diffLines(before, after, { timeout: PATIENCE, stripTrailingCr: true })
  if (!parts) return null
  const rows: DiffRow[] = []
  let [left, right] = [1, 1]
  let gone: Line[] = []
  const settle = (come: Line[]) => {
    for (let index = 0; index < Math.max(gone.length, come.length); index++)
      rows.push({ kind: 'changed', left: gone[index] ?? null, right: come[index] ?? null })
    gone = []
  }
  for (const { value, added, removed } of parts) {
    const lines = linesOf(value)
    if (removed) gone = lines.map((text) => ({ number: left++, text }))
    else if (added) settle(lines.map((text) => ({ number: right++, text })))
    else {
      settle([])
      for (const text of lines)
        rows.push({ kind: 'same', left: { number: left++, text }, right: { number: right++, text } })
    }
  }
  settle([])
  return folded(rows)
}

const linesOf = (text: string) => (text.endsWith('\n') ? text.slice(0, -1) : text).split('\n')

/** What is not within three lines of a change becomes one row. */
function folded(rows: DiffRow[]): DiffRow[] {
  const near = new Set<number>()
  rows.forEach(({ kind }, index) => {
    if (kind === 'changed') for (let at = index - CONTEXT; at <= index + CONTEXT; at++) near.add(at)
  })
  const shown: DiffRow[] = []
  rows.forEach((row, index) => {
    const last = shown.at(-1)
    if (near.has(index)) shown.push(row)
    else if (last?.kind === 'fold') last.lines += 1
    else shown.push({ kind: 'fold', lines: 1, after: index })
  })
  return shown
}
