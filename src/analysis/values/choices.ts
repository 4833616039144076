// Expressions that are worth one of several values.
import { branch } from './branch.ts'
import { type Context, quietly } from './context.ts'
import { evaluate } from './evaluate.ts'
import type { Expr } from './form.ts'
import { copied, refine, type State } from './state.ts'
import { joined, unknown, type Value } from './value.ts'

export function logic(c: Context, s: State, e: Expr & { kind: 'logic' }): Value {
  const left = quietly(c, s, (copy) => evaluate(c, copy, e.left))
  const makesUp = e.op === 'or' && e.right.kind === 'set'
  if (makesUp) c.quiet++
  // `a && (a && b)` asks twice in one breath; a line that asks what one above it did is only careful.
  const isWhole = !isPart(e)
  if (isWhole) c.inLogic++
  const [yes, no] = e.op === 'nullish' ? nullish(c, s, e.left) : branch(c, copied(s), e.left)
  if (isWhole) c.inLogic--
  if (makesUp) c.quiet--
  const go = e.op === 'and' ? yes : no
  const stay = e.op === 'and' ? no : yes
  const right = onAll(c, go, e.right)
  adopt(s, [...stay, ...go])
  if (!right) return left
  if (stay.length === 0) return right
  const kept: Value = e.op === 'and' ? left : { ...left, missing: 'no', steps: [] }
  return {
    ...joined(kept, right),
    ...(e.op !== 'and' && right.missing !== 'yes' && right.missing !== 'maybe' && { missing: right.missing }),
  }
}

/** Of a longer `and`, `or`. */
function isPart({ at }: Expr): boolean {
  let around = at.parent()
  while (around && /^parenthesized/.test(String(around.kind()))) around = around.parent()
  return /^(&&|\|\||\?\?|and|or)$/.test(around?.field('operator')?.text() ?? '')
}

function nullish(c: Context, s: State, left: Expr): [State[], State[]] {
  const value = evaluate(c, s, left)
  const [yes, no] = [copied(s), copied(s)]
  refine(yes, value, { missing: 'no', steps: [] })
  return value.missing === 'no' && !value.used ? [[yes], []] : [[yes], [no]]
}

/** What all of these paths agree on. */
function adopt(s: State, states: State[]): void {
  const [first, ...rest] = states
  if (!first) return
  for (const [name, value] of first.vars) {
    const all = rest.every((one) => one.vars.get(name) === value)
    if (all) s.vars.set(name, value)
    else if (s.vars.get(name) && rest.some((one) => one.vars.get(name)?.id !== value.id)) s.vars.delete(name)
  }
  for (const name of [...s.vars.keys()]) if (!states.some((one) => one.vars.has(name))) s.vars.delete(name)
  for (const id of [...s.open.keys()]) if (!states.every((one) => one.open.has(id))) s.open.delete(id)
  for (const id of [...s.pending.keys()]) if (!states.every((one) => one.pending.has(id))) s.pending.delete(id)
}

export function choice(c: Context, s: State, e: Expr & { kind: 'choice' }): Value {
  const [yes, no] = branch(c, copied(s), e.test)
  const [held, failed] = [onAll(c, yes, e.yes), onAll(c, no, e.no)]
  adopt(s, [...yes, ...no])
  return held && failed ? either(held, failed) : (held ?? failed ?? unknown())
}

/** Several ways may lead there: `(a || b) && c`. */
function onAll(c: Context, states: State[], e: Expr): Value | null {
  const [first, ...rest] = states.map((one) => evaluate(c, one, e))
  return first ? rest.reduce(either, first) : null
}

/** One of two: that one of them may be missing is not forgotten. */
export function either(a: Value, b: Value): Value {
  const both = joined(a, b)
  const missing = [a, b].find((one) => one.missing === 'yes' || one.missing === 'maybe')
  return missing && missing.steps.length > 0 && !missing.falsy
    ? { ...both, missing: 'maybe', steps: missing.steps }
    : both
}

export function asked(c: Context, s: State, e: Expr): Value {
  const [yes, no] = branch(c, copied(s), e)
  adopt(s, [...yes, ...no])
  const truth = no.length === 0 ? true : yes.length === 0 ? false : undefined
  return unknown({ missing: 'no', type: 'boolean', ...(truth !== undefined && { truth, constant: { value: truth } }) })
}
