// What an expression is worth: from where its value may come, and its text as far as that is fixed.
import { assume, split } from './assume.ts'
import { callValue } from './call.ts'
import { type Env, fork, valueIn } from './env.ts'
import { put } from './execute.ts'
import type { Comparison, Expr } from './ir.ts'
import { isGuessable, leave } from './leave.ts'
import type { DataflowRule } from './rules.ts'
import { enclose, noted, pay, type Run, seen } from './run.ts'
import { sourceOf } from './source.ts'
import {
  chosenKeys,
  cleaned,
  constant,
  derived,
  either,
  isTainted,
  itemsOf,
  joined,
  nothing,
  type Value,
} from './value.ts'

export function evaluate(run: Run, env: Env, expr: Expr): Value {
  pay(run)
  return sourceOf(run, env, expr) ?? plainValue(run, env, expr)
}

function plainValue(run: Run, env: Env, expr: Expr): Value {
  const all = (parts: Expr[]) => parts.map((part) => evaluate(run, env, part))
  switch (expr.kind) {
    case 'text':
      return { ...constant(expr.value), origin: expr.at }
    case 'literal':
      return constant(expr.value)
    case 'name':
      return valueIn(env, expr.name) ?? namedFunction(run, expr.name)
    case 'member':
      return fieldOf(run, evaluate(run, env, expr.object), expr.name)
    case 'index':
      return indexOf(evaluate(run, env, expr.object), evaluate(run, env, expr.key))
    case 'call':
      return callValue(run, env, expr)
    case 'join':
      return noted(run, expr.at, joined(all(expr.parts)))
    case 'list':
      return listOf(all(expr.items))
    case 'map':
      return mapOf(run, env, expr)
    case 'choice':
      return choose(run, env, expr.test, expr.options)
    case 'compare':
      return compare(expr.op, evaluate(run, env, expr.left), evaluate(run, env, expr.right))
    case 'logic':
      return logic(expr.op, inTurn(run, env, expr))
    case 'function':
      enclose(run, expr.fn, env)
      return { taints: [], fn: expr.fn }
    case 'set': {
      const value = evaluate(run, env, expr.value)
      put(run, env, expr.target, value)
      return value
    }
    case 'other': {
      const parts = all(expr.parts)
      return reckon(expr.op, parts) ?? cleaned(derived(parts), 'text')
    }
  }
}

function namedFunction(run: Run, name: string): Value {
  const fn = run.functions.get(name)?.find(({ owner }) => owner === null)
  return fn ? { taints: [], fn } : (run.others.valueOf(name) ?? nothing)
}

/** A field that is declared as a number holds no text. */
function fieldOf(run: Run, value: Value, name: string): Value {
  const member = memberOf(value, name)
  const type = isTainted(member) ? run.unit.types.get(`.${name}`) : undefined
  return type && run.table.harmlessTypes.test(type) ? cleaned(member, 'text') : member
}

export function memberOf(value: Value, name: string): Value {
  const field = value.members?.(name) ?? value.fields?.get(name)
  if (field) return field
  // A part of something from outside is from outside. Of a record whose fields are known, only those were put there.
  if (!isTainted(value)) return nothing
  const part: Value = { taints: value.taints, ...(value.known && { known: true }) }
  if (isContent.test(name)) return cleaned(part, ofContent)
  return isBag.test(name) ? part : cleaned(part, ofPart)
}

const ofContent: DataflowRule[] = ['path-traversal', 'mass-assignment']
const ofPart: DataflowRule[] = ['mass-assignment']

/** What is in a file that was sent says nothing of where it goes. */
const isContent = /^(stream|buffer|content_type|mimetype)$/

/** Parts of a request that are still all of its fields. */
const isBag = /^(body|payload|query|data|json|form|args|params|POST|GET|attributes|input)$/

function indexOf(value: Value, key: Value): Value {
  if (typeof key.constant === 'string' || typeof key.constant === 'number') return memberOf(value, String(key.constant))
  const item = pickedBy(cleaned(itemOf(value), ofPart), key)
  return isTainted(key) ? { ...item, chosenBy: key } : item
}

/** What is picked by a number that can be guessed can be guessed. */
function pickedBy(value: Value, { taints }: Value): Value {
  const guessable = taints.filter(isGuessable)
  return guessable.length > 0 ? { ...value, taints: [...value.taints, ...guessable] } : value
}

/** Any one of what it holds. */
export function itemOf(value: Value): Value {
  const own: Value = { taints: value.taints, ...(value.known && { known: true }) }
  if (!value.fields) return own
  // Which of them is not known, nor whether there is one: its text is not fixed.
  const { constant: _, ...item } = either([...(isTainted(value) ? [own] : []), ...value.fields.values()])
  return item
}

const listOf = (items: Value[]): Value => ({
  taints: [],
  fields: new Map(items.map((item, index) => [String(index), item])),
})

function mapOf(run: Run, env: Env, { entries, at }: Extract<Expr, { kind: 'map' }>): Value {
  const fields = new Map<string, Value>()
  const loose: Value[] = []
  for (const { key, value } of entries) {
    const worth = evaluate(run, env, value)
    const named = key && evaluate(run, env, key)
    const name = named?.constant
    if (name === null || name === undefined) {
      loose.push(worth, ...(named ? [chosenKeys(named)] : []))
      for (const [own, field] of worth.fields ?? []) fields.set(own, field)
    } else {
      fields.set(String(name), worth)
      leave(run, worth, String(name))
    }
  }
  const taints = loose.flatMap(({ taints }) => taints)
  return { taints, ...((fields.size > 0 || loose.length === 0) && { fields }), origin: at }
}

function choose(run: Run, env: Env, test: Expr | null, options: Expr[]): Value {
  const decided = test && evaluate(run, env, test).constant
  const [first, second] = options
  if (test && first && second) seen(run, [first], decided !== false)
  if (test && first && second) seen(run, [second], decided !== true)
  if (typeof decided === 'boolean' && first && second) return evaluate(run, env, decided ? first : second)
  if (!test || !first || !second) return either(options.map((option) => evaluate(run, env, option)))
  const { yes, no } = split(run, env, test)
  return either([evaluate(run, yes, first), evaluate(run, no, second)])
}

/** In `a && b` the second is only asked when the first holds. What it sets or meets on its way is kept. */
function inTurn(run: Run, env: Env, { op, parts }: Extract<Expr, { kind: 'logic' }>): Value[] {
  const [first, ...others] = parts
  if (!first) return []
  const values = [evaluate(run, env, first)]
  let before = first
  let inside = env
  for (const part of others) {
    inside = fork(inside)
    assume(run, inside, before, op === 'and')
    const known = new Set(inside.values.keys())
    values.push(evaluate(run, inside, part))
    for (const [name, value] of inside.values) if (!known.has(name)) env.values.set(name, value)
    before = part
  }
  return values
}

const arithmetic: Record<string, (a: number, b: number) => number> = {
  '+': (a, b) => a + b,
  '-': (a, b) => a - b,
  '*': (a, b) => a * b,
  '%': (a, b) => a % b,
  '/': (a, b) => a / b,
  '//': (a, b) => Math.floor(a / b),
  '**': (a, b) => a ** b,
}

function reckon(op: string | undefined, [left, right]: Value[]): Value | null {
  const work = op === undefined ? undefined : arithmetic[op]
  if (!work || typeof left?.constant !== 'number' || typeof right?.constant !== 'number') return null
  return constant(work(left.constant, right.constant))
}

function compare(op: Comparison, one: Value, other: Value): Value {
  const [{ constant: left }, { constant: right }] = [one, other]
  if ((op === 'in' || op === 'not in') && left !== undefined && other.fields) {
    const among = isAmong(left, other)
    return op === 'in' || typeof among.constant !== 'boolean' ? among : constant(!among.constant)
  }
  if (left === undefined || right === undefined) return nothing
  if (op === '==') return constant(left === right)
  if (op === '!=') return constant(left !== right)
  if (typeof left !== 'number' || typeof right !== 'number') return nothing
  if (op === '<') return constant(left < right)
  if (op === '<=') return constant(left <= right)
  if (op === '>') return constant(left > right)
  return op === '>=' ? constant(left >= right) : nothing
}

/** Certain only where everything on the list is fixed. */
function isAmong(wanted: Value['constant'], whole: Value): Value {
  // A record is asked for its keys, a list for its items.
  if (whole.fields && !itemsOf(whole))
    return whole.taints.length > 0 ? nothing : constant(whole.fields.has(String(wanted)))
  const values = [...(whole.fields?.values() ?? [])]
  const isFixed = values.every((value) => value.constant !== undefined && value.taints.length === 0)
  return isFixed ? constant(values.some((value) => value.constant === wanted)) : nothing
}

function logic(op: 'and' | 'or' | 'not', parts: Value[]): Value {
  const truths = parts.map(({ constant }) => (typeof constant === 'boolean' ? constant : undefined))
  if (op === 'not') return truths[0] === undefined ? nothing : constant(!truths[0])
  if (op === 'and' && truths.includes(false)) return constant(false)
  if (op === 'or' && truths.includes(true)) return constant(true)
  return either(parts) // used as a value it is one of them
}
