// What an expression is worth on one path; what it does to what is known is done to the path's state.

import { assign } from './assign.ts'
import { call } from './call.ts'
import { asked, choice, logic } from './choices.ts'
import { type Context, count, pathOf, tell } from './context.ts'
import { dereference, forgetShared, isSafe } from './dereference.ts'
import type { Expr } from './form.ts'
import { arithmetic, checkIndex, lengthOf } from './lengths.ts'
import { handOver } from './resources.ts'
import { refine, type State } from './state.ts'
import { ofConstant, truthOf, unknown, type Value } from './value.ts'
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
    case 'sworn':
      return sworn(c, s, evaluate(c, s, e.value))
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
  // Of what is known to be neither a text nor a list it may well be missing in JavaScript.
  if (e.name === 'length' && c.facts.language !== 'python')
    return c.facts.language === 'javascript' && !object.type ? { ...lengthOf(object), missing: null } : lengthOf(object)
  usedAsValue(c, e.object, object, e.name)
  // A method in a variable (`add = items.append`) may change its object whenever it is called.
  if (object.size !== undefined) refine(s, object, { size: undefined, truth: undefined } as unknown as Partial<Value>)
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

/** Whoever writes `!` knows more than we do, unless there is nothing in it on this very way. */
function sworn(c: Context, s: State, value: Value): Value {
  if (value.missing === 'yes' && value.steps.length > 0 && !value.falsy) return value
  handOver(c, s, value)
  return unknown()
}

function awaited(c: Context, s: State, value: Value): Value {
  forgetShared(c, s)
  if (value.type !== 'promise') return value
  const { resource } = value
  return unknown(resource === undefined ? {} : { missing: 'no', truth: true, resource })
}

function math(c: Context, s: State, e: Expr & { kind: 'math' }): Value {
  const [left, right] = [evaluate(c, s, e.left), evaluate(c, s, e.right)]
  usedAsValue(c, e.left, left)
  usedAsValue(c, e.right, right)
  for (const { past } of [left, right]) if (past?.[0] && /^[-*/%]$/.test(e.op)) tell(c, 'off-by-one', past[0].at, past)
  return arithmetic(e.op, left, right, c.facts.language)
}

/** A function that is made here may do anything with the names it knows. */
function captured(c: Context, s: State, fns: readonly { at: { text: () => string } }[]): void {
  const words = new Set(
    fns
      .at(-1)
      ?.at.text()
      .match(/[\w$]+/g),
  )
  for (const [name, value] of s.vars) {
    if (!words.has(name.replace(/[#.].*$/, ''))) continue
    handOver(c, s, value)
    look(c, s, value)
    if (value.size !== undefined) s.vars.delete(name)
  }
}
