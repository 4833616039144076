// Calls of Java's library that are told to the engine as what they mean: texts of parts, lists, questions.
import type { Node } from '../../grammar.ts'
import type { Arg, Expr } from '../ir.ts'
import { join, named, other } from './children.ts'
import { pathMadePlain } from './java-classes.ts'
import { expression, methodsIn } from './java-expressions.ts'
import { fullType, type JavaFile, ownerOfMethod, plainName } from './java-file.ts'
import { filled, formatted } from './java-text.ts'
import { typeOf } from './java-types.ts'

type Call = { file: JavaFile; at: Node; object: Node | null; method: string; args: Expr[] }

export function callOf(file: JavaFile, node: Node): Expr {
  const object = node.field('object')
  const method = node.field('name')?.text() ?? ''
  const args = named(node.field('arguments')).map((one) => expression(file, one))
  const call: Call = { file, at: node, object: object?.kind() === 'super' ? null : object, method, args }
  const told = call.object && Object.hasOwn(rewrites, method) ? rewrites[method]?.(call) : null
  return told ?? plainCall(call)
}

function plainCall({ file, at, object, method, args }: Call): Expr {
  const given: Arg[] = args.map((value) => ({ value }))
  const call: Expr = { kind: 'call', callee: calleeOf(file, at, object, method), args: given, at }
  return object && args.length === 0 && file.numbers.has(method) ? other(at, [call]) : call
}

function calleeOf(file: JavaFile, at: Node, object: Node | null, method: string): Expr {
  if (object) return { kind: 'member', object: receiver(file, object), name: method, at }
  const owner = ownerOfMethod(file, method)
  if (!owner) return { kind: 'name', name: method, at }
  return { kind: 'member', object: { kind: 'name', name: owner === file.owner ? 'this' : owner, at }, name: method, at }
}

/** `((Type) x).method()` is a method of Type. */
function receiver(file: JavaFile, object: Node): Expr {
  const inner = object.kind() === 'parenthesized_expression' ? named(object)[0] : null
  if (inner?.kind() !== 'cast_expression') return expression(file, object)
  const type = plainName(fullType(file, inner.field('type')?.text() ?? ''))
  return {
    kind: 'call',
    callee: { kind: 'name', name: type, at: inner },
    args: [{ value: expression(file, inner.field('value')) }],
    made: true,
    at: inner,
  }
}

/** `new Type(...)`: lists, maps and texts are told as what they hold. */
export function madeOf(file: JavaFile, node: Node): Expr {
  const type = plainName(fullType(file, node.field('type')?.text() ?? ''))
  const args = named(node.field('arguments')).map((one) => expression(file, one))
  const body = named(node).find((child) => child.kind() === 'class_body') ?? null
  const [first] = args
  const last = type.slice(type.lastIndexOf('.') + 1)
  if (!body && lists.test(last))
    return first && first.kind !== 'literal' ? first : { kind: 'list', items: [], at: node }
  if (!body && maps.test(last))
    return first && first.kind !== 'literal' ? first : { kind: 'map', entries: [], at: node }
  if (/^String(Builder|Buffer)?$/.test(last)) return join(node, first && first.kind !== 'literal' ? [first] : [])
  const all = [...args, ...methodsIn(file, body)].map((value) => ({ value }))
  return { kind: 'call', callee: { kind: 'name', name: type, at: node }, args: all, made: true, at: node }
}

const lists = /^(ArrayList|LinkedList|ArrayDeque|HashSet|LinkedHashSet|TreeSet|Vector|CopyOnWriteArrayList|Stack)$/
const maps = /^(HashMap|LinkedHashMap|TreeMap|ConcurrentHashMap|Hashtable|EnumMap)$/

const same = ({ file, object }: Call) => (object ? expression(file, object) : null)

const list = ({ at, args }: Call): Expr => shellList(at, args)

/** The script of `sh -c script` is a command, wherever such a list is made. */
export function shellList(at: Node, items: Expr[]): Expr {
  const [program, flag] = items
  const isShell =
    program?.kind === 'text' && /^([\w/]*\/)?(ba|z|da|k)?sh$|^cmd(\.exe)?$|powershell/i.test(program.value)
  if (!isShell || flag?.kind !== 'text' || !/^(-l?c|\/[cC]|-Command)$/.test(flag.value))
    return { kind: 'list', items, at }
  const rest = items.slice(2).map((value) => ask(at, '(shell script)', value))
  return { kind: 'list', items: [program, flag, ...rest], at }
}

export const ask = (at: Node, name: string, ...values: Expr[]): Expr => ({
  kind: 'call',
  callee: { kind: 'name', name, at },
  args: values.map((value) => ({ value })),
  at,
})

function collectionOf(call: Call): Expr | null {
  const type = call.object?.text() ?? ''
  if (/^(java\.util\.)?(List|Set|Arrays|Stream|ImmutableList|ImmutableSet|EnumSet)$/.test(type)) {
    const [only] = call.args
    // `Arrays.asList(array)` is the array.
    return call.args.length === 1 && only && only.kind !== 'text' && type === 'Arrays' ? only : list(call)
  }
  if (!/^(Immutable)?Map$/.test(type)) return null
  const entries = call.args.flatMap((key, index) => {
    const value = call.args[index + 1]
    return index % 2 === 0 && value ? [{ key, value }] : []
  })
  return { kind: 'map', entries, at: call.at }
}

/** `a.append(b)` is worth a and b, and a is that from then on. */
function append(call: Call): Expr | null {
  const before = same(call)
  if (!before || call.args.length === 0) return null
  const target = before.kind === 'set' ? before.target : before
  const isText = before.kind === 'join' || before.kind === 'set' || isBuilder(call)
  if (!isText) return null
  const now = before.kind === 'set' ? before.value : before
  const parts = call.method === 'insert' ? [...call.args.slice(1), now] : [now, ...call.args]
  const whole = join(
    call.at,
    parts.flatMap((part) => (part.kind === 'join' ? part.parts : [part])),
  )
  return target.kind === 'join' ? whole : { kind: 'set', target, value: whole, at: call.at }
}

const isBuilder = ({ file, object }: Call) =>
  object !== null && /^(java\.lang\.)?(StringBuilder|StringBuffer|StringJoiner)$/.test(typeOf(file, object))

function format(call: Call): Expr | null {
  const type = call.object?.text() ?? ''
  const [first, ...rest] = call.args
  if (!first) return null
  if (/(^|\.)MessageFormat$/.test(type)) return filled(call.at, first, rest)
  if (type !== 'String' && type !== 'java.lang.String') return null
  const isLocale = first.kind === 'member' && /^Locale$/.test(first.object.kind === 'name' ? first.object.name : '')
  const [pattern, ...values] = isLocale ? rest : call.args
  return pattern ? formatted(call.at, pattern, values) : null
}

function writes(call: Call): Expr | null {
  const [first, ...rest] = call.args
  const from = first?.kind === 'member' && first.name.length > 1 && rest[0]?.kind === 'text' ? rest : call.args
  const [pattern, ...values] = from
  if (pattern?.kind !== 'text') return null
  return plainCall({ ...call, args: [formatted(call.at, pattern, values)] })
}

function equal(call: Call): Expr | null {
  const left = /^(java\.util\.)?(Objects|StringUtils)$/.test(call.object?.text() ?? '') ? call.args[0] : same(call)
  const right = call.args.at(-1)
  return left && right ? { kind: 'compare', op: '==', left, right, at: call.at } : null
}

/** What a beginning tells: a fixed host, a folder for a path that is made plain, or nothing. */
function startsWith(call: Call): Expr | null {
  const whole = same(call)
  const [prefix] = call.args
  if (!whole || !prefix || !call.object) return null
  if (prefix.kind === 'text') {
    if (/^(\/\/|\/\\)$/.test(prefix.value))
      return { kind: 'logic', op: 'not', parts: [ask(call.at, '(stays here)', whole)], at: call.at }
    if (/^[a-z]+:\/\/[^/]+/i.test(prefix.value)) return ask(call.at, '(known address)', whole)
  }
  const asked = call.object.text()
  const isPlain = pathMadePlain.test(asked) || call.file.normalised.has(asked.replace(/^this\.|\.toString\(\)$/g, ''))
  return isPlain ? ask(call.at, '(in folder)', whole) : other(call.at, [whole, prefix])
}

const concat = (call: Call): Expr | null => {
  const before = same(call)
  return before && call.args.length === 1 && before.kind !== 'name' ? join(call.at, [before, ...call.args]) : null
}

function replaced(call: Call): Expr | null {
  const [from] = call.args
  const whole = same(call)
  if (!whole || from?.kind !== 'text') return null
  if (/[\r\n]|\\[rnsRvW]|\\p\{Cntrl\}|\[\^/.test(from.value))
    return ask(call.at, /\[\^/.test(from.value) ? '(only some signs)' : '(one line)', whole)
  return null
}

/** A request is, for what can be done with it, its address: headers and body do not count. */
const requested = (call: Call): Expr | null => {
  const whole = call.object?.text() ?? ''
  return /^([\w.]+\.)?HttpRequest\s*\.newBuilder\(/.test(whole) || /HttpRequest\.Builder$/.test(rootType(call))
    ? same(call)
    : null
}

const rootType = ({ file, object }: Call) => (object ? typeOf(file, object) : '')

const rewrites: Record<string, (call: Call) => Expr | null> = {
  toString: (call: Call) => (call.args.length === 0 ? same(call) : null),
  intern: same,
  toURL: same,
  toURI: same,
  create: (call) => (/^(java\.net\.)?URI$/.test(call.object?.text() ?? '') ? (call.args[0] ?? null) : null),
  append,
  insert: append,
  of: collectionOf,
  asList: collectionOf,
  copyOf: (call) => (/^(List|Set|Map)$/.test(call.object?.text() ?? '') ? (call.args[0] ?? null) : null),
  unmodifiableList: (call) => call.args[0] ?? null,
  unmodifiableSet: (call) => call.args[0] ?? null,
  unmodifiableMap: (call) => call.args[0] ?? null,
  format: (call) => format(call) ?? writes(call),
  printf: writes,
  formatted: (call) => {
    const pattern = same(call)
    return pattern && formatted(call.at, pattern, call.args)
  },
  join: (call) => (call.object?.text() === 'String' ? join(call.at, call.args) : null),
  concat,
  equals: equal,
  equalsIgnoreCase: equal,
  contentEquals: equal,
  startsWith,
  header: requested,
  headers: requested,
  setHeader: requested,
  timeout: requested,
  POST: requested,
  PUT: requested,
  method: requested,
  version: requested,
  replaceAll: replaced,
  replace: replaced,
}
