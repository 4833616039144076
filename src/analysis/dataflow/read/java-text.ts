// Texts of Java that are put together by formats.
import type { Node } from '../../grammar.ts'
import type { Expr } from '../ir.ts'
import { join, other, text } from './children.ts'

/** `String.format("%s is %d", name, n)` as a text of its parts. */
export function formatted(at: Node, format: Expr, values: Expr[]): Expr {
  if (format.kind !== 'text') return join(at, [format, ...values])
  const parts: Expr[] = []
  let next = 0
  let from = 0
  for (const match of format.value.matchAll(/%(?:(\d+)\$)?[-#+ 0,(]*\d*(?:\.\d+)?([a-zA-Z%])/g)) {
    if (match.index > from) parts.push(text(at, format.value.slice(from, match.index)))
    from = match.index + match[0].length
    const verb = match[2] ?? 's'
    if (verb === '%' || verb === 'n') parts.push(text(at, verb === 'n' ? '\n' : '%'))
    else {
      const value = values[match[1] ? Number(match[1]) - 1 : next++]
      if (value) parts.push(/[sS]/.test(verb) ? value : other(at, [value]))
    }
  }
  if (from < format.value.length) parts.push(text(at, format.value.slice(from)))
  return join(at, parts)
}

/** `{0}` of MessageFormat, or `{}` of a logger. */
export function filled(at: Node, format: Expr, values: Expr[]): Expr {
  if (format.kind !== 'text') return join(at, [format, ...values])
  const pieces = format.value.split(/\{\d*[^{}]*\}/)
  const marks = [...format.value.matchAll(/\{(\d*)[^{}]*\}/g)].map((match) => match[1])
  const parts = pieces.flatMap((piece, index): Expr[] => {
    const before: Expr[] = piece ? [text(at, piece)] : []
    const value = index < marks.length ? values[marks[index] ? Number(marks[index]) : index] : undefined
    return value ? [...before, value] : before
  })
  return join(at, parts)
}
