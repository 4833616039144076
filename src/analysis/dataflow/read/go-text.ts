// Texts of Go that are put together: formats with their values, and lines of headers.
import type { Node } from '../../grammar.ts'
import type { Expr } from '../ir.ts'
import { join, other, text } from './children.ts'

/** `Sprintf("%s is %d", name, n)` as a text of its parts. Null when the format is not fixed. */
export function formatted(at: Node, format: Expr | undefined, values: Expr[]): Expr | null {
  if (format?.kind !== 'text') return null
  const parts: Expr[] = []
  let rest = values
  let from = 0
  for (const match of format.value.matchAll(/%[-+# 0]*[\d.*]*(\[\d+\])?[\d.*]*([a-zA-Z%])/g)) {
    const before = format.value.slice(from, match.index)
    if (before) parts.push(text(at, before))
    from = match.index + match[0].length
    const verb = match[2] ?? 'v'
    if (verb === '%') parts.push(text(at, '%'))
    else {
      const [value, ...others] = rest
      rest = others
      if (value) parts.push(inVerb(at, verb, value))
    }
  }
  if (from < format.value.length) parts.push(text(at, format.value.slice(from)))
  return withMailHeaders(join(at, [...parts, ...rest]))
}

function inVerb(at: Node, verb: string, value: Expr): Expr {
  if (/^[sv]$/.test(verb)) return value
  if (verb === 'q') return { kind: 'call', callee: { kind: 'name', name: '(quoted)', at }, args: [{ value }], at }
  return other(at, [value])
}

/** `"Subject: " + x + "\r\n"`: x stands where a line break in it would begin another header. */
export function withMailHeaders(joined: Expr): Expr {
  if (joined.kind !== 'join') return joined
  const parts = joined.parts.map((part, index): Expr => {
    const before = joined.parts[index - 1]
    const after = joined.parts[index + 1]
    const inHeader =
      part.kind !== 'text' &&
      part.kind !== 'other' &&
      before?.kind === 'text' &&
      /(^|\n)(Subject|To|From|Cc|Bcc|Reply-To|Sender|Set-Cookie|Location|X-[\w-]+): *$/i.test(before.value) &&
      after?.kind === 'text' &&
      /^\S{0,2}\r?\n/.test(after.value)
    if (!inHeader) return part
    return {
      kind: 'call',
      callee: { kind: 'name', name: '(header line)', at: part.at },
      args: [{ value: part }],
      at: joined.at,
    }
  })
  return { ...joined, parts }
}
