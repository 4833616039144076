// Patterns that fit every text: asking whether there is a match is no question then.
import type { Call } from './call.ts'
import type { Context } from './context.ts'

/** Python's `match` begins at the start, JavaScript's anywhere: what fits nothing at all fits there, or at the very end. */
export function alwaysFits(c: Context, { args: [pattern] }: Call, method: string): boolean {
  const isAtStart = c.facts.language === 'python'
  if (!pattern || method !== 'match') return false
  const text = pattern.at.text()
  const [, inner] = (isAtStart ? /^[rRbBuU]*(?:"""|'''|["'])(.*?)["']+$/s : /^\/(.*)\/[a-z]*$/s).exec(text) ?? []
  const leans = isAtStart ? /\$|\\[bBZ]|\(\?/ : /\^|\\[bB]|\(\?[=!<]/
  if (inner === undefined || leans.test(inner.replace(/\[\^|\(\?:/g, ''))) return false
  try {
    return new RegExp(inner).test('')
  } catch {
    return false
  }
}
