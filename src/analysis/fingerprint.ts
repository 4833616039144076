// A finding's identity: the rule, the function or class around it and the code itself - not the line, not the path.
import { createHash } from 'node:crypto'
import type { Range } from '#contract/finding.ts'
import { type Lines, lineAt, linesBetween, textIn } from './position.ts'

const LENGTH = 20
const MOST_CODE = 200
const MOST_LINES = 20

/** One fingerprint for each hit, in order; the same code hit twice by one rule is told apart by its number. */
export function fingerprints(lines: Lines, hits: { ruleId: string; range: Range }[]): string[] {
  const seen = new Map<string, number>()
  const inOrder = hits.map((hit, index) => ({ hit, index })).sort((a, b) => byPlace(a.hit.range, b.hit.range))
  const made: string[] = []
  for (const { hit, index } of inOrder) {
    const identity = [hit.ruleId, enclosingSymbol(lines, hit.range.startLine), codeOf(lines, hit.range)]
    const key = identity.join('\n')
    const occurrence = seen.get(key) ?? 0
    seen.set(key, occurrence + 1)
    made[index] = createHash('sha256').update(`${key}\n${occurrence}`).digest('hex').slice(0, LENGTH)
  }
  return made
}

/**
 * What the range spans; a word alone says too little, so its whole lines count. Cut only after it is normalised: a new
 * layout must not move the cut, and what changes far down in a long function leaves it the same function.
 */
function codeOf(lines: Lines, range: Range): string {
  const spanned = normalise(textIn(lines, range))
  const code = /^\W*\w*\W*$/.test(spanned) ? normalise(linesBetween(lines, range.startLine, range.endLine)) : spanned
  return code.slice(0, MOST_CODE)
}

/** The same for code that was only laid out anew: no blanks, one kind of quote, nothing that a formatter adds or drops. */
export function normalise(code: string): string {
  return code
    .replace(/\\\r?\n/g, '')
    .replace(/[\s;]+/g, '')
    .replace(/['`]/g, '"')
    .replace(/,(?=[)\]}])/g, '')
    .replace(/\((\w+)\)=>/g, '$1=>')
}

/** The name of the nearest function or class that the line is indented under, or ''. */
export function enclosingSymbol(lines: Lines, line: number): string {
  let indent = indentOf(lineAt(lines, line))
  for (let above = line - 1; above > 0 && indent > 0; above--) {
    const text = lineAt(lines, above)
    if (text.trim() === '' || comment.test(text) || indentOf(text) >= indent) continue
    // The end of a head that stands on several lines: what it belongs to is indented as far.
    const isEnd = /^\s*(?:[)\]}]|\{\s*$)/.test(text)
    indent = indentOf(text) + (isEnd ? 1 : 0)
    const name = isEnd ? null : symbol.exec(headAt(lines, above))
    if (name) return name.slice(1).find(Boolean) ?? ''
  }
  return ''
}

/** The line, with those after it that its parentheses reach over, and the brace that opens its body. */
function headAt(lines: Lines, first: number): string {
  let head = lineAt(lines, first)
  let last = first
  for (; last < first + MOST_LINES && isOpen(head); last++) head += lineAt(lines, last + 1).trim()
  if (isOpen(head)) return ''
  const next = lineAt(lines, last + 1).trim()
  return /^(?:throws\b.*)?\{$/.test(next) ? `${head} ${next}` : head
}

const isOpen = (text: string) => text.split('(').length > text.split(')').length

const comment = /^\s*(?:#|\/[/*]|\*)/
const symbol =
  /\b(?:def|class|function\*?|interface|enum|record|struct)\s+(\w+)|\bfunc\s+(?:\([^)]*\)\s*)?(\w+)|^\s*(?:(?:export|const|let|var|public|private|protected|static|readonly)\s+)*(\w+)\s*(?::[^=]+)?[:=]\s*(?:async\s*)?(?:function\b|\(.*=>|\w+\s*=>)|^\s+(?!(?:if|for|while|switch|catch|return|else|with|new|throw|await|synchronized|try)\b)(?:[\w<>[\],?.@]+\s+)*(\w+)\s*\([^;]*\{\s*$/

const indentOf = (text: string) => text.length - text.trimStart().length

const byPlace = (a: Range, b: Range) => a.startLine - b.startLine || a.startColumn - b.startColumn
