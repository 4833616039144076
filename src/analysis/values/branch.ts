// A test parts the paths: those on which it holds and those on which it does not, each with what that says of the values.
import { checkKindOrder } from './argument-order.ts'
import { answered } from './asked-before.ts'
import { assign } from './assign.ts'
import { type Context, pathOf, tell } from './context.ts'
import { decide } from './decide.ts'
import { evaluate } from './evaluate.ts'
import type { Expr, Operator } from './form.ts'
import { isHiddenType, isJsonNumber } from './kinds.ts'
import { failed, forgetReach, narrow } from './narrow.ts'
import { isOfText, remember, remembered } from './remember.ts'
import { copied, refine, type State, settled } from './state.ts'
import { type Step, truthOf, type Value } from './value.ts'
import { usedAsValue } from './waiting.ts'

export type Parted = [yes: State[], no: State[]]

export function branch(c: Context, s: State, test: Expr): Parted {
  switch (test.kind) {
    case 'not': {
      const [yes, no] = branch(c, s, test.value)
      return [no, yes]
    }
    case 'logic':
      return test.op === 'nullish' ? byTruth(c, s, test) : connected(c, s, test)
    case 'compare':
      return compared(c, s, test)
    case 'is':
      return typed(c, s, test)
    case 'set': {
      assign(c, s, test.target, evaluate(c, s, test.value))
      if (test.target.kind !== 'name') return [[s], [copied(s)]]
      c.quiet++
      const parts = byTruth(c, s, test.target)
      c.quiet--
      return parts
    }
    case 'call': {
      const [asked] = test.args
      return asked && isTruthOf(test) ? branch(c, s, asked) : byTruth(c, s, test)
    }
    default:
      return byTruth(c, s, test)
  }
}

/** `Boolean(x)` and `bool(x)` ask what `x` does. */
const isTruthOf = ({ callee, args }: Expr & { kind: 'call' }): boolean =>
  args.length === 1 && callee.kind === 'name' && /^(Boolean|bool)$/.test(callee.name)

export function branchAll(c: Context, states: State[], test: Expr): Parted {
  const parted = states.map((one) => branch(c, one, test))
  return [parted.flatMap(([yes]) => yes), parted.flatMap(([, no]) => no)]
}

const few = 4

function connected(c: Context, s: State, test: Expr & { kind: 'logic' }): Parted {
  c.inLogic++
  // `x || (x = make())` asks on purpose.
  const makesUp = test.op === 'or' && test.right.kind === 'set'
  if (makesUp) c.quiet++
  const [yes, no] = branch(c, s, test.left)
  if (makesUp) c.quiet--
  const lost = () => {}
  const [go, stay] = test.op === 'and' ? [yes, no] : [no, yes]
  const [rightYes, rightNo] = branchAll(c, settled(go, lost, few), test.right)
  c.inLogic--
  return test.op === 'and'
    ? [settled(rightYes, lost, few), settled([...stay, ...rightNo], lost, few)]
    : [settled([...stay, ...rightYes], lost, few), settled(rightNo, lost, few)]
}

/** `a?.b` gave something, so `a` is there. */
function isThere(s: State, e: Expr): void {
  if (e.kind === 'call') isThere(s, e.callee)
  if (e.kind !== 'member' && e.kind !== 'index') return
  const path = pathOf(e.object)
  const value = path === null ? undefined : s.vars.get(path)
  if (value && value.missing !== 'no') refine(s, value, { missing: 'no', steps: [] })
  isThere(s, e.object)
}

/** The answer is kept, so that one that is always the same can be told of. */
function record(c: Context, test: Expr, answer: boolean | undefined, steps: readonly Step[]): void {
  if (c.quiet > 0) return
  const known = c.asked.get(test.at.id())
  if (known) known.answers.add(answer)
  else c.asked.set(test.at.id(), { test, answers: new Set([answer]), steps, inLogic: c.inLogic > 0 })
}

/** Paths that cannot be are left out. */
function parted(c: Context, s: State, test: Expr, answer: boolean | undefined, steps: readonly Step[] = []): Parted {
  const known = answer ?? remembered(s, test)
  record(c, test, isOfText(s, test) ? known : answer, steps)
  if (known === true) return [[s], []]
  if (known === false) return [[], [s]]
  const no = copied(s)
  remember(s, test, true)
  remember(no, test, false)
  answered(c, s, test, true)
  answered(c, no, test, false)
  return [[s], [no]]
}

function byTruth(c: Context, s: State, test: Expr): Parted {
  const value = evaluate(c, s, test)
  usedAsValue(c, test, value)
  const [yes, no] = parted(c, s, test, truthOf(value), value.steps)
  for (const one of yes) isTrue(one, value)
  for (const one of yes) isThere(one, test)
  const error = errorAsked(c, test)
  if (error) for (const one of yes) failed(one, evaluate(c, one, error), true)
  if (value.shows !== undefined) for (const one of no) shownMissing(one, value.shows)
  for (const one of no) isFalse(c, one, value, test)
  if (test.kind === 'call') for (const one of [...yes, ...no]) knowsMore(one, test)
  return [yes, no]
}

/** `isArray(x)`, `isEmpty(x)`: either answer may say that it is there. */
function knowsMore(s: State, { args }: Expr & { kind: 'call' }): void {
  for (const arg of args) {
    const path = pathOf(arg)
    const value = path === null ? undefined : s.vars.get(path)
    if (value?.missing === 'yes' || value?.missing === 'maybe') refine(s, value, { missing: null, steps: [] })
  }
}

/** Go: `errors.Is(err, x)` holds only where there is an error. */
function errorAsked(c: Context, test: Expr): Expr | null {
  if (c.facts.language !== 'go' || test.kind !== 'call') return null
  return /^(errors\.(Is|As)|os\.Is\w+)$/.test(pathOf(test.callee) ?? '') ? (test.args[0] ?? null) : null
}

function shownMissing(s: State, id: number): void {
  const value = [...s.vars.values()].find((one) => one.id === id)
  if (value) refine(s, value, { missing: 'yes' })
}

function isTrue(s: State, value: Value): void {
  if (value.missing !== 'no' || value.truth === undefined) refine(s, value, { missing: 'no', truth: true, steps: [] })
}

/** False may be nothing, or empty, or zero: which of them depends on the language and on what else is known. */
function isFalse(c: Context, s: State, value: Value, test: Expr): void {
  const steps = c.inLogic > 0 ? [] : [{ at: test.at, note: `it may be ${c.facts.nothing} on this way` }]
  if (value.missing === 'maybe') refine(s, value, { missing: 'yes', falsy: true, truth: false })
  else if (value.missing === 'no' && !value.used) refine(s, value, { truth: false })
  else if (c.facts.language === 'javascript' && value.type === undefined && !value.used)
    refine(s, value, { missing: 'yes', falsy: true, truth: false, steps })
  else refine(s, value, { truth: false })
}

function typed(c: Context, s: State, test: Expr & { kind: 'is' }): Parted {
  const value = evaluate(c, s, test.value)
  if (test.kinds) checkKindOrder(c, test, test.kinds)
  const forNothing = /^(undefined|None|type\(None\)|NoneType)$/.test(test.type)
  const [yes, no] = parted(
    c,
    s,
    test,
    value.missing === 'yes' && !value.falsy && !/undefined|None|object/.test(test.type) ? false : undefined,
    value.steps,
  )
  for (const one of yes)
    refine(
      one,
      value,
      forNothing
        ? { missing: 'yes', steps: [{ at: test.at, note: `it is ${c.facts.nothing} on this way` }] }
        : // Whoever knows its kind may know how long those are.
          { missing: test.type === 'object' ? value.missing : 'no', steps: [], atLeast: undefined as never },
    )
  for (const one of no) if (forNothing) refine(one, value, { missing: 'no', steps: [] })
  for (const one of forNothing ? no : yes) isThere(one, test.value)
  return [yes, no]
}

const opposite: Record<Operator, Operator> = {
  '==': '!=',
  '!=': '==',
  '===': '!==',
  '!==': '===',
  '<': '>=',
  '>=': '<',
  '>': '<=',
  '<=': '>',
  in: 'not in',
  'not in': 'in',
}

const isEquality = /^[!=]=/

/** `typeof x === Array`: the answer of `typeof` is a text. */
const isTypeOfClass = ({ left, right }: Expr & { kind: 'compare' }): boolean =>
  left.kind === 'call' &&
  left.callee.kind === 'name' &&
  left.callee.name === 'typeof' &&
  right.kind === 'name' &&
  /^[A-Z][a-z]/.test(right.name)

function compared(c: Context, s: State, test: Expr & { kind: 'compare' }): Parted {
  const [left, right] = [evaluate(c, s, test.left), evaluate(c, s, test.right)]
  const answer = decide(c, test, left, right)
  forgetReach(s, test)
  const isOther = isTypeOfClass(test) || isJsonNumber(c, s, test.left, test.right)
  if (answer === 'unrelated' || isOther || (isEquality.test(test.op) && isHiddenType(c, left, right)))
    tell(c, 'unrelated-comparison', test.at, [])
  const isNothing = (one: Value) => one.constant !== undefined && one.constant.value == null
  for (const [expr, one, other] of [
    [test.left, left, right],
    [test.right, right, left],
  ] as const)
    if (!isNothing(other)) usedAsValue(c, expr, one)
  const [yes, no] = parted(
    c,
    s,
    test,
    typeof answer === 'boolean' ? answer : undefined,
    [left, right].filter((one) => !isNothing(one)).flatMap(({ steps }) => steps),
  )
  for (const one of yes) narrow(c, one, test, test.op, left, right)
  for (const one of no) narrow(c, one, test, opposite[test.op], left, right)
  // `x != UNDEFINED`: what another name stands for may be just that.
  for (const [one, other] of [
    [left, right],
    [right, left],
  ] as const)
    if (isEquality.test(test.op) && !other.constant && /^(yes|maybe)$/.test(String(one.missing)))
      for (const way of [...yes, ...no]) refine(way, one, { missing: null, steps: [] })
  const isEqual = test.op.startsWith('==')
  // `a?.b === 1`, `a?.b !== undefined`: then there is an `a`.
  for (const [side, other] of [
    [test.left, right],
    [test.right, left],
  ] as const)
    for (const one of isNothing(other) === isEqual ? no : yes) if (isEqual || isNothing(other)) isThere(one, side)
  return [yes, no]
}
