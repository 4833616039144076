// Where a finding stands in a text that may have changed since it was reviewed. Pure.
import type { Finding, Range } from '#contract/finding.ts'

type Anchor = Pick<Finding, 'range' | 'quote'>
export type Text = ReturnType<typeof textOf>

/** Taken apart when somebody asks for its lines, and then once. */
export function textOf(whole: string) {
  let lines: string[] | null = null
  return {
    whole,
    lines() {
      lines ??= whole.split(/\r\n|\r|\n/)
      return lines
    },
  }
}

/**
 * The finding's range, moved to where its quote now is; null when the quoted code is gone.
 * @param sent the reviewed text, where this tab still has it: an unchanged text needs no search.
 */
export function locate(text: Text, sent: string | undefined, { range, quote }: Anchor): Range | null {
  if (!range) return null
  if (text.whole === sent) return range
  const first = quote
    ?.split('\n')
    .find((line) => line.trim() !== '')
    ?.trim()
  if (first === undefined) return null
  const lines = text.lines()
  const start = nearest(lines, first, range.startLine - 1)
  if (start === null) return null
  const shift = start + 1 - range.startLine
  return { ...range, startLine: range.startLine + shift, endLine: Math.min(range.endLine + shift, lines.length) }
}

/** The index of the line nearest to `from` that holds `wanted`. */
function nearest(lines: string[], wanted: string, from: number): number | null {
  for (let distance = 0; distance < lines.length; distance++) {
    if (lines[from - distance]?.includes(wanted)) return from - distance
    if (lines[from + distance]?.includes(wanted)) return from + distance
  }
  return null
}
