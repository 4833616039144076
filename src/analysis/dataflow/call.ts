// A call: it may be a source's, do harm, make harmless, run a function of this file, or just hand its arguments on.
import type { Node } from '../grammar.ts'
import { enter } from './enter.ts'
import { type Env, valueIn } from './env.ts'
import { evaluate, itemOf } from './evaluate.ts'
import type { Expr, Func } from './ir.ts'
import { lastWord, namesOf } from './names.ts'
import { flaw, isSure, mayEnter, type Run, reach, scopeOf, settle } from './run.ts'
import type { Call, Sink } from './table.ts'
import {
  cleaned,
  derived,
  either,
  harmful,
  isKnown,
  isTainted,
  itemsOf,
  joined,
  nothing,
  passing,
  type Value,
} from './value.ts'

type CallExpr = Extract<Expr, { kind: 'call' }>
type Given = { name?: string; value: Value; expr: Expr; spread: boolean }

export function callValue(run: Run, env: Env, call: CallExpr): Value {
  const names = namesOf(call.callee, scopeOf(run, env))
  const object = call.callee.kind === 'member' ? evaluate(run, env, call.callee.object) : null
  const callee = call.callee.kind === 'member' ? nothing : evaluate(run, env, call.callee)
  const given = call.args.map(({ value, name, spread }) => ({
    value: evaluate(run, env, value),
    expr: value,
    spread: spread ?? false,
    ...(name !== undefined && { name }),
  }))
  const isClass = call.made || /^[A-Z][a-z]/.test(lastWord(names[0] ?? ''))
  const own = callee.fn ?? methodOf(run, call, object)
  // A function of this project is no library's.
  if (!callee.fn && !(own && run.work.homes.get(own) !== run))
    for (const sink of run.find.sinks(isClass ? [...names, '<class>'] : names))
      sinkAt(run, sink, call, names, given, object)
  const answers = given.flatMap(({ value }) => (value.fn ? [callBack(run, value.fn, object)] : []))
  const word = lastWord(names[0] ?? '')
  const mapped = mappers.test(word) && answers.length > 0 && object !== null
  const result = mapped ? derived(answers) : resultOf(run, env, call, names, given, object, own)
  const about = aboutCall(call, names, given, object)
  const cleaner = run.find.cleaners(names).find(({ when }) => !when || when(about))
  if (!cleaner) return result
  const isSeen =
    given.length > 0 && [...given.map(({ value }) => value), ...(object ? [object] : [])].every((one) => isKnown(one))
  return { ...cleaned(result, cleaner.rules), ...(isSeen && { known: true as const }) }
}

/** What their function answers is what they give. */
const mappers = /^(map|flatMap|then|replace|replaceAll)$/

function sinkAt(run: Run, sink: Sink, call: CallExpr, names: string[], given: Given[], object: Value | null): void {
  const about = aboutCall(call, names, given, object)
  if (sink.when && !sink.when(about)) return
  if (sink.args.length === 0) return flawAt(run, sink, call, about)
  const loose = given.find((one) => one.spread)
  const spread = loose && itemOf(loose.value)
  for (const which of sink.args) {
    const one = argumentAt(given, which)
    const value = which === 'self' ? object : which === 'spread' ? spread : one?.value
    if (!value || (sink.onlyText && !isText(value)) || (sink.head && !sink.head.test(value.head ?? ''))) continue
    const fields = sink.fields && value.fields ? fieldsAmong(value.fields, sink.fields) : value
    const harm = sink.part ? sink.part(fields) : fields
    reach(run, sink.rule, placeOf(sink, call, one), trusted(harm, sink.fromParameters))
    // What was made for this call is as harmful as what is done with it here.
    for (const helper of [object, ...given.map((other) => other.value)])
      if (helper?.made) settle(run, sink.rule, helper.made.at, harm)
  }
  if (spread && sink.args.includes(0)) reach(run, sink.rule, call.at, spread)
}

/** Told where the value that makes it so is written, if that is known. */
function flawAt(run: Run, sink: Sink, call: CallExpr, about: Call): void {
  const value = sink.because?.(about)
  const way = value?.origin ? [{ at: value.origin, note: 'is set here' }] : []
  flaw(run, sink.rule, call.at, way)
}

const fieldsAmong = (fields: Map<string, Value>, names: RegExp): Value =>
  either([...fields].flatMap(([name, value]) => (names.test(name) ? [value] : [])))

/** Neither a record nor all fields of a request. */
const isText = ({ taints, fields }: Value) => !fields && taints.every(({ cleaned }) => cleaned.has('mass-assignment'))

function trusted(value: Value, which: Sink['fromParameters']): Value {
  if (!which) return value
  const taints = value.taints.map((taint) => ({ ...taint, certain: which === true || taint.built || taint.certain }))
  const fields = value.fields && new Map([...value.fields].map(([name, field]) => [name, trusted(field, which)]))
  return { ...value, taints, ...(fields && { fields }) }
}

const LONG_CALL = 3

/** The call; of a long one that is handed a record, the entry that does the harm. */
function placeOf({ rule }: Sink, call: CallExpr, given: Given | undefined): Node {
  const { start, end } = call.at.range()
  if (end.line - start.line < LONG_CALL || given?.expr.kind !== 'map') return call.at
  const entry = given.expr.entries.find(({ key }) => {
    const field = key?.kind === 'text' ? given.value.fields?.get(key.value) : undefined
    return field && harmful(field, rule).some((taint) => isSure(rule, taint))
  })
  return entry?.value.at ?? call.at
}

const aboutCall = (call: CallExpr, names: string[], given: Given[], object: Value | null): Call => ({
  object,
  argument: (which) => argumentAt(given, which)?.value ?? spreadIn(given, which),
  at: call.at,
  made: call.made ?? false,
  names,
  args: call.args,
  has: (keyword) => given.some(({ name }) => name === keyword) || spreadIn(given, keyword) !== undefined,
  constantOf: (which) => (argumentAt(given, which)?.value ?? spreadIn(given, which))?.constant,
})

const argumentAt = (given: Given[], which: number | string) =>
  typeof which === 'number' ? positional(given)[which] : given.find(({ name }) => name === which)

/** `f(**{"name": value})` */
const spreadIn = (given: Given[], which: number | string): Value | undefined =>
  typeof which === 'string'
    ? given.find(({ spread, value }) => spread && value.fields?.has(which))?.value.fields?.get(which)
    : undefined

const positional = (given: Given[]) => given.filter(({ name, spread }) => name === undefined && !spread)

function resultOf(
  run: Run,
  env: Env,
  call: CallExpr,
  names: string[],
  given: Given[],
  object: Value | null,
  own: Func | undefined,
): Value {
  if (own && mayEnter(run, own)) return enter(run, own, argumentsOf(own, given), object, call.at)
  const word = lastWord(names[0] ?? '')
  const values = given.map(({ value }) => value)
  if (object && run.table.mutators.test(word)) mutate(env, call, object, given)
  const made = { at: call.at, name: names[0] ?? '', given: byKey(given) }
  if (call.made) return { ...madeOf(run, names[0], values), made }
  if (run.table.opaque.test(word) || run.table.elsewhere?.test(names[0] ?? '')) return nothing
  // A look-up gives what is kept there, whatever the key.
  if (object && /^(get|pop|getOrDefault|at)$/.test(word)) return lookedUp(object, values)
  if (own) return derived(values) // called by itself: what goes in may come out
  const isPackage = isOfPackage(run, env, call.callee)
  const type = isPackage && names[0] ? { type: `${names[0]}()`, made } : {}
  if (!object && !isPackage && run.table.carriers?.test(word) === false) return nothing
  if (!object) return { taints: derived(values).taints, ...type }
  const isCarrier = run.table.carriers?.test(names[0] ?? '') ?? false
  if (run.table.methodsLookUp && !isTainted(object) && !object.fields && !isPackage && !isCarrier) return nothing
  const whole = isTainted(object) || object.fields ? derived([object, ...values]) : derived(values)
  // A method of a fixed text, or of one that was checked, has no other text at hand.
  return { taints: whole.taints, ...(isKnown(object) && whole.known && { known: true as const }), ...type }
}

const byKey = (given: Given[]): Map<string, Value> => {
  const spread = given.flatMap(({ spread, value }) => (spread ? [...(value.fields ?? [])] : []))
  return new Map([
    ...spread,
    ...given.flatMap(({ name, value, spread }, index): [string, Value][] =>
      spread ? [] : [[name ?? String(index), value]],
    ),
  ])
}

/** What is kept under a key that is known, or else any of it. */
function lookedUp(object: Value, [key, ...others]: Value[]): Value {
  const known = key?.constant
  const field = known === undefined || known === null ? undefined : object.fields?.get(String(known))
  return field ?? either([itemOf(object), ...others])
}

/** `new Name(...)`: most keep what they are given. */
function madeOf({ table }: Run, name: string | undefined, values: Value[]): Value {
  const [first] = values
  const kept =
    first && table.firstOnly?.test(name ?? '') ? { ...derived([first]), head: first.head ?? '' } : derived(values)
  return { ...kept, ...(name && { type: name }) }
}

/** `strings.NewReplacer(...).Replace(x)` begins with something imported. */
function isOfPackage(run: Run, env: Env, expr: Expr): boolean {
  if (expr.kind === 'member') return isOfPackage(run, env, expr.object)
  if (expr.kind === 'call') return isOfPackage(run, env, expr.callee)
  return expr.kind === 'name' && run.unit.imports.has(expr.name) && valueIn(env, expr.name) === undefined
}

/** A method of this project: of the object's class when that is known, of this very object, or the only one of that name. */
function methodOf(run: Run, call: CallExpr, object: Value | null): Func | undefined {
  if (call.callee.kind !== 'member') return undefined
  const { object: before, name } = call.callee
  const given = object?.members?.(name)?.fn
  if (given) return given
  const self = run.work.stack.at(-1)
  const onSelf = before.kind === 'name' && before.name === self?.self
  if (onSelf) return methodIn(run, self?.owner ?? null, call)
  const type = object?.type ?? (before.kind === 'member' ? run.unit.types.get(`.${before.name}`) : undefined)
  if (type) return methodIn(run, lastWord(type).replace(/\(\)$/, ''), call)
  return before.kind === 'name' ? methodIn(run, before.name, call) : undefined
}

function methodIn(run: Run, owner: string | null, { callee, args }: CallExpr): Func | undefined {
  const name = callee.kind === 'member' ? callee.name : ''
  const known = (run.functions.get(name) ?? []).filter((fn) => fn.owner === owner)
  const found = ofSize(known, args.length)
  return found ?? (owner === null ? undefined : ofSize(run.others.methodOf(owner, name), args.length))
}

/** Of several with one name, that with as many parameters as there are arguments. */
const ofSize = (known: Func[], size: number): Func | undefined =>
  known.find(({ params }) => params.length === size) ?? known[0]

function argumentsOf(fn: Func, given: Given[]): Map<string, Value> {
  const values = new Map<string, Value>()
  const inOrder = positional(given)
  fn.params.forEach((param, index) => {
    const one = given.find(({ name }) => name === param.name) ?? inOrder[index]
    if (one)
      values.set(
        param.name,
        passing(one.value, { at: one.expr.at, note: `is handed to \`${fn.name || 'a function'}\`` }),
      )
  })
  return values
}

/** A function that is handed over is called some time: with the object's items, if it holds any. */
function callBack(run: Run, fn: Func, object: Value | null): Value {
  if (run.work.isQuiet || !mayEnter(run, fn)) return nothing
  const item = object && (isTainted(object) || object.fields) ? itemOf(object) : null
  const values = new Map<string, Value>()
  for (const param of fn.params) if (item) values.set(param.name, item)
  return enter(run, fn, values, null, fn.at)
}

/** `list.append(x)`, `text.append(x)`, `map.put(key, x)`: the object holds it from now on. */
function mutate(env: Env, call: CallExpr, object: Value, given: Given[]): void {
  const place = rootOf(call.callee)
  // What is asked of a server says nothing of which server it is.
  if (!place || isQueryOf(call.callee)) return
  const values = given.map(({ value }) => value)
  const key = given.length === 2 ? given[0]?.value.constant : undefined
  const before = valueIn(env, place) ?? object
  if (call.callee.kind === 'member' && call.callee.name === 'remove') {
    removed(env, place, before, given[0]?.value.constant)
    return
  }
  const [item] = values
  if (
    item &&
    given.length === 1 &&
    isList(before) &&
    call.callee.kind === 'member' &&
    call.callee.object.kind === 'name'
  )
    env.values.set(place, { ...before, fields: new Map(before.fields).set(String(before.fields?.size ?? 0), item) })
  else if (typeof key === 'string' && values[1])
    env.values.set(place, { ...before, fields: new Map(before.fields).set(key, values[1]) })
  else
    env.values.set(place, {
      ...either([before, joined([before, ...values])]),
      ...(before.type && { type: before.type }),
    })
}

/** `list.remove(0)`: what stands behind it moves up. Of anything else it is not known what is left. */
function removed(env: Env, place: string, before: Value, index: Value['constant']): void {
  const items = itemsOf(before)
  if (!items || typeof index !== 'number') return
  const left = items.filter((_, at) => at !== index)
  env.values.set(place, { ...before, fields: new Map(left.map((item, at) => [String(at), item])) })
}

const LONGEST_LIST = 12

/** Whose items are known one by one. */
const isList = (value: Value) => (itemsOf(value)?.length ?? LONGEST_LIST) < LONGEST_LIST

const isQueryOf = (callee: Expr): boolean =>
  callee.kind === 'member' && callee.object.kind === 'member' && callee.object.name === 'searchParams'

const rootOf = (callee: Expr): string | null =>
  callee.kind === 'member'
    ? rootOf(callee.object)
    : callee.kind === 'name'
      ? callee.name
      : callee.kind === 'call'
        ? rootOf(callee.callee)
        : null
