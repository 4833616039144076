// What a call does to what is known, and what is known of its result.
import { checkOrder } from './argument-order.ts'
import { type Context, fullName, pathOf, tell } from './context.ts'
import { dereference, evaluate, forgetShared } from './evaluate.ts'
import type { Expr } from './form.ts'
import { checkDeepEqual, checkEquals } from './kinds.ts'
import { checkIndex, lengthOf } from './lengths.ts'
import { checkOpen, close, handOver, opened } from './resources.ts'
import { refine, type State } from './state.ts'
import type { Summary } from './summary.ts'
import { freshId, ofConstant, unknown, type Value } from './value.ts'
import { usedAsValue } from './waiting.ts'

type Call = Expr & { kind: 'call' }

export function call(c: Context, s: State, e: Call): Value {
  const receiver = calleeOf(c, s, e)
  const args = e.args.map((arg) => evaluate(c, s, arg))
  const name = calledName(c, e)
  const method = e.callee.kind === 'member' ? e.callee.name : ''
  if (receiver && !c.facts.harmlessWhenClosed.test(method)) checkOpen(c, s, receiver, e.at)
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

function isSafe(e: Expr): boolean {
  if (e.kind !== 'member' && e.kind !== 'index' && e.kind !== 'call') return false
  return e.safe === true || isSafe(e.kind === 'call' ? e.callee : e.object)
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
  const { size: _, truth: __, ...rest } = value
  const next = { ...rest, id: freshId() }
  for (const [name, one] of s.vars) if (one.id === value.id) s.vars.set(name, next)
}

type Called = {
  name: string
  method: string
  args: Value[]
  receiver: Value | null
  own: Summary | null
  wrapped: Value | undefined
}

function resultOf(c: Context, s: State, e: Call, called: Called): Value {
  const { name, method, args, receiver, own, wrapped } = called
  if (own) return ofOwn(c, s, e, own, args)
  if (wrapped && c.facts.wraps.test(name))
    return unknown({
      missing: 'no',
      truth: true,
      resource: c.handed.has(wrapped.resource as number) ? freshId() : (wrapped.resource as number),
    })
  const what = c.facts.opens.find(([shape]) => shape.test(name))?.[1]
  if (what)
    return opened(
      s,
      e.at,
      what,
      c.facts.promises.test(name) ? { type: 'promise' } : isBinary(e) ? { type: 'bytes file' } : {},
    )
  if (c.facts.language === 'java' && receiver?.resource !== undefined && /^get(Input|Output)Stream$/.test(method))
    return unknown({ missing: 'no', resource: receiver.resource })
  if (receiver?.type === 'bytes file' && /^read(line|1)?$/.test(method))
    return unknown({ missing: 'no', type: 'bytes' })
  const promised = c.facts.promises.test(name) || isRequestBody(c, receiver, method)
  if (promised)
    return unknown({ missing: 'no', truth: true, type: 'promise', steps: [{ at: e.at, note: 'gives a promise' }] })
  const missing =
    !isGiven(e) &&
    c.facts.mayMiss.find(([shape, most]) => shape.test(name) && (most === undefined || e.args.length === most))
  if (missing)
    return unknown({ missing: 'maybe', steps: [{ at: e.at, note: `gives ${c.facts.nothing} when there is none` }] })
  if (mayLack(c, e, called))
    return unknown({ missing: 'maybe', steps: [{ at: e.at, note: `gives ${c.facts.nothing} when there is none` }] })
  return known(c, e, called)
}

/** `open(path, 'rb')` */
const isBinary = (e: Call): boolean => {
  const mode = e.args[1]
  return mode?.kind === 'const' && typeof mode.value === 'string' && /^[rwa]\+?b/.test(mode.value)
}

/** FastAPI and Starlette give what came with a request only to who waits for it. */
const isRequestBody = (c: Context, receiver: Value | null, method: string): boolean =>
  receiver?.declared === 'Request' && /^(json|body|form)$/.test(method) && /\b(fastapi|starlette)\b/.test(c.code)

/** Properties that every Java has. */
const isGiven = ({ args: [key] }: Call): boolean =>
  key?.kind === 'const' && /^(os|java|user|file|path|line)\./.test(String(key.value))

/** The function asks for the key, or puts it there, itself. */
function isFilledHere(c: Context, e: Call): boolean {
  const map = e.callee.kind === 'member' ? e.callee.object.at.text() : ''
  const text = c.fn.at.text()
  return [`${map}.has(`, `${map}.set(`, `${map}.put(`, `${map}.containsKey(`, `${map}[`, ` in ${map}`].some((one) =>
    text.includes(one),
  )
}

/** Asking a map for a key, a list for the first that fits. */
function mayLack(c: Context, e: Call, { method, receiver }: Called): boolean {
  if (method === 'get' && e.args.length === 1 && isFilledHere(c, e)) return false
  if (method === 'get' && e.args.length === 1)
    return receiver?.type === 'Map' || (receiver?.type === 'map' && c.facts.language === 'python')
  if (method === 'find' && c.facts.language === 'python') return /ElementTree|\blxml\b|\bbs4\b/.test(c.code)
  return method === 'find' && c.facts.language === 'javascript' && e.args[0]?.kind === 'function'
}

/** Lengths, and what the table says of the kind of the result. */
function known(c: Context, e: Call, called: Called): Value {
  const { name, args, method, receiver } = called
  if (c.facts.language === 'java' && receiver && e.args.length === 0 && /^(size|length)$/.test(method))
    return lengthOf(receiver)
  if (c.facts.language === 'java' && receiver && args[0] && e.args[0] && /^(get|charAt|elementAt)$/.test(method)) {
    const index: Expr & { kind: 'index' } = { kind: 'index', object: e.callee, key: e.args[0], at: e.at }
    if (args[0].length || args[0].reaches) return checkIndex(c, index, receiver, args[0])
  }
  const bound = boundOf(name, args)
  if (bound) return bound
  const [first] = args
  if (name === 'len' && first) return lengthOf(first)
  if (name === 'new[]' && first) return sized(first)
  if (name === 'make' && args[1] && /^(\[\])/.test(e.args[0]?.at.text() ?? '')) return sized(args[1])
  if (/^new (Array|Vector)$/.test(name)) return unknown({ missing: 'no', type: 'list' })
  const type = c.facts.gives.find(
    ([shape, , most]) => shape.test(name) && (most === undefined || e.args.length === most),
  )?.[1]
  if (type)
    return unknown({ missing: 'no', type, ...(type === 'number' && /len|size|length/i.test(name) && { low: 0 }) })
  return unknown(
    e.made ? ({ missing: 'no', truth: c.facts.language === 'python' ? undefined : true } as Partial<Value>) : {},
  )
}

/** `max(1, n)` is never less than one. */
function boundOf(name: string, args: Value[]): Value | null {
  const [, kind] = /^(?:Math\.)?(max|min)$/.exec(name) ?? []
  const fixed = args.flatMap(({ constant }) => (typeof constant?.value === 'number' ? [constant.value] : []))
  const [first] = fixed
  if (!kind || first === undefined || args.length !== 2 || fixed.length !== 1) return null
  return unknown({ missing: 'no', type: 'number', ...(kind === 'max' ? { low: first } : { high: first }) })
}

/** A list that is made with so many items. */
function sized(count: Value): Value {
  const size = count.constant?.value
  return unknown({ missing: 'no', type: 'list', ...(typeof size === 'number' && { size }) })
}

function ofOwn(c: Context, s: State, e: Call, own: Summary, args: Value[]): Value {
  const step = { at: e.at, note: `\`${own.fn.name}\` may give ${c.facts.nothing}` }
  const isWaited = own.fn.isAsync && !own.fn.yields
  const promise: Partial<Value> = isWaited
    ? { type: 'promise', truth: true, missing: 'no', steps: [{ at: e.at, note: `\`${own.fn.name}\` gives a promise` }] }
    : {}
  if (own.opens)
    return opened(s, e.at, own.opens, isWaited ? { type: 'promise' } : own.gives?.type ? { type: own.gives.type } : {})
  if (own.lengthOf) {
    const of = args[own.lengthOf.argument]
    if (of) {
      const length = lengthOf(of)
      return length.length
        ? unknown({ ...length, length: { ...length.length, plus: own.lengthOf.plus } })
        : unknown({ type: 'number' })
    }
  }
  const { gives } = own
  const declared = own.fn.result
  if (!gives) return unknown({ ...promise, ...(declared && { declared }) })
  if (gives.constant && gives.missing !== 'yes')
    return {
      ...ofConstant(gives.constant.value, e.at),
      steps: [{ at: e.at, note: `\`${own.fn.name}\` always gives this` }],
      ...promise,
    }
  const asked = c.fn.at.text().split(e.at.text()).length > 2
  const missing =
    !asked && (gives.missing === 'maybe' || gives.missing === 'yes')
      ? { missing: 'maybe' as const, steps: [...(gives.steps ?? []), step] }
      : { missing: gives.missing ?? null }
  const { type, low, high } = gives
  return unknown({
    ...missing,
    ...(type && { type }),
    ...(declared && { declared }),
    ...(low !== undefined && { low }),
    ...(high !== undefined && { high }),
    ...promise,
  })
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

const looksOnly =
  /^(size|length|isEmpty|get|charAt|contains|containsKey|equals|hashCode|indexOf|startsWith|endsWith|isPresent|intValue|longValue)$/
const readsOnly =
  /^(get|has|contains\w*|indexOf|lastIndexOf|size|length|isEmpty|keys|values|entries|items|index|count|startswith|endswith|startsWith|endsWith|charAt|charCodeAt|slice|substring|map|filter|forEach|find|some|every|join|trim|includes|read|write|format|encode|decode|equals|hashCode|toString|upper|lower|strip|split)$/

/** The same thing, of another length: only lists are told apart by that. */
function renewKeeping(s: State, value: Value): void {
  if (value.resource === undefined && value.missing !== 'yes') renew(s, value)
}

/** `lock`, `this.lock`, `guard.readLock()` */
function lockPath(e: Expr): string | null {
  const inner = e.kind === 'call' && e.args.length === 0 && e.callee.kind === 'member' ? pathOf(e.callee.object) : null
  return inner === null ? pathOf(e) : e.at.text()
}

function lockOf(c: Context, s: State, e: Call, method: string): void {
  if (e.callee.kind !== 'member') return
  const path = lockPath(e.callee.object)
  if (path === null) return
  const key = `${path}${/^R(Lock|Unlock)$/.test(method) ? ' (read)' : ''}`
  if (!c.facts.unlock.test(method)) return
  const held = s.locks.get(key)
  s.locks.delete(key)
  // In Go a panic is no ordinary way out.
  if (held?.risk && !c.inFinally && c.facts.language !== 'go')
    tell(c, 'lock-not-released', held.at, [
      { at: held.at, note: 'taken here' },
      { at: held.risk, note: 'when this fails, the release below is never reached' },
    ])
}

/** Only as a statement: whoever looks at the result of `acquire` knows whether it worked. */
export function lockStatement(c: Context, s: State, e: Expr): void {
  const inner = e.kind === 'await' ? e.value : e
  if (inner.kind === 'call')
    for (const name of c.summaryOf(inner.callee, c.fn)?.takes ?? [])
      s.locks.set(name, { at: inner.at, what: 'lock', name })
  if (inner.kind !== 'call' || inner.callee.kind !== 'member' || !c.facts.lock.test(inner.callee.name)) return
  const path = lockPath(inner.callee.object)
  if (path === null || inner.args.length > 0 || /^(self|this)$/.test(path)) return
  const key = `${path}${inner.callee.name === 'RLock' ? ' (read)' : ''}`
  s.locks.set(key, { at: inner.at, what: 'lock', name: path })
}
