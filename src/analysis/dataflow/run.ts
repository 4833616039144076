// The run of one file: its tables made ready for look-up, its functions by name, its budget, and what was reached.
import type { Node } from '../grammar.ts'
import { type Closures, type Env, newEnv } from './env.ts'
import type { Expr, Func, Unit } from './ir.ts'
import { lookup, type Named } from './names.ts'
import { ruleSet } from './rule-sets.ts'
import { builtByText, type DataflowRule, safeHeads, toldAtOrigin } from './rules.ts'
import type { Table } from './table.ts'
import { harmful, isKnown, type Step, type Taint, type Value } from './value.ts'

/** Evaluations for one entry; a function that needs more is given up, and said to be. */
const BUDGET = 40_000
/** For all entries of a file together. */
const BUDGET_OF_FILE = 1_500_000
const DEEPEST = 6

/** `isPrepared`: told only when it is not seen to be run. `more`: other ways to it that are as sure. */
export type Reached = { rule: DataflowRule; at: Node; taint: Taint; isPrepared?: true; more?: Taint[] }

/** What all files that are followed together share. */
export type Work = {
  /** The file each function is written in. */
  homes: WeakMap<Func, Run>
  closures: Closures
  /** What a function of this file tells about its parameters when it answers true. */
  predicates: Map<Func, Map<string, ReadonlySet<DataflowRule> | 'all'>>
  /** What it tells when it answers false. */
  refusals: Map<Func, Map<string, ReadonlySet<DataflowRule> | 'all'>>
  /** What functions gave back, by what they were entered with. */
  results: Map<Func, Map<string, Result>>
  /** What was thrown since the last `try` began. */
  thrown: Value[]
  /** Filled while a function is asked what its answers tell: each with the names as they are there. */
  answers: { value: Expr; env: Env }[] | null
  stack: Func[]
  /** Names as they were where the loop at hand was left early; null outside of loops. */
  jumps: Env[] | null
  /** The top of another file is gone through for what it declares: nobody is called back. */
  isQuiet: boolean
  /** Functions that are called with what is known of. */
  filled: Set<Func>
  /** What a function that was just left has made of its parameters, as far as they are things and no texts. */
  changed: Map<string, Value> | null
  left: number
  leftInAll: number
  reached: Map<string, Reached>
  /** Places where harm could be done, by rule and place: whether nothing but what is known to be harmless came there. */
  settled: Map<string, Settled>
  /** Parts of branches, by place: whether any way leads there. */
  seen: Map<number, { from: Node; to: Node; isReached: boolean }>
}

export type Result = { value: Value; thrown: Value[] }

export type Settled = { rule: DataflowRule; at: Node; isHarmless: boolean }

export type Run = {
  unit: Unit
  table: Table
  find: {
    sources: ReturnType<typeof lookup<Table['sources'][number]>>
    sinks: ReturnType<typeof lookup<Table['sinks'][number]>>
    properties: ReturnType<typeof lookup<Table['properties'][number]>>
    cleaners: ReturnType<typeof lookup<Table['cleaners'][number]>>
    guards: ReturnType<typeof lookup<Table['guards'][number]>>
  }
  functions: Map<string, Func[]>
  /** What its expressions are called. */
  named: Map<Expr, Named>
  globals: Env
  /** What a constructor leaves in an object of its class. */
  objects: Map<string, Value>
  /** The other files that this one can speak of. */
  others: Others
  work: Work
}

/** What other files of the review hold. */
export type Others = {
  /** What a name of this file stands for there. */
  valueOf(name: string): Value | undefined
  methodOf(owner: string, name: string): Func[]
  hasClass(name: string): boolean
}

const MOST_WAYS = 4

export const GAVE_UP = Symbol('gave up')

const lookups = new WeakMap<Table, Run['find']>()

export const alone: Others = { valueOf: () => undefined, methodOf: () => [], hasClass: () => false }

export const newWork = (): Work => ({
  homes: new WeakMap(),
  closures: new WeakMap(),
  predicates: new Map(),
  refusals: new Map(),
  results: new Map(),
  thrown: [],
  answers: null,
  stack: [],
  jumps: null,
  isQuiet: false,
  filled: new Set(),
  changed: null,
  left: BUDGET,
  leftInAll: BUDGET_OF_FILE,
  reached: new Map(),
  settled: new Map(),
  seen: new Map(),
})

export function newRun(unit: Unit, table: Table, work: Work): Run {
  const find = lookups.get(table) ?? {
    sources: lookup(table.sources, 0),
    sinks: lookup(table.sinks, 1),
    properties: lookup(table.properties, 2),
    cleaners: lookup(table.cleaners, 3),
    guards: lookup(table.guards, 4),
  }
  lookups.set(table, find)
  const functions = new Map<string, Func[]>()
  const [globals, named, objects] = [newEnv(null), new Map(), new Map()]
  const run: Run = { unit, table, find, functions, named, globals, objects, others: alone, work }
  for (const fn of unit.functions) {
    functions.set(fn.name, [...(functions.get(fn.name) ?? []), fn])
    work.homes.set(fn, run)
  }
  return run
}

export function refill({ work }: Run): void {
  work.left = BUDGET
  work.stack.length = 0
  work.jumps = null
  work.thrown = []
}

/** A function sees the names around it, whoever calls it. */
export function enclose(run: Run, fn: Func, env: Env): void {
  run.work.closures.set(fn, env)
  run.work.homes.set(fn, run)
}

/** Every evaluation pays one. */
export function pay(run: Run): void {
  if (--run.work.left < 0 || --run.work.leftInAll < 0) throw GAVE_UP
}

export const mayEnter = (run: Run, fn: Func) => run.work.stack.length < DEEPEST && !run.work.stack.includes(fn)

/** Worth showing, and not only worth keeping. */
export const isSure = (rule: DataflowRule, { certain, built }: Taint) =>
  certain || (built === true && builtByText.has(rule))

/** Remembers whether a part of a branch is ever gone into. */
export function seen({ work }: Run, parts: readonly { at: Node }[], isReached: boolean): void {
  const [first, last] = [parts[0]?.at, parts.at(-1)?.at]
  if (!first || !last) return
  const before = work.seen.get(first.id())
  if (!before?.isReached) work.seen.set(first.id(), { from: first, to: last, isReached })
}

/** Remembers whether a value that comes to a place is known to do no such harm there. */
export function settle(run: Run, rule: DataflowRule, at: Node, value: Value): void {
  const isHarmless =
    (isKnown(value) && harmful(value, rule).length === 0) || safeHeads[rule]?.test(value.head ?? '') === true
  settleAs(run, rule, at, isHarmless)
}

export function settleAs({ work }: Run, rule: DataflowRule, at: Node, isHarmless: boolean): void {
  const key = `${rule} ${at.id()}`
  if (work.settled.get(key)?.isHarmless !== false) work.settled.set(key, { rule, at, isHarmless })
}

/** A text that is put together and begins like a statement is a place where harm could be done. */
export function noted(run: Run, at: Node, value: Value): Value {
  if (beginsLikeSql(value)) settle(run, 'sql-injection', at, value)
  return { ...value, origin: at }
}

/** Something is wrong by itself, whatever comes from outside. */
export function flaw({ work }: Run, rule: DataflowRule, at: Node, steps: Step[]): void {
  const taint: Taint = { steps, certain: true, built: false, cleaned: ruleSet([]) }
  work.reached.set(`${rule} ${at.id()}`, { rule, at, taint })
}

/** A value has come to where it does harm, unless it was made harmless for that on the way. */
export function reach(run: Run, rule: DataflowRule, at: Node, value: Value, isPrepared?: true): void {
  settle(run, rule, at, value)
  // Where its text was put together is as good or bad.
  if (value.origin && value.constant === undefined) settle(run, rule, value.origin, value)
  if (safeHeads[rule]?.test(value.head ?? '')) return
  for (const found of harmful(value, rule)) {
    // Text between other text is only SQL when it begins like it.
    const taint = rule === 'sql-injection' && !beginsLikeSql(value) ? { ...found, built: false } : found
    const place = toldAtOrigin.has(rule) ? (taint.steps[0]?.at ?? at) : at
    const key = `${rule} ${place.id()}`
    const known = run.work.reached.get(key)
    if (known && (known.taint.certain || !isSure(rule, taint) || (isSure(rule, known.taint) && !taint.certain))) {
      if (known && !known.taint.certain && isSure(rule, taint) && (known.more?.length ?? 0) < MOST_WAYS)
        known.more = [...(known.more ?? []), taint]
      continue
    }
    // In the order in which they were made sure of, so that the first place on a way stands first.
    run.work.reached.delete(key)
    run.work.reached.set(key, { rule, at: place, taint, ...(isPrepared && { isPrepared }) })
  }
}

const beginsLikeSql = ({ head }: Value) =>
  /^[\s(]*(select|insert|update|delete|replace|merge|create|alter|drop|truncate|grant|call|exec|pragma|with|set|copy|explain|show|use|lock|attach)\b/i.test(
    head ?? '',
  )
