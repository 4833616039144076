// What a call does to what is known, and what is known of its result.
import { checkOrder } from './argument-order.ts'
import { type Context, fullName } from './context.ts'
import { dereference, forgetShared, isSafe } from './dereference.ts'
import { evaluate } from './evaluate.ts'
import type { Expr } from './form.ts'
import { checkDeepEqual, checkEquals } from './kinds.ts'
import { lockOf } from './locks.ts'
import { checkOpen, close, handOver } from './resources.ts'
import { resultOf } from './result.ts'
import { refine, type State } from './state.ts'
import type { Summary } from './summary.ts'
import { freshId, unknown, type Value } from './value.ts'
import { usedAsValue } from './waiting.ts'

export type Call = Expr & { kind: 'call' }

export function call(c: Context, s: State, e: Call): Value {
  const receiver = calleeOf(c, s, e)
  const name = calledName(c, e)
  // Go's `unsafe.Sizeof(*p)` only looks at the type.
  if (name.startsWith('unsafe.')) return unknown()
  const args = e.args.map((arg) => evaluate(c, s, arg))
  const method = e.callee.kind === 'member' ? e.callee.name : ''
  if (receiver && !c.facts.harmlessWhenClosed.test(method)) checkOpen(c, s, receiver, e.at)
  // What is read to its end closes itself.
  if (receiver && isRead.test(method) && s.open.get(receiver.resource ?? -1)?.what === 'stream to read')
    handOver(c, s, receiver)
  const own = e.made ? null : c.summaryOf(e.callee, c.fn)
  inspect(c, e, name, args, own, receiver)
  passArguments(c, s, e, name, args, own)
  if (receiver && c.facts.closes.test(method)) close(s, receiver, e.at)
  const wrapped = args.find((one) => one.resource !== undefined)
  const result = resultOf(c, s, e, { name, method, args, receiver, own, wrapped })
  if (!c.facts.pure.test(name) && !(c.facts.language === 'java' && looksOnly.test(method))) forget(c, s, e, receiver)
  lockOf(c, s, e, method)
  return result
}

function calledName(c: Context, e: Call): string {
  const name = fullName(c, e.callee)
  return e.made ? `new ${name}` : name
}

/** The object of a method; a name that is called may itself be a release. */
function calleeOf(c: Context, s: State, e: Call): Value | null {
  if (e.callee.kind === 'member') {
    const object = evaluate(c, s, e.callee.object)
    // In Go a method may well be called on nil.
    const isFatal = c.facts.language !== 'go' || (e.callee.object.kind === 'name' && /^err/.test(e.callee.object.name))
    if (isFatal && !isSafe(e.callee)) dereference(c, s, e.callee.object, object, e.callee)
    usedAsValue(c, e.callee.object, object, e.callee.name)
    return object
  }
  const value = evaluate(c, s, e.callee)
  if (value.resource !== undefined && e.callee.kind === 'name') close(s, value, e.at)
  if (!e.safe && e.callee.kind === 'name' && c.fn.locals.has(e.callee.name)) dereference(c, s, e.callee, value, e)
  return null
}

const counts = /^(JSON\.parse|parseInt|parseFloat|Number|int|float|len|str|json\.loads|isNaN)$/

function inspect(c: Context, e: Call, name: string, args: Value[], own: Summary | null, receiver: Value | null): void {
  if (name === 'reflect.DeepEqual' && args[0] && args[1]) checkDeepEqual(c, e, args[0], args[1])
  if (c.facts.language === 'java' && receiver && args[0]) checkEquals(c, e, receiver, args[0])
  checkOrder(c, e, name, own)
  if (counts.test(name)) for (const [index, arg] of e.args.entries()) usedAsValue(c, arg, args[index] ?? unknown())
}

/** Whoever is handed a value may close it, fill it, or have made sure of it. */
function passArguments(c: Context, s: State, e: Call, name: string, args: Value[], own: Summary | null): void {
  for (const [index, value] of args.entries()) {
    const arg = e.args[index]
    if (!arg) continue
    const closes = own?.closes.has(index) || c.facts.closesArgument.test(name)
    if (value.resource !== undefined && !closes && c.facts.borrows.test(name))
      checkOpen(c, s, value, e.at, name === '(send)' && index === 0)
    if (closes) close(s, value, e.at)
    else if (!c.facts.borrows.test(name) && !c.facts.wraps.test(name)) handOver(c, s, value)
    // `assertNotNull(x)`, `isEmpty(x)`: what it says of the value is not known.
    if ((value.missing === 'yes' || value.missing === 'maybe') && !c.facts.pure.test(name))
      refine(s, value, { missing: null, steps: [] })
    if (!c.facts.pure.test(name) && (value.type === 'list' || value.size !== undefined || arg.kind === 'name'))
      renew(s, value)
  }
}

/** It may have another length from here on. */
function renew(s: State, value: Value): void {
  const id = freshId()
  for (const [name, one] of s.vars)
    if (one.id === value.id) {
      // What is known by now: the call may have been a check that it is there.
      const { size: _, truth: __, atLeast: ___, ...rest } = one
      s.vars.set(name, { ...rest, id })
    }
}

/** A method may change its object, and any call what others can reach. */
function forget(c: Context, s: State, e: Call, receiver: Value | null): void {
  if (
    receiver &&
    (receiver.size !== undefined || e.callee.kind === 'member') &&
    !readsOnly.test(e.callee.kind === 'member' ? e.callee.name : '')
  )
    renewKeeping(s, receiver)
  forgetShared(c, s)
}

const isRead = /^(on|once|pipe|pipeTo|pipeThrough|resume|read)$/

const looksOnly =
  /^(size|length|isEmpty|get|charAt|contains|containsKey|equals|hashCode|indexOf|startsWith|endsWith|isPresent|intValue|longValue)$/
const readsOnly =
  /^(get|has|contains\w*|indexOf|lastIndexOf|size|length|isEmpty|keys|values|entries|items|index|count|startswith|endswith|startsWith|endsWith|charAt|charCodeAt|slice|substring|map|filter|forEach|find|some|every|join|trim|includes|read|write|format|encode|decode|equals|hashCode|toString|upper|lower|strip|split)$/

/** The same thing, of another length: only lists are told apart by that. */
function renewKeeping(s: State, value: Value): void {
  if (value.resource === undefined && value.missing !== 'yes') renew(s, value)
}
