// Numbers, lengths, and whether an index stays inside.
import { type Context, tell } from './context.ts'
import type { Expr } from './form.ts'
import { type Step, unknown, type Value } from './value.ts'

/** How many items a value has. */
export function lengthOf(object: Value): Value {
  const common = { missing: 'no', type: 'number', low: 0 } as const
  if (object.size !== undefined)
    return unknown({ ...common, low: object.size, high: object.size, constant: { value: object.size } })
  return unknown({ ...common, length: { of: object.id, plus: 0 } })
}

export function arithmetic(op: string, left: Value, right: Value, language: string): Value {
  const [a, b] = [left.constant?.value, right.constant?.value]
  if (typeof a === 'number' && typeof b === 'number' && (op === '+' || op === '-' || op === '*')) {
    const value = op === '+' ? a + b : op === '-' ? a - b : a * b
    return unknown({ missing: 'no', type: 'number', constant: { value }, low: value, high: value })
  }
  const by = typeof b === 'number' && (op === '+' || op === '-') ? (op === '+' ? b : -b) : null
  if (by !== null && Number.isInteger(by)) return moved(left, by)
  if (typeof a === 'number' && op === '+' && Number.isInteger(a)) return moved(right, a)
  // Sums of Java and Go may overflow, and `a + b < 0` asks for that.
  const isExact = language === 'python' || language === 'javascript'
  if (op === '+' && isExact && left.low !== undefined && right.low !== undefined)
    return unknown({ missing: 'no', type: 'number', low: left.low + right.low })
  const isText = op === '+' && (left.type === 'text' || right.type === 'text') && language !== 'python'
  const isNumber = /^[-*/%]$/.test(op) && language === 'javascript'
  return unknown({ ...(isText ? { type: 'text' } : isNumber ? { type: 'number' } : {}), missing: isText ? 'no' : null })
}

function moved(value: Value, by: number): Value {
  const { length, reaches, low, high } = value
  return unknown({
    missing: null,
    ...(value.type === 'number' && { type: 'number' }),
    ...(low !== undefined && { low: low + by }),
    ...(high !== undefined && { high: high + by }),
    ...(length && { length: { ...length, plus: length.plus + by } }),
    ...(reaches && { reaches: { ...reaches, plus: reaches.plus + by }, steps: value.steps }),
  })
}

/** Also gives what is known of the item, which is nothing. */
export function checkIndex(c: Context, e: Expr & { kind: 'index' }, object: Value, key: Value): Value {
  if (object.type === 'map' || object.type === 'Map') return unknown()
  const number = key.constant?.value
  const steps: Step[] = [...key.steps]
  if (object.size && typeof number === 'number' && c.facts.language !== 'javascript') {
    const before = c.facts.language === 'python' ? -object.size : 0
    if (Number.isInteger(number) && (number >= object.size || number < before)) tell(c, 'off-by-one', e.at, steps)
  }
  // Where a failure is caught, it may be how the length is asked for.
  if (
    object.atLeast &&
    e.key.kind === 'const' &&
    number === object.atLeast.count &&
    c.facts.language !== 'javascript' &&
    !c.thrown
  )
    tell(c, 'off-by-one', object.atLeast.at, [{ at: e.at, note: 'used as an index here' }])
  if (object.size && typeof number === 'number' && Number.isInteger(number) && number >= object.size)
    return unknown({ past: [{ at: e.at, note: 'there are not so many' }] })
  if (key.length && key.length.of === object.id && key.length.plus >= 0)
    tell(c, 'off-by-one', whereItGrew(c, e, key), steps)
  else if (key.reaches && reachesOut(key, object)) {
    const [origin] = key.steps
    // In JavaScript looking at the one behind the last gives undefined, which parsers do on purpose.
    if (c.facts.language !== 'javascript' || e.key.kind === 'name') reachedTooFar(c, e, origin)
    else return unknown({ past: [...key.steps, { at: e.at, note: 'reads one past the end here' }] })
  }
  return unknown()
}

/** Where the end is set is where it is mended; Python says how far it goes in a word of its own, so there the use is told. */
function reachedTooFar(c: Context, e: Expr, origin: Step | undefined): void {
  const use = { at: e.at, note: 'used as an index here' }
  if (c.facts.language === 'python' || !origin) tell(c, 'off-by-one', e.at, origin ? [origin, use] : [])
  else tell(c, 'off-by-one', origin.at, [use])
}

function reachesOut(key: Value, object: Value): boolean {
  if (!key.reaches) return false
  if (key.reaches.of === object.id) return key.reaches.plus >= 0
  return key.reaches.of === 0 && object.size !== undefined && key.reaches.plus >= object.size
}

/** A counter that starts at the length is wrong in the head of its loop. */
function whereItGrew(c: Context, e: Expr & { kind: 'index' }, key: Value) {
  const loop = c.loops.at(-1)
  const [origin] = key.steps
  const line = origin?.at.range().start.line
  return e.key.kind === 'name' && loop && line === loop.at.range().start.line && origin ? origin.at : e.at
}
