// What a comparison that holds says of its two sides.
import type { Context } from './context.ts'
import type { Expr, Operator } from './form.ts'
import { refine, type State } from './state.ts'
import type { Step, Value } from './value.ts'

type Compare = Expr & { kind: 'compare' }

const turned: Partial<Record<Operator, Operator>> = { '<': '>', '<=': '>=', '>': '<', '>=': '<=' }

export function narrow(c: Context, s: State, test: Compare, op: Operator, left: Value, right: Value): void {
  one(c, s, test, op, left, right)
  one(c, s, test, turned[op] ?? op, right, left)
}

/** Says of `value` what it is to be so related to `other`. */
function one(c: Context, s: State, test: Compare, op: Operator, value: Value, other: Value): void {
  if (op === '==' || op === '===') equals(c, s, test, value, other, op)
  else if (op === '!=' || op === '!==') differs(c, s, value, other, op)
  else if (op !== 'in' && op !== 'not in') ranges(s, test, op, value, other)
  counted(s, test, op, value, other)
}

const isNothing = (value: Value): boolean => value.constant !== undefined && value.constant.value == null

function equals(c: Context, s: State, test: Compare, value: Value, other: Value, op: Operator): void {
  if (isNothing(other)) {
    const steps: Step[] =
      c.inLogic > 0 && !c.inLoopTest ? [] : [{ at: test.at, note: `it is ${c.facts.nothing} on this way` }]
    if (value.missing !== 'yes')
      refine(s, value, { missing: 'yes', truth: false, steps: value.steps.length > 0 ? value.steps : steps })
    failed(s, value, false)
  } else if (other.constant && !(op === '==' && c.facts.language === 'javascript' && !other.constant.value)) {
    const { constant, low, high, type } = other
    refine(s, value, {
      missing: 'no',
      constant,
      steps: [],
      ...(low !== undefined && { low }),
      ...(high !== undefined && { high }),
      ...(type && { type }),
    })
  }
}

function differs(c: Context, s: State, value: Value, other: Value, op: Operator): void {
  if (isNothing(other)) {
    // What is not null may still be undefined, unless it was known which of them a missing one is.
    const strict = c.facts.language === 'javascript' && op.length === 3 && value.missing === null
    if (!strict) refine(s, value, { missing: 'no', steps: [] })
    failed(s, value, true)
  } else if (other.constant) {
    refine(s, value, { not: [...(value.not ?? []), other.constant.value] })
    countedOut(s, value, other.constant.value)
  }
}

/** Of three items at least, and not three: four at least. */
function countedOut(s: State, { length }: Value, number: unknown): void {
  const object = length?.plus === 0 ? ofId(s, length.of) : undefined
  if (object?.atLeast && object.atLeast.count === number)
    refine(s, object, { atLeast: { ...object.atLeast, count: object.atLeast.count + 1 } })
}

const ofId = (s: State, id: number): Value | undefined => [...s.vars.values()].find((one) => one.id === id)

/** Go: where there is an error there are no results, and the other way round. */
export function failed(s: State, error: Value, yes: boolean): void {
  for (const id of error.along ?? []) {
    for (const value of s.vars.values())
      if (value.id === id && yes && value.resource !== undefined) s.open.delete(value.resource)
  }
  for (const id of error.along ?? []) {
    const known = ofId(s, id)
    if (!known) continue
    if (!yes) refine(s, known, { missing: 'no', used: true, steps: [] })
  }
}

/** `len(x) >= 2` says of `x` how many items it has at least. */
function counted(s: State, test: Compare, op: Operator, value: Value, other: Value): void {
  const number = other.constant?.value
  if (value.length?.plus !== 0 || typeof number !== 'number' || !/^(>=?|===?)$/.test(op)) return
  if (test.left.kind !== 'const' && test.right.kind !== 'const') return
  const atLeast = { count: op === '>' ? number + 1 : number, at: test.at }
  const object = ofId(s, value.length.of)
  if (object) refine(s, object, { atLeast })
}

type Changes = { -readonly [K in keyof Value]?: Value[K] | undefined }

function ranges(s: State, test: Compare, op: Operator, value: Value, other: Value): void {
  const upper = op === '<' || op === '<='
  const strict = op === '<' || op === '>'
  const bound = upper ? other.high : other.low
  const changes: Changes = {}
  if (bound !== undefined && other.constant) {
    if (upper && (value.high === undefined || bound <= value.high)) changes.high = bound
    if (!upper && (value.low === undefined || bound >= value.low)) changes.low = bound
    if (strict && Object.keys(changes).length > 0) changes.not = [...(value.not ?? []), bound]
  }
  if (upper && other.length) {
    changes.reaches = { of: other.length.of, plus: other.length.plus - (strict ? 1 : 0) }
    changes.steps = [{ at: test.at, note: 'it may go as far as this allows' }]
  }
  if (Object.keys(changes).length > 0) refine(s, value, changes as Partial<Value>)
}

/** Who compares a counter with something may keep it from its end: how far it goes is known no more. */
export function forgetReach(s: State, test: Compare): void {
  for (const [side, other] of [
    [test.left, test.right],
    [test.right, test.left],
  ] as const) {
    if (other.kind === 'const' && /^[<>]/.test(test.op) && side.kind === 'name') continue
    for (const name of counters(side)) {
      const value = s.vars.get(name)
      if (value?.reaches || value?.length)
        refine(s, value, { reaches: undefined, length: undefined } as unknown as Partial<Value>)
    }
  }
}

function counters(e: Expr): string[] {
  if (e.kind === 'name') return [e.name]
  if (e.kind === 'math') return [...counters(e.left), ...counters(e.right)]
  return []
}
