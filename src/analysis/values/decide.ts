// Whether a comparison is settled by what is known of its two sides.
import type { Context } from './context.ts'
import type { Expr, Operator } from './form.ts'
import type { Value } from './value.ts'

type Answer = boolean | 'unrelated' | undefined
type Compare = Expr & { kind: 'compare' }

export function decide(c: Context, test: Compare, left: Value, right: Value): Answer {
  const { op } = test
  if (op === 'in' || op === 'not in') return undefined
  if (op === '<' || op === '<=' || op === '>' || op === '>=') return ordered(op, left, right)
  const same = equal(c, test, left, right)
  if (typeof same !== 'boolean') return same
  return op === '!=' || op === '!==' ? !same : same
}

function equal(c: Context, test: Compare, left: Value, right: Value): Answer {
  if (isNothing(right)) return isMissing(c, test.op, left, right)
  if (isNothing(left)) return isMissing(c, test.op, right, left)
  if (left.constant && right.constant && typeof left.constant.value === typeof right.constant.value)
    return left.constant.value === right.constant.value
  for (const [one, other] of [
    [left, right],
    [right, left],
  ] as const)
    if (other.constant && one.not?.includes(other.constant.value)) return false
  if (apart(left, right)) return false
  if (left.low !== undefined && left.low === left.high && left.low === right.low && left.low === right.high) return true
  return areUnrelated(c, test, left, right) ? 'unrelated' : undefined
}

const isNothing = (value: Value): boolean => value.constant !== undefined && value.constant.value == null

function isMissing(c: Context, op: Operator, value: Value, nothing: Value): Answer {
  if (value.missing === 'no') return value.used ? undefined : false
  if (value.missing !== 'yes' || value.falsy) return undefined
  const strict = c.facts.language === 'javascript' && op.length === 3
  if (!strict) return true
  return value.constant ? value.constant.value === nothing.constant?.value : undefined
}

/** No number is in both of their ranges. */
const apart = (a: Value, b: Value): boolean =>
  (a.high !== undefined && b.low !== undefined && a.high < b.low) ||
  (a.low !== undefined && b.high !== undefined && a.low > b.high)

function ordered(op: Operator, left: Value, right: Value): Answer {
  if (op === '>' || op === '>=') return ordered(op === '>' ? '<' : '<=', right, left)
  const strict = op === '<'
  if (left.high !== undefined && right.low !== undefined) {
    if (left.high < right.low) return true
    if (left.high === right.low && (!strict || excludes(left, left.high) || excludes(right, left.high))) return true
  }
  if (left.low !== undefined && right.high !== undefined) {
    if (left.low > right.high) return false
    if (left.low === right.high && (strict || excludes(left, left.low) || excludes(right, left.low))) return false
  }
  return undefined
}

const excludes = (value: Value, number: number): boolean => value.not?.includes(number) ?? false

const kinds: Record<string, readonly (readonly string[])[]> = {
  python: [['text'], ['number', 'boolean'], ['list'], ['tuple'], ['map'], ['set'], ['bytes'], ['function']],
  javascript: [['text'], ['number'], ['boolean'], ['list'], ['function']],
}

/** Both kinds are known, and no value is of both. JavaScript's `==` converts first. */
function areUnrelated(c: Context, test: Compare, left: Value, right: Value): boolean {
  const groups = kinds[c.facts.language]
  const group = (value: Value) =>
    groups?.findIndex((names) => value.type !== undefined && names.includes(value.type)) ?? -1
  const [a, b] = [group(left), group(right)]
  if (a < 0 || b < 0 || a === b) return false
  if (c.facts.language !== 'javascript' || test.op.length === 3) return true
  // `[] == ''` and `'1' == 1` may hold.
  return false
}
