// Calls that change their object: it holds what it is given from now on.
import { type Env, valueIn } from './env.ts'
import type { CallExpr, Given } from './given.ts'
import type { Expr } from './ir.ts'
import { either, itemsOf, joined, type Value } from './value.ts'

/** `list.append(x)`, `text.append(x)`, `map.put(key, x)`: the object holds it from now on. */
export function mutate(env: Env, call: CallExpr, object: Value, given: Given[]): void {
  const place = rootOf(call.callee)
  // What is asked of a server says nothing of which server it is.
  if (!place || isQueryOf(call.callee)) return
  const values = given.map(({ value }) => value)
  const key = given.length === 2 ? given[0]?.value.constant : undefined
  const before = valueIn(env, place) ?? object
  if (call.callee.kind === 'member' && /^(remove|pop)$/.test(call.callee.name)) {
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

/** `factory.setFeature(name, value)`, `parser.no_network = x`: how a thing was set up counts among what it was made with. */
export function setUp(env: Env, { callee, at }: CallExpr, object: Value, given: Given[]): void {
  const place = rootOf(callee)
  if (!object.made || !place || callee.kind !== 'member' || !/^(set|enable|disable|with)[A-Z_]/.test(callee.name))
    return
  const [first] = given
  const about = first?.value.constant ?? lastName(first?.expr)
  const key = given.length > 1 ? `${callee.name}:${about}` : callee.name
  const set = given[given.length > 1 ? 1 : 0]?.value
  const value = set && { ...set, origin: set.origin ?? at }
  if (value)
    env.values.set(place, { ...object, made: { ...object.made, given: new Map(object.made.given).set(key, value) } })
}

const lastName = (expr: Expr | undefined): string => (expr?.kind === 'name' || expr?.kind === 'member' ? expr.name : '')
