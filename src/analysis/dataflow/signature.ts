// What a function is entered with, told in a line: entered with the same again, it does the same again.
import type { Node } from '../grammar.ts'
import type { Taint, Value } from './value.ts'

/** Null when it cannot be told in short: functions, and what holds too much. */
export function signatureOf(values: (Value | undefined)[]): string | null {
  const told: string[] = []
  for (const value of values) {
    const one = value === undefined ? '-' : tell(value, 2)
    if (one === null) return null
    told.push(one)
  }
  return told.join('|')
}

const MOST_FIELDS = 24

function tell(value: Value, depth: number): string | null {
  if (value.fn || value.members || value.made || value.maybe) return null
  const own = `${value.type ?? ''}:${typeof value.constant}${value.constant ?? ''}:${value.head ?? ''}:${value.taints.map(tellTaint).join(';')}`
  if (!value.fields) return own
  if (depth === 0 || value.fields.size > MOST_FIELDS) return null
  const parts: string[] = [own]
  for (const [name, field] of value.fields) {
    const part = tell(field, depth - 1)
    if (part === null) return null
    parts.push(`${name}=${part}`)
  }
  return `{${parts.join(',')}}`
}

const tellTaint = ({ steps, certain, built, cleaned }: Taint) =>
  `${numberOf(steps[0]?.at)}${certain ? '!' : ''}${built ? '+' : built === null ? '0' : ''}${numberOf(cleaned)}`

const numbers = new WeakMap<object, number>()
let next = 1

/** A number of its own for each place and each set. */
function numberOf(thing: Node | object | undefined): number {
  if (!thing) return 0
  const known = numbers.get(thing)
  if (known) return known
  numbers.set(thing, next)
  return next++
}
