// A finding's identity: the rule, the function or class around it and the code itself - not the line, not the path.
import { createHash } from 'node:crypto'
import type { Range } from '#contract/finding.ts'
import { type Lines, lineAt, quoteOf } from './position.ts'

const LENGTH = 20

/** One fingerprint for each hit, in order; the same code hit twice by one rule is told apart by its number. */
export function fingerprints(lines: Lines, hits: { ruleId: string; range: Range }[]): string[] {
  const seen = new Map<string, number>()
  const inOrder = hits.map((hit, index) => ({ hit, index })).sort((a, b) => byPlace(a.hit.range, b.hit.range))
  const made: string[] = []
  for (const { hit, index } of inOrder) {
    const identity = [hit.ruleId, enclosingSymbol(lines, hit.range.startLine), normalise(quoteOf(lines, hit.range))]
    const key = identity.join('\n')
    const occurrence = seen.get(key) ?? 0
    seen.set(key, occurrence + 1)
    made[index] = createHash('sha256').update(`${key}\n${occurrence}`).digest('hex').slice(0, LENGTH)
  }
  return made
}

/** The same for code that was only laid out anew: no blanks, one kind of quote, no trailing commas and semicolons. */
export function normalise(code: string): string {
  return code
    .replace(/\s+/g, '')
    .replace(/['`]/g, '"')
    .replace(/,(?=[)\]}])/g, '')
    .replace(/;+$/, '')
}

/** The name of the nearest function or class that the line is indented under, or ''. */
export function enclosingSymbol(lines: Lines, line: number): string {
  let indent = indentOf(lineAt(lines, line))
  for (let above = line - 1; above > 0 && indent > 0; above--) {
    const text = lineAt(lines, above)
    if (text.trim() === '' || indentOf(text) >= indent) continue
    indent = indentOf(text)
    const name = symbol.exec(text)
    if (name) return name.slice(1).find(Boolean) ?? ''
  }
  return ''
}

const symbol =
  /\b(?:def|class|function\*?|interface|enum|record|struct)\s+(\w+)|\bfunc\s+(?:\([^)]*\)\s*)?(\w+)|\b(?:const|let|var)\s+(\w+)\s*=\s*(?:async\s*)?(?:function\b|\(.*=>|\w+\s*=>)|^\s+(?!(?:if|for|while|switch|catch|return|else)\b)(?:[\w<>[\],]+\s+)*(\w+)\s*\([^;]*\{\s*$/

const indentOf = (text: string) => text.length - text.trimStart().length

const byPlace = (a: Range, b: Range) => a.startLine - b.startLine || a.startColumn - b.startColumn
