// What readers of all languages share: names told apart by where they are declared, and the functions met on the way.
import type { Node } from '../../grammar.ts'
import type { Expr, File, Func, Stmt } from '../form.ts'

export const kindOf = (node: Node | null | undefined): string => node?.kind() ?? ''

/** Children with a meaning: no brackets, commas or comments. */
export const parts = (node: Node | null | undefined): Node[] =>
  node ? node.namedChildren().filter((child) => !kindOf(child).includes('comment')) : []

export const childOf = (node: Node, ...kinds: string[]): Node | null =>
  node.children().find((child) => kinds.includes(kindOf(child))) ?? null

export const other = (at: Node, inside: Expr[] = []): Expr => ({ kind: 'other', parts: inside, at })
export const constant = (at: Node, value: null | undefined | boolean | number | string): Expr => ({
  kind: 'const',
  value,
  at,
})

type Scope = { names: Map<string, string>; outer: Scope | null; fn: Func }

export type Reading = {
  functions: Func[]
  scope: Scope
  types: Map<string, string>
  /** How often a name was declared anew. */
  count: number
}

export const functionAt = (at: Node, name: string, owner: string | null = null): Func => ({
  name,
  owner,
  at,
  params: [],
  result: null,
  isAsync: false,
  yields: false,
  body: [],
  locals: new Set(),
  changes: new Set(),
  shared: new Set(),
  inner: [],
  marks: [],
})

export function startReading(root: Node): Reading {
  const fn = functionAt(root, '')
  return { functions: [], scope: { names: new Map(), outer: null, fn }, types: new Map(), count: 0 }
}

export function finishReading(reading: Reading, body: Stmt[]): File {
  const top = reading.scope.fn
  top.body = body
  return { functions: reading.functions, top, types: reading.types }
}

/** Reads in a scope of its own; with `fn` it is that function's. */
export function inScope<T>(reading: Reading, fn: Func | null, read: () => T): T {
  const outer = reading.scope
  reading.scope = { names: new Map(), outer, fn: fn ?? outer.fn }
  const result = read()
  reading.scope = outer
  if (fn) {
    reading.functions.push(fn)
    outer.fn.inner.push(fn)
  }
  return result
}

/** The name it goes by from here on: another than that of a variable it hides. */
export function declare(reading: Reading, name: string, inFunction = false): string {
  const scope = inFunction ? outermost(reading.scope) : reading.scope
  const known = scope.names.get(name)
  if (known) return known
  const hides = resolve(reading, name) !== null
  const alias = hides ? `${name}#${++reading.count}` : name
  scope.names.set(name, alias)
  scope.fn.locals.add(alias)
  return alias
}

/** The scope of the function itself, which its parameters stand in. */
function outermost(scope: Scope): Scope {
  return scope.outer && scope.outer.fn === scope.fn ? outermost(scope.outer) : scope
}

export function resolve(reading: Reading, name: string): string | null {
  for (let scope: Scope | null = reading.scope; scope; scope = scope.outer) {
    const alias = scope.names.get(name)
    if (alias !== undefined) return alias
  }
  return null
}

export const nameOf = (reading: Reading, name: string): string => resolve(reading, name) ?? name

/** Where a function's names are its own unless it says otherwise, as in Python. */
export function owned(reading: Reading, name: string): void {
  const { fn } = reading.scope
  if (!fn.changes.has(name)) fn.locals.add(name)
}

/** A name gets a value: every function that it comes into from around is told. */
export function changed(reading: Reading, name: string): void {
  let fn: Func | null = null
  for (let scope: Scope | null = reading.scope; scope; scope = scope.outer) {
    if (fn !== scope.fn) {
      fn = scope.fn
      if (!declaredIn(scope, name)) fn.changes.add(nameOf(reading, name))
    }
    if (scope.names.has(name)) return
  }
}

function declaredIn(scope: Scope, name: string): boolean {
  for (let one: Scope | null = scope; one && one.fn === scope.fn; one = one.outer) if (one.names.has(name)) return true
  return false
}

/** `a`, `b` of a pattern or of a target that is several. */
export function namesIn(target: Expr): string[] {
  if (target.kind === 'name') return [target.name]
  if (target.kind === 'list') return target.items.flatMap(namesIn)
  if (target.kind === 'map') return target.values.flatMap(namesIn)
  return target.kind === 'other' ? target.parts.flatMap(namesIn) : []
}

/** The display form of a name that hides another. */
export const shownName = (name: string): string => name.replace(/#\d+$/, '')
