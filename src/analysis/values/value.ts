// What is known of one value on one path.
import type { Node } from '../grammar.ts'
import type { Constant } from './form.ts'

/** Where it became what it is. */
export type Step = { at: Node; note: string }

/** The length of the value `of`, and so many more. */
export type Length = { of: number; plus: number }

export type Value = {
  /** Two names of one value share it. */
  readonly id: number
  /** `maybe`: it is known to be missing at times, as what a search gives. Null: nothing is known. */
  readonly missing: 'yes' | 'no' | 'maybe' | null
  /** Only a guess: it was asked whether it counts as false, and an empty text does too. */
  readonly falsy?: boolean
  /** It was used, so it cannot have been missing: good enough to stay silent, not to say so. */
  readonly used?: boolean
  readonly constant?: { value: Constant }
  readonly not?: readonly Constant[]
  readonly low?: number
  readonly high?: number
  readonly truth?: boolean
  readonly type?: string
  /** Its type as the code declares it. */
  readonly declared?: string
  /** Go: the answer whether this value is one, as `ok` in `v, ok := m[k]`. */
  readonly shows?: number
  /** How many items it has. */
  readonly size?: number
  /** An empty one counts as false. */
  readonly flat?: boolean
  readonly length?: Length
  /** A counter that goes this far, itself included. */
  readonly reaches?: Length
  /** A test just said that it has so many items or more. */
  readonly atLeast?: { count: number; at: Node }
  /** JavaScript: read one past the end, on the way of these steps. */
  readonly past?: readonly Step[]
  readonly resource?: number
  /** Go: the error that came along with these results. */
  readonly along?: readonly number[]
  readonly steps: readonly Step[]
}

let last = 0
export const freshId = (): number => ++last

export const unknown = (more: Partial<Value> = {}): Value => ({ id: freshId(), missing: null, steps: [], ...more })

export function ofConstant(value: Constant, at: Node): Value {
  if (value === null || value === undefined)
    return unknown({
      missing: 'yes',
      constant: { value },
      truth: false,
      type: 'nothing',
      steps: [{ at, note: 'nothing is put into it here' }],
    })
  const type = typeof value === 'string' ? 'text' : typeof value
  const range = typeof value === 'number' ? { low: value, high: value } : {}
  return unknown({ missing: 'no', constant: { value }, truth: Boolean(value), type, ...range })
}

/** Whether it counts as true, where that is known. */
export function truthOf(value: Value): boolean | undefined {
  if (value.constant) return Boolean(value.constant.value)
  if (value.missing === 'yes' && !value.falsy) return false
  if (value.truth !== undefined) return value.truth
  if (value.size !== undefined && value.flat) return value.size > 0
  return undefined
}

/** What two paths have in common. */
export function joined(a: Value, b: Value): Value {
  if (a === b) return a
  const same = <T>(x: T | undefined, y: T | undefined) => (x === y ? x : undefined)
  const constant = a.constant && b.constant && a.constant.value === b.constant.value ? a.constant : undefined
  const low = a.low !== undefined && b.low !== undefined ? Math.min(a.low, b.low) : undefined
  const high = a.high !== undefined && b.high !== undefined ? Math.max(a.high, b.high) : undefined
  const missing = a.missing === b.missing ? a.missing : null
  const truth = same(a.truth, b.truth)
  const type = same(a.type, b.type)
  const resource = same(a.resource, b.resource)
  const size = same(a.size, b.size)
  return {
    id: a.id === b.id ? a.id : freshId(),
    missing,
    ...(constant && { constant }),
    ...(low !== undefined && { low }),
    ...(high !== undefined && { high }),
    ...(truth !== undefined && { truth }),
    ...(type !== undefined && { type }),
    ...(resource !== undefined && { resource }),
    ...(size !== undefined && { size }),
    ...(missing && (a.falsy || b.falsy) && { falsy: true }),
    ...((a.used || b.used) && { used: true }),
    steps: missing === 'yes' || missing === 'maybe' ? a.steps : [],
  }
}
