// What is known of the result of a call.
import { alwaysFits } from './always-fits.ts'
import type { Call } from './call.ts'
import type { Context } from './context.ts'
import type { Expr } from './form.ts'
import { checkIndex, lengthOf } from './lengths.ts'
import { opened } from './resources.ts'
import { givesPromise } from './simple.ts'
import type { State } from './state.ts'
import type { Summary } from './summary.ts'
import { freshId, ofConstant, unknown, type Value } from './value.ts'

type Called = {
  name: string
  method: string
  args: Value[]
  receiver: Value | null
  own: Summary | null
  wrapped: Value | undefined
}

export function resultOf(c: Context, s: State, e: Call, called: Called): Value {
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
      c,
      s,
      e.at,
      what,
      c.facts.promises.test(name) ? { type: 'promise' } : isBinary(e) ? { type: 'bytes file' } : {},
    )
  // Whose it is that came in, as an answer of a server, lives on when its stream is closed.
  const isOwn = receiver?.resource !== undefined && !c.handed.has(receiver.resource)
  if (c.facts.language === 'java' && isOwn && /^get(Input|Output)Stream$/.test(method))
    return unknown({ missing: 'no', resource: receiver.resource as number })
  if (receiver?.type === 'bytes file' && /^read(line|1)?$/.test(method))
    return unknown({ missing: 'no', type: 'bytes' })
  const promised = c.facts.promises.test(name) || isRequestBody(c, receiver, method)
  if (promised)
    return unknown({ missing: 'no', truth: true, type: 'promise', steps: [{ at: e.at, note: 'gives a promise' }] })
  const missing =
    !isGiven(e) &&
    !alwaysFits(c, e, method) &&
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
export function known(c: Context, e: Call, called: Called): Value {
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
  const given = c.facts.gives.find(
    ([shape, , most]) => shape.test(name) && (most === undefined || e.args.length === most),
  )?.[1]
  const isOfBytes = keepsKind.test(method) && [receiver, ...args].some((one) => one?.type === 'bytes')
  const type = isOfBytes ? 'bytes' : given
  if (type)
    return unknown({
      missing: mayBeNothing.test(name) ? null : 'no',
      type,
      ...(type === 'number' && isLength.test(name) && { low: 0 }),
    })
  return unknown(
    e.made ? ({ missing: 'no', truth: c.facts.language === 'python' ? undefined : true } as Partial<Value>) : {},
  )
}

/** Python: bytes have these methods of a text, too, and they give bytes. */
const keepsKind = /^([lr]?strip|lower|upper|title|capitalize|zfill|[lr]just)$/

/** Of this kind where there is one. */
const mayBeNothing = /^JSON\.stringify$|\.getName$/

const isLength = /(^|\.)(len|size|length|Len|Size)$/

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

const mayMiss = (value: Value | undefined): boolean => value?.missing === 'yes' || value?.missing === 'maybe'

function ofOwn(c: Context, s: State, e: Call, own: Summary, args: Value[]): Value {
  const step = { at: e.at, note: `\`${own.fn.name}\` may give ${c.facts.nothing}` }
  const isWaited = givesPromise(own.fn)
  const promise: Partial<Value> = isWaited
    ? { type: 'promise', truth: true, missing: 'no', steps: [{ at: e.at, note: `\`${own.fn.name}\` gives a promise` }] }
    : {}
  if (own.opens)
    return opened(
      c,
      s,
      e.at,
      own.opens,
      isWaited ? { type: 'promise' } : own.gives?.type ? { type: own.gives.type } : {},
    )
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
  const isGiven = own.nothingFor && ![...own.nothingFor].some((index) => mayMiss(args[index]))
  const missing =
    !asked && !isGiven && (gives.missing === 'maybe' || gives.missing === 'yes')
      ? { missing: 'maybe' as const, steps: [...(gives.steps ?? []), step] }
      : { missing: isGiven ? null : (gives.missing ?? null) }
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
