// What one function is judged with: the tables of its language, what is known of the file, and what was found so far.
import type { Node } from '../grammar.ts'
import type { Facts } from './facts.ts'
import type { Expr, Func, Loop } from './form.ts'
import type { ValueRule } from './rules.ts'
import { copied, type State } from './state.ts'
import type { Summary } from './summary.ts'
import type { Step, Value } from './value.ts'

export type Found = { rule: ValueRule; at: Node; steps: Step[]; words?: string; swap?: [Node, Node]; heldBack?: string }

/** What a test gave each time it was asked. */
export type Asked = { test: Expr; answers: Set<boolean | undefined>; steps: readonly Step[]; inLogic: boolean }

export type Context = {
  facts: Facts
  code: string
  imports: ReadonlyMap<string, string>
  /** Declared types of fields. */
  types: ReadonlyMap<string, string>
  /** Of variables that anybody may change. */
  declared: Map<string, string>
  fn: Func
  /** What functions of the file do, as far as it was looked at. */
  summaryOf: (callee: Expr, from: Func) => Summary | null
  /** The one constructor of a class of the file. */
  makerOf: (owner: string) => Func | null
  /** The only function of the file with this name that belongs to a class. */
  methodNamed: (name: string) => Func | null
  /** Locks that are released when the function ends, however often they are taken until then. */
  released: Set<string>
  /** Names that functions inside change at any time. */
  wild: ReadonlySet<string>
  globals: ReadonlyMap<string, Value>
  found: Found[]
  asked: Map<number, Asked>
  /** Paths on which something may be thrown inside of a `try`. */
  thrown: State[] | null
  loops: Loop[]
  /** Inside of what runs on every way out. */
  inFinally: boolean
  /** Inside of `and`, `or`: a test there is often one of several that belong together. */
  inLogic: number
  /** Asked again and again, until it gives the answer that ends the loop. */
  inLoopTest: boolean
  /** What was opened, by its place. */
  opened: Map<number, number>
  /** Places of errors that somebody looked at on some way. */
  looked: Set<number>
  /** What the function gives back, and with which path. */
  returned: { value: Value | null; all: Value[]; state: State }[]
  /** Resources that came in as parameters, by what they are called there. */
  handed: Map<number, string>
  work: number
  /** Nothing is told of what is looked at a second time. */
  quiet: number
}

/** Thrown where a function is too much to follow to its end. */
export const gaveUp = new Error('The function has too many ways.')

const MOST_WORK = 12_000

export function count(c: Context): void {
  if (++c.work > MOST_WORK) throw gaveUp
}

export function tell(
  c: Context,
  rule: ValueRule,
  at: Node,
  steps: readonly Step[],
  more: Pick<Found, 'words' | 'swap'> = {},
): void {
  if (c.quiet > 0) return
  if (c.found.some((one) => one.rule === rule && one.at.id() === at.id())) return
  c.found.push({ rule, at, steps: [...steps], ...more })
}

/** Looked at without a word and without a trace. */
export function quietly<T>(c: Context, state: State, look: (state: State) => T): T {
  c.quiet++
  try {
    return look(copied(state))
  } finally {
    c.quiet--
  }
}

/** `a`, `a.b.c` of names and members; null for all else. */
export function pathOf(expr: Expr): string | null {
  if (expr.kind === 'name') return expr.name
  if (expr.kind !== 'member') return null
  const object = pathOf(expr.object)
  return object === null ? null : `${object}.${expr.name}`
}

/** The same with the name of the module that its beginning was imported from: `fs/promises.open`. */
export function fullName(c: Context, expr: Expr): string {
  const path = pathOf(expr)
  if (path === null) return expr.kind === 'member' ? `().${expr.name}` : '()'
  const dot = path.indexOf('.')
  const first = dot < 0 ? path : path.slice(0, dot)
  const full = c.imports.get(first)
  return full === undefined ? path : full + path.slice(first.length)
}
