// Comments that ask a tool to be silent: they are not obeyed, but whoever reads the finding is told of them.
import type { Candidate } from '#contract/finding.ts'

/** What each asks for: its own line, the next one, or everything from here (to the end, or to its counterpart). */
const comments: [shape: RegExp, reach: 'line' | 'following' | 'rest'][] = [
  [/(?:#|\/\/|\/\*)\s*(?:ruff|flake8)\s*:\s*noqa\b[^\r\n*]*/i, 'rest'],
  [/#\s*noqa\b[^\r\n]*/i, 'line'],
  [/(?:#|\/\/)\s*(?:nosec|nosemgrep|NOSONAR|NOLINT|nolint|lgtm)\b[^\r\n]*/, 'line'],
  [/(?:#|\/\/)\s*pylint:\s*disable[^\r\n]*/, 'line'],
  [/(?:\/\/|\/\*)\s*eslint-disable-next-line\b[^\r\n]*/, 'following'],
  [/(?:\/\/|\/\*)\s*eslint-disable-line\b[^\r\n]*/, 'line'],
  [/(?:\/\/|\/\*)\s*eslint-disable\b[^\r\n]*/, 'rest'],
  [/(?:\/\/|\/\*)\s*(?:@ts-ignore|@ts-expect-error|biome-ignore)\b[^\r\n]*/, 'following'],
  [/(?:#|\/\/|\/\*)\s*(?:secretlint-disable-next-line)\b[^\r\n]*/, 'following'],
  [/(?:#|\/\/|\/\*)\s*(?:secretlint-disable-line)\b[^\r\n]*/, 'line'],
  [/(?:#|\/\/|\/\*)\s*(?:secretlint-disable)\b[^\r\n]*/, 'rest'],
  [/(?:#|\/\/|\/\*)\s*lintel-ignore-next\b[^\r\n]*/, 'following'],
  [/(?:#|\/\/|\/\*)\s*lintel-ignore\b[^\r\n]*/, 'line'],
]
const ends = /(?:\/\/|\/\*|#)\s*(?:eslint|secretlint)-enable\b/
/** Cheap to ask of a whole file: most have none. */
const any =
  /noqa|nosec|nosemgrep|NOSONAR|nolint|lgtm|pylint:|(?:eslint|secretlint)-disable|@ts-|biome-ignore|lintel-ignore/i
const LONGEST = 120

/** The same findings; those that a comment asks to keep quiet about name it. */
export function markSuppressed(content: string, found: Candidate[]): Candidate[] {
  if (found.length === 0 || !any.test(content)) return found
  const asked = silences(content.split(/\r\n|\n|\r/))
  return found.map((candidate) => {
    const comment = candidate.range && asked.get(candidate.range.startLine)
    return comment ? { ...candidate, suppression: comment } : candidate
  })
}

/** Line to the comment that asks for silence there. */
function silences(lines: string[]): Map<number, string> {
  const asked = new Map<number, string>()
  let rest: string | null = null
  for (const [index, text] of lines.entries()) {
    const line = index + 1
    if (ends.test(text)) rest = null
    if (rest !== null && !asked.has(line)) asked.set(line, rest)
    if (!any.test(text)) continue
    for (const [shape, reach] of comments) {
      const comment = shape.exec(text)?.[0].trim().slice(0, LONGEST)
      if (!comment) continue
      if (reach === 'rest') rest ??= comment
      else asked.set(reach === 'following' ? line + 1 : line, comment)
      break
    }
  }
  return asked
}
