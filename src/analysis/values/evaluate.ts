// What an expression is worth on one path; what it does to what is known is done to the path's state.
import { branch } from './branch.ts'
import { call } from './call.ts'
import { type Context, count, pathOf, quietly, tell } from './context.ts'
import type { Expr } from './form.ts'
import { arithmetic, checkIndex, lengthOf } from './lengths.ts'
import { handOver } from './resources.ts'
import { copied, refine, type State } from './state.ts'
import { joined, ofConstant, truthOf, unknown, type Value } from './value.ts'
import { usedAsValue } from './waiting.ts'

export function evaluate(c: Context, s: State, e: Expr): Value {
  count(c)
  switch (e.kind) {
    case 'const':
      return ofConstant(e.value, e.at)
    case 'name':
      return readName(c, s, e.name)
    case 'member':
      return member(c, s, e)
    case 'index': {
      const object = evaluate(c, s, e.object)
      const key = evaluate(c, s, e.key)
      if (!isSafe(e)) dereference(c, s, e.object, object, e)
      usedAsValue(c, e.object, object)
      return checkIndex(c, e, object, key)
    }
    case 'call':
      return call(c, s, e)
    case 'await':
      return awaited(c, s, evaluate(c, s, e.value))
    case 'not': {
      const truth = truthOf(evaluate(c, s, e.value))
      return unknown({
        missing: 'no',
        type: 'boolean',
        ...(truth !== undefined && { truth: !truth, constant: { value: !truth } }),
      })
    }
    case 'logic':
      return logic(c, s, e)
    case 'choice':
      return choice(c, s, e)
    case 'compare':
    case 'is':
      return asked(c, s, e)
    case 'math':
      return math(c, s, e)
    case 'list': {
      for (const item of e.items) handOver(c, s, evaluate(c, s, item))
      return unknown({
        missing: 'no',
        type: e.fixed ? 'tuple' : 'list',
        ...(e.exact && { size: e.items.length }),
        flat: c.facts.language === 'python',
      })
    }
    case 'map': {
      for (const value of e.values) handOver(c, s, evaluate(c, s, value))
      return unknown({ missing: 'no', type: 'map', ...(c.facts.language === 'javascript' && { truth: true }) })
    }
    case 'text': {
      for (const part of e.parts) usedAsValue(c, part, evaluate(c, s, part))
      return unknown({ missing: 'no', type: 'text' })
    }
    case 'set': {
      const value = evaluate(c, s, e.value)
      assign(c, s, e.target, value)
      return value
    }
    case 'function':
      captured(c, s, e.fn.inner.concat(e.fn))
      return unknown({ missing: 'no', truth: true, type: 'function' })
    case 'other':
      for (const part of e.parts) handOver(c, s, evaluate(c, s, part))
      return unknown()
  }
}

function readName(c: Context, s: State, name: string): Value {
  const known = s.vars.get(name)
  if (known) {
    look(c, s, known)
    return known
  }
  const value = c.fn.locals.has(name) ? unknown() : (c.globals.get(name) ?? unknown(ofField(c, name)))
  if (!c.wild.has(name)) s.vars.set(name, value)
  return value
}

const ofField = (c: Context, name: string): Partial<Value> => {
  const declared = c.types.get(name)
  return declared ? { declared } : {}
}

/** Go: somebody looks at an error. */
function look(c: Context, s: State, value: Value): void {
  const held = s.pending.get(value.id)
  if (!held) return
  c.looked.add(held.at.id())
  s.pending.delete(value.id)
}

function member(c: Context, s: State, e: Expr & { kind: 'member' }): Value {
  const object = evaluate(c, s, e.object)
  if (!isSafe(e)) dereference(c, s, e.object, object, e)
  if (isSafe(e) && object.missing === 'yes' && !object.falsy) return { ...ofConstant(undefined, e.at), steps: [] }
  if (object.past?.[0]) tell(c, 'off-by-one', object.past[0].at, object.past)
  if (e.name === 'length' && c.facts.language !== 'python') return lengthOf(object)
  usedAsValue(c, e.object, object, e.name)
  const path = pathOf(e)
  // Go: an answer is closed by closing its body.
  if (e.name === 'Body' && object.resource !== undefined && c.facts.language === 'go')
    return unknown({ resource: object.resource })
  if (path === null) return unknown()
  const known = s.vars.get(path)
  if (known) return known
  const fresh = unknown()
  s.vars.set(path, fresh)
  return fresh
}

/** Somewhere to its left stands a `?.`, which ends the whole chain where there is nothing. */
function isSafe(e: Expr): boolean {
  if (e.kind !== 'member' && e.kind !== 'index' && e.kind !== 'call') return false
  return e.safe === true || isSafe(e.kind === 'call' ? e.callee : e.object)
}

/** Used as what it may not be: something. */
export function dereference(c: Context, s: State, object: Expr, value: Value, at: Expr): void {
  if (value.missing === 'no' || (c.facts.language === 'go' && at.kind === 'index')) return
  const sure = value.missing === 'yes' || value.missing === 'maybe'
  if (sure && value.steps.length > 0 && !(value.falsy && at.kind === 'member' && ofText.test(at.name)))
    tell(c, 'null-dereference', at.at, value.steps)
  if (object.kind === 'name' || object.kind === 'member')
    refine(s, value, {
      missing: 'no',
      used: true,
      steps: [],
      ...(value.falsy && { falsy: false }),
      ...(value.truth === false && { truth: undefined as never }),
    })
}

/** An empty text counts as false too. */
const ofText =
  /^(length|trim|split|replace\w*|toString|toLowerCase|toUpperCase|indexOf|slice|substr\w*|match|charAt|charCodeAt|startsWith|endsWith|includes|concat|toFixed)$/

function awaited(c: Context, s: State, value: Value): Value {
  forgetShared(c, s)
  if (value.type !== 'promise') return value
  const { resource } = value
  return unknown(resource === undefined ? {} : { missing: 'no', truth: true, resource })
}

/** While others run, whatever they can reach may change. */
export function forgetShared(c: Context, s: State): void {
  for (const [name, value] of s.vars)
    if (name.includes('.') || (!c.fn.locals.has(name) && !value.type)) s.vars.delete(name)
}

function logic(c: Context, s: State, e: Expr & { kind: 'logic' }): Value {
  const left = quietly(c, s, (copy) => evaluate(c, copy, e.left))
  const makesUp = e.op === 'or' && e.right.kind === 'set'
  if (makesUp) c.quiet++
  const [yes, no] = e.op === 'nullish' ? nullish(c, s, e.left) : branch(c, copied(s), e.left)
  if (makesUp) c.quiet--
  const go = e.op === 'and' ? yes : no
  const stay = e.op === 'and' ? no : yes
  const [first] = go
  const right = first ? evaluate(c, first, e.right) : null
  adopt(s, [...stay, ...go])
  if (!right) return left
  if (stay.length === 0) return right
  const kept: Value = e.op === 'and' ? left : { ...left, missing: 'no', steps: [] }
  return {
    ...joined(kept, right),
    ...(e.op !== 'and' && right.missing !== 'yes' && right.missing !== 'maybe' && { missing: right.missing }),
  }
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

function choice(c: Context, s: State, e: Expr & { kind: 'choice' }): Value {
  const [yes, no] = branch(c, copied(s), e.test)
  const values = [
    ...yes.slice(0, 1).map((one) => evaluate(c, one, e.yes)),
    ...no.slice(0, 1).map((one) => evaluate(c, one, e.no)),
  ]
  adopt(s, [...yes, ...no])
  const [first, ...rest] = values
  return first ? rest.reduce(either, first) : unknown()
}

/** One of two: that one of them may be missing is not forgotten. */
export function either(a: Value, b: Value): Value {
  const both = joined(a, b)
  const missing = [a, b].find((one) => one.missing === 'yes' || one.missing === 'maybe')
  return missing && missing.steps.length > 0 && !missing.falsy
    ? { ...both, missing: 'maybe', steps: missing.steps }
    : both
}

function asked(c: Context, s: State, e: Expr): Value {
  const [yes, no] = branch(c, copied(s), e)
  adopt(s, [...yes, ...no])
  const truth = no.length === 0 ? true : yes.length === 0 ? false : undefined
  return unknown({ missing: 'no', type: 'boolean', ...(truth !== undefined && { truth, constant: { value: truth } }) })
}

function math(c: Context, s: State, e: Expr & { kind: 'math' }): Value {
  const [left, right] = [evaluate(c, s, e.left), evaluate(c, s, e.right)]
  usedAsValue(c, e.left, left)
  usedAsValue(c, e.right, right)
  for (const { past } of [left, right]) if (past?.[0] && /^[-*/%]$/.test(e.op)) tell(c, 'off-by-one', past[0].at, past)
  return arithmetic(e.op, left, right, c.facts.language)
}

export function assign(c: Context, s: State, target: Expr, value: Value): void {
  switch (target.kind) {
    case 'name':
      assignName(c, s, target.name, value)
      return
    case 'member': {
      const object = evaluate(c, s, target.object)
      if (!isSafe(target)) dereference(c, s, target.object, object, target)
      handOver(c, s, value)
      for (const name of [...s.vars.keys()])
        if (name.endsWith(`.${target.name}`) || name.includes(`.${target.name}.`)) s.vars.delete(name)
      const path = pathOf(target)
      if (path !== null) s.vars.set(path, value)
      return
    }
    case 'index': {
      const object = evaluate(c, s, target.object)
      const key = evaluate(c, s, target.key)
      dereference(c, s, target.object, object, target)
      handOver(c, s, value)
      // In JavaScript writing behind the end is how a list grows.
      if (c.facts.language !== 'javascript') checkIndex(c, target, object, key)
      return
    }
    case 'list':
      for (const item of target.items) assign(c, s, item, unknown())
      return
    case 'map':
      for (const item of target.values) assign(c, s, item, unknown())
      return
    case 'other':
      for (const item of target.parts) assign(c, s, item, unknown())
      return
    default:
  }
}

function assignName(c: Context, s: State, name: string, value: Value): void {
  const before = s.vars.get(name)
  if (before && before.id !== value.id) overwritten(c, s, name, before)
  for (const path of [...s.vars.keys()]) if (path.startsWith(`${name}.`)) s.vars.delete(path)
  if (c.wild.has(name)) {
    s.vars.delete(name)
    handOver(c, s, value)
  } else s.vars.set(name, value)
  if (!c.fn.locals.has(name)) handOver(c, s, value)
}

/** An error that nobody looked at, and nobody ever will. */
function overwritten(c: Context, s: State, name: string, before: Value): void {
  const held = s.pending.get(before.id)
  if (!held) return
  s.pending.delete(before.id)
  const elsewhere = [...s.vars].some(([other, one]) => other !== name && one.id === before.id)
  if (!elsewhere) tell(c, 'unchecked-error', held.at, [])
}

/** A function that is made here may do anything with the names it knows. */
function captured(c: Context, s: State, fns: readonly { at: { text: () => string } }[]): void {
  const text = fns.at(-1)?.at.text() ?? ''
  for (const [name, value] of s.vars) {
    if (!new RegExp(`\\b${name.replace(/#\d+$/, '').replace(/[$.]/g, '\\$&')}\\b`).test(text)) continue
    handOver(c, s, value)
    look(c, s, value)
    if (value.size !== undefined) s.vars.delete(name)
  }
}
