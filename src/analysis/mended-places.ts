// Where a place of a mended text stood before: the same place, or the edit that it is part of.
import type { Edit } from '#contract/finding.ts'
import { linesOf } from './position.ts'
import { startOf } from './trial.ts'

/** Places that are equal are one place; those next to an edit belong to it. */
export type Places = { before(at: number): string; after(at: number): string }

export function placesOf(content: string, edits: readonly Edit[]): Places {
  const lines = linesOf(content)
  const told = new Map(
    edits.map(({ range, newText }) => {
      const from = startOf(lines, range)
      const to = startOf(lines, { startLine: range.endLine, startColumn: range.endColumn })
      return [JSON.stringify([from, to, newText]), { from, to, size: newText.length }]
    }),
  )
  const spans = [...told.values()].sort((a, b) => a.from - b.from || a.to - b.to)
  const within = (at: number) => spans.findIndex(({ from, to }) => from <= at && at <= to)
  return {
    before: (at) => (within(at) < 0 ? `${at}` : `edit ${within(at)}`),
    after(at) {
      let moved = 0
      for (const [index, { from, to, size }] of spans.entries()) {
        if (at < from + moved) break
        if (at <= from + moved + size) return `edit ${index}`
        moved += size - (to - from)
      }
      return `${at - moved}`
    },
  }
}
