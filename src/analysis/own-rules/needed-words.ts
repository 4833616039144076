// Words without which a rule cannot match: a file that lacks one is not walked through, which is what makes many rules cheap.
import type { RuleDocument } from '#contract/rule-document.ts'

/** Each list is one of which a file must hold at least one. */
export type Needs = string[][]

export function neededWords({ rule }: Pick<RuleDocument, 'rule'>): Needs {
  return needsOf(rule)
}

export const hasNeededWords = (content: string, needs: Needs): boolean =>
  needs.every((choice) => choice.some((word) => content.includes(word)))

const MOST_WORDS = 12

/** What is not understood needs nothing: a rule may run in vain, it may never be left out. */
function needsOf(rule: unknown): Needs {
  if (rule === null || typeof rule !== 'object' || Array.isArray(rule)) return []
  const { pattern, all, any, inside, has, precedes, follows } = rule as Record<string, unknown>
  const together = [...listOf(all), inside, has, precedes, follows].flatMap(needsOf)
  return [...wordsOf(pattern), ...together, ...oneOf(listOf(any))]
}

const listOf = (value: unknown): unknown[] => (Array.isArray(value) ? value : [])

/** One of several: if each of them needs a word, one of these words is needed. */
function oneOf(choices: unknown[]): Needs {
  const first = choices.map((choice) => needsOf(choice)[0])
  if (first.length === 0 || first.some((words) => words === undefined)) return []
  const words = first.flatMap((one) => one ?? [])
  return words.length > MOST_WORDS ? [] : [words]
}

/** The names a pattern spells out. A comment may be passed over, and with a laxer strictness keywords and names too. */
function wordsOf(pattern: unknown): Needs {
  if (typeof pattern === 'string') return names(pattern)
  if (pattern === null || typeof pattern !== 'object') return []
  const { context, selector, strictness } = pattern as Record<string, unknown>
  if (selector !== undefined || typeof context !== 'string') return []
  return strictness === undefined || strictness === 'smart' || strictness === 'cst' ? names(context) : []
}

function names(pattern: string): Needs {
  if (/\/\/|\/\*|#|\\/.test(pattern)) return []
  const found = pattern.replace(/\$+[A-Z_][A-Z0-9_]*|\$\$\$/g, ' ').match(/[\p{L}_][\p{L}\p{N}_]{2,}/gu) ?? []
  return [...new Set(found)].slice(0, MOST_WORDS).map((word) => [word])
}
