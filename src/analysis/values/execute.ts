// Statements, one after the other, on every path that reaches them.
import { branchAll } from './branch.ts'
import { lockStatement } from './call.ts'
import { type Context, count, fullName, tell } from './context.ts'
import { declaredAs } from './declared.ts'
import { assign, evaluate } from './evaluate.ts'
import type { Case, Expr, Stmt } from './form.ts'
import { arithmetic } from './lengths.ts'
import { loop } from './loop.ts'
import { namesIn } from './read/reading.ts'
import { handOver } from './resources.ts'
import { copied, type State, settled } from './state.ts'
import { attempt, withResources } from './try.ts'
import { ofConstant, unknown, type Value } from './value.ts'

/** A path that leaves a block before its end. */
export type Left = { how: 'return' | 'throw' | 'break' | 'continue'; label: string | null; state: State; stmt: Stmt }
export type Outcome = { next: State[]; left: Left[] }

export function execute(c: Context, stmts: readonly Stmt[], states: State[]): Outcome {
  let next = states
  const left: Left[] = []
  for (const stmt of stmts) {
    if (next.length === 0) break
    count(c)
    if (c.thrown && mayThrow(stmt)) c.thrown.push(...next.map(copied))
    if (!c.thrown) for (const s of next) atRisk(s, stmt)
    const outcome = one(c, stmt, next)
    next = settled(outcome.next, () => {})
    left.push(...outcome.left)
  }
  return { next, left }
}

function atRisk(s: State, stmt: Stmt): void {
  if (s.locks.size === 0 || !mayThrow(stmt) || stmt.kind === 'loop' || stmt.kind === 'with') return
  for (const [key, held] of s.locks) if (!held.risk) s.locks.set(key, { ...held, risk: stmt.at })
}

const nothing: Left[] = []

function one(c: Context, stmt: Stmt, states: State[]): Outcome {
  switch (stmt.kind) {
    case 'assign':
      for (const s of states) assigned(c, s, stmt)
      return { next: states, left: nothing }
    case 'do':
      return done(c, stmt, states)
    case 'if': {
      if (stmt.sworn) c.quiet++
      const [yes, no] = branchAll(c, states, stmt.test)
      if (stmt.sworn) c.quiet--
      const [a, b] = [
        execute(
          c,
          stmt.yes,
          settled(yes, () => {}),
        ),
        execute(
          c,
          stmt.no,
          settled(no, () => {}),
        ),
      ]
      return { next: [...a.next, ...b.next], left: [...a.left, ...b.left] }
    }
    case 'loop':
      return loop(c, stmt, states)
    case 'return':
      for (const s of states) returned(c, s, stmt.value)
      return { next: [], left: states.map((state) => ({ how: 'return', label: null, state, stmt })) }
    case 'throw':
      for (const s of states) if (stmt.value) handOver(c, s, evaluate(c, s, stmt.value))
      return { next: [], left: states.map((state) => ({ how: 'throw', label: null, state, stmt })) }
    case 'break':
    case 'continue': {
      const { kind: how, label } = stmt
      return { next: [], left: states.map((state) => ({ how, label, state, stmt })) }
    }
    case 'try':
      return attempt(c, stmt, states)
    case 'with':
      return withResources(c, stmt, states)
    case 'switch':
      return choose(c, stmt, states)
    case 'define':
      for (const s of states)
        assign(
          c,
          s,
          { kind: 'name', name: stmt.fn.name, at: stmt.at },
          evaluate(c, s, { kind: 'function', fn: stmt.fn, at: stmt.at }),
        )
      return { next: states, left: nothing }
    case 'defer':
      for (const s of states) deferred(c, s, stmt.value)
      return { next: states, left: nothing }
    case 'block': {
      const { next, left } = execute(c, stmt.body, states)
      const out = left.filter((one) => one.how === 'break' && one.label !== null && one.label === stmt.label)
      return { next: [...next, ...out.map(({ state }) => state)], left: left.filter((one) => !out.includes(one)) }
    }
  }
}

function assigned(c: Context, s: State, stmt: Stmt & { kind: 'assign' }): void {
  const [target] = stmt.targets
  if (!stmt.value) {
    for (const one of stmt.targets) assign(c, s, one, { ...empty(c, stmt), ...declaredAs(c, stmt.type) })
    return
  }
  if (stmt.op && target) {
    const [left, right] = [evaluate(c, s, target), evaluate(c, s, stmt.value)]
    const { reaches: _, ...sum } = arithmetic(stmt.op, left, right, c.facts.language)
    assign(c, s, target, stmt.op === '??' || stmt.op === '||' ? unknown() : sum)
    return
  }
  if (target?.kind === 'list') {
    several(c, s, target, stmt.value)
    return
  }
  const given = evaluate(c, s, stmt.value)
  const value = stmt.type && given.declared === undefined ? { ...given, declared: stmt.type } : given
  for (const one of stmt.targets) {
    track(c, s, one, value, stmt)
    assign(
      c,
      s,
      one,
      value.length && !value.steps.length
        ? { ...value, steps: [{ at: stmt.at, note: 'set to the length here' }] }
        : value,
    )
  }
}

/** What a variable holds that is declared without a value. */
function empty(c: Context, stmt: Stmt & { kind: 'assign' }): Value {
  const type = stmt.type ?? ''
  const isNothing =
    c.facts.language === 'go'
      ? /^(\*|func\b)|^error$/.test(type)
      : c.facts.language === 'javascript' && stmt.declares === true
  return isNothing
    ? {
        ...ofConstant(c.facts.language === 'go' ? null : undefined, stmt.at),
        steps: [{ at: stmt.at, note: 'declared without a value here' }],
      }
    : unknown()
}

/** `a, b = ...`: each gets its own where they are written out; of Go's results the last may be an error. */
function several(c: Context, s: State, target: Expr & { kind: 'list' }, from: Expr): void {
  if (from.kind === 'list' && from.exact && from.items.length === target.items.length) {
    const values = from.items.map((one) => evaluate(c, s, one))
    for (const [index, item] of target.items.entries()) assign(c, s, item, values[index] ?? unknown())
    return
  }
  const value = evaluate(c, s, from)
  if (c.facts.language === 'go' && from.kind === 'call') results(c, s, target, from, value)
  else if (c.facts.language === 'go' && from.kind === 'index') lookedUp(c, s, target, from)
  else {
    // `const [, release] = await semaphore.acquire()`
    const last = target.items.at(-1)
    for (const item of target.items)
      assign(c, s, item, item === last && value.resource !== undefined ? value : unknown())
  }
}

/** Go: `v, ok := m[k]`: of a map of pointers there is nothing where it is not ok. */
function lookedUp(c: Context, s: State, target: Expr & { kind: 'list' }, from: Expr & { kind: 'index' }): void {
  const [first, second] = target.items
  const map = from.object.kind === 'name' ? s.vars.get(from.object.name) : undefined
  const ofPointers = /^map\[[^\]]*\]\*/.test(map?.declared ?? '')
  const value = unknown(ofPointers ? { steps: [{ at: from.at, note: 'nil when the key is not there' }] } : {})
  if (first) assign(c, s, first, value)
  if (second) assign(c, s, second, unknown({ missing: 'no', type: 'boolean', ...(ofPointers && { shows: value.id }) }))
}

/** Go: results and, as the last of them, an error. */
function results(
  c: Context,
  s: State,
  target: Expr & { kind: 'list' },
  from: Expr & { kind: 'call' },
  value: Value,
): void {
  const own = c.summaryOf(from.callee, c.fn)
  const last = target.items.at(-1)
  const isError = last?.kind === 'name' && /^_?err|Err(or)?(#\d+)?$/i.test(last.name)
  const values = target.items
    .slice(0, isError ? -1 : undefined)
    .map((_, index) =>
      index === 0 && value.resource !== undefined ? value : ofResult(c, own?.results[index], from, isError),
    )
  for (const [index, one] of values.entries()) {
    const item = target.items[index]
    if (!item) continue
    if (item.kind === 'name' && item.name === '_') handOver(c, s, one)
    else assign(c, s, item, one)
  }
  if (last?.kind === 'name' && last.name === '_' && /^strconv\.(Atoi|Parse\w+)$/.test(fullName(c, from.callee)))
    tell(c, 'unchecked-error', from.at, [])
  if (!isError || !last) return
  const error = unknown({ along: values.map(({ id }) => id) })
  assign(c, s, last, error)
  watch(c, s, last, error)
}

function ofResult(c: Context, given: Partial<Value> | null | undefined, from: Expr, withError: boolean): Value {
  const missing = given?.missing === 'maybe' || given?.missing === 'yes'
  if (!missing || withError) return unknown()
  return unknown({
    missing: 'maybe',
    steps: [...(given?.steps ?? []), { at: from.at, note: `may give ${c.facts.nothing}` }],
  })
}

/** Go: an error that a call gives waits for somebody to look at it. */
function track(c: Context, s: State, target: Expr, value: Value, stmt: Stmt & { kind: 'assign' }): void {
  if (c.facts.language !== 'go' || stmt.value?.kind !== 'call' || target.kind !== 'name') return
  if (/^_?err|Err(or)?(#\d+)?$/i.test(target.name)) watch(c, s, target, value)
}

function watch(c: Context, s: State, target: Expr, value: Value): void {
  if (
    target.kind !== 'name' ||
    (c.fn.name === '' && c.fn.params.length === 0) ||
    !c.fn.locals.has(target.name) ||
    c.wild.has(target.name)
  )
    return
  s.pending.set(value.id, { at: target.at, what: 'error', name: target.name })
}

function done(c: Context, stmt: Stmt & { kind: 'do' }, states: State[]): Outcome {
  for (const s of states) {
    const value = evaluate(c, s, stmt.value)
    lockStatement(c, s, stmt.value)
    unheard(c, s, stmt.value, value)
    // A stream or a client that nobody keeps looks after itself; a lock does not.
    if (value.resource !== undefined && (s.open.get(value.resource)?.what !== 'lock' || isKnownLock(c, stmt.value)))
      handOver(c, s, value)
  }
  if (!ends(c, stmt.value, true)) return { next: states, left: nothing }
  return { next: [], left: [] }
}

/** One that is released by its own name is watched by that. */
function isKnownLock(c: Context, e: Expr): boolean {
  const inner = e.kind === 'await' ? e.value : e
  return inner.kind === 'call' && inner.callee.kind === 'member' && c.facts.lock.test(inner.callee.name)
}

/** An error, or a promise, of a function of this file that nobody takes. */
function unheard(c: Context, s: State, e: Expr, value: Value): void {
  if (e.kind !== 'call') return
  const own = c.summaryOf(e.callee, c.fn)
  const isWriter =
    e.callee.kind === 'member' &&
    e.callee.name === 'Write' &&
    e.callee.object.kind === 'name' &&
    s.vars.get(e.callee.object.name)?.type === 'csv writer'
  if (isWriter) tell(c, 'unchecked-error', e.at, [])
  if (c.facts.language === 'go' && own && /(^|[\s,(])error\)?$/.test(own.fn.result ?? ''))
    tell(c, 'unchecked-error', e.at, [])
  const promised = own ? own.fn.isAsync && value.type === 'promise' : isPromised(c, e)
  if (c.facts.language === 'javascript' && c.fn.isAsync && promised) tell(c, 'forgotten-await', e.at, [])
}

/** TypeScript: an interface of the file says that this method gives a promise. */
function isPromised(c: Context, e: Expr & { kind: 'call' }): boolean {
  if (e.callee.kind !== 'member' || !/\binterface\b/.test(c.code)) return false
  return new RegExp(`\\binterface\\s[^}]*\\b${e.callee.name.replace(/\W/g, '')}\\s*\\([^)]*\\)\\s*:\\s*Promise<`).test(
    c.code,
  )
}

/** The program, or the function, is over after it. */
/** `methods`: also those that a class made of this one may have otherwise. */
export function ends(c: Context, e: Expr, methods = false): boolean {
  const inner = e.kind === 'await' ? e.value : e
  if (inner.kind !== 'call') return false
  if (c.facts.ends.test(fullName(c, inner.callee))) return true
  const own = c.summaryOf(inner.callee, c.fn)
  return own?.ends === true && (methods || own.fn.owner === null)
}

function returned(c: Context, s: State, e: Expr | null): void {
  const values =
    e?.kind === 'list' && c.facts.language === 'go'
      ? e.items.map((one) => evaluate(c, s, one))
      : e
        ? [evaluate(c, s, e)]
        : []
  if (!e) {
    for (const { at } of s.pending.values()) c.looked.add(at.id())
    s.pending.clear()
    // Go: a bare `return` gives back what the results are named.
    if (c.facts.language === 'go' && c.fn.result?.startsWith('(')) s.open.clear()
  }
  c.returned.push({
    value: e?.kind === 'list' && c.facts.language === 'go' ? null : (values[0] ?? null),
    all: values,
    state: copied(s),
  })
  for (const value of values) handOver(c, s, value)
}

/** A deferred `Close` or `Unlock` is as good as done; what else is handed over is looked after. */
function deferred(c: Context, s: State, e: Expr): void {
  if (e.kind === 'call' && e.callee.kind === 'member') {
    const object = evaluate(c, s, e.callee.object)
    handOver(c, s, object)
    const path = fullNameOfObject(e.callee.object)
    if (c.facts.unlock.test(e.callee.name))
      for (const key of [...s.locks.keys()]) if (s.locks.get(key)?.name === path) s.locks.delete(key)
    // `defer resp.Body.Close()`
    if (e.callee.object.kind === 'member') handOver(c, s, evaluate(c, s, e.callee.object.object))
    for (const arg of e.args) handOver(c, s, evaluate(c, s, arg))
    return
  }
  if (e.kind === 'call' && e.callee.kind !== 'function') {
    for (const arg of e.args) handOver(c, s, evaluate(c, s, arg))
    return
  }
  if (e.kind === 'call' && e.callee.kind === 'function' && /\.(R?Unlock)\(/.test(e.at.text())) s.locks.clear()
  handOver(c, s, evaluate(c, s, e))
}

const fullNameOfObject = (e: Expr): string => e.at.text()

function choose(c: Context, stmt: Stmt & { kind: 'switch' }, states: State[]): Outcome {
  if (stmt.subject) for (const s of states) evaluate(c, s, stmt.subject)
  const next: State[] = []
  const left: Left[] = []
  let rest = states
  let falling: State[] = []
  const last = stmt.cases.filter((one) => one.tests.length === 0)
  for (const one of stmt.cases.filter((other) => !last.includes(other)).concat(last)) {
    const [yes, no] = one.tests.length === 0 ? [rest, []] : matched(c, stmt.subject, one, rest)
    rest = no
    const outcome = execute(
      c,
      one.body,
      settled([...yes, ...falling], () => {}),
    )
    left.push(...outcome.left)
    falling = one.falls ? outcome.next : []
    if (!one.falls) next.push(...outcome.next)
  }
  const broken = left.filter(({ how, label }) => how === 'break' && label === null)
  for (const s of rest) fitsOne(s, stmt)
  return {
    next: [...next, ...falling, ...rest, ...broken.map(({ state }) => state)],
    left: left.filter((one) => !broken.includes(one)),
  }
}

const MANY_CASES = 4

/** Of many cases mostly one fits: what they all set is not said to be missing. */
function fitsOne(s: State, stmt: Stmt & { kind: 'switch' }): void {
  if (stmt.cases.length < MANY_CASES) return
  const set = new Set(
    stmt.cases.flatMap(({ body }) =>
      body.flatMap((one) => (one.kind === 'assign' ? one.targets.flatMap(namesIn) : [])),
    ),
  )
  for (const name of set) if (s.vars.get(name)?.missing === 'yes') s.vars.delete(name)
}

function matched(c: Context, subject: Expr | null, one: Case, states: State[]): [State[], State[]] {
  let rest = states
  const yes: State[] = []
  for (const test of one.tests) {
    const asked: Expr = !subject ? test : { kind: 'compare', op: '==', left: subject, right: test, at: test.at }
    c.quiet++
    const [hit, miss] = branchAll(c, rest, asked)
    c.quiet--
    yes.push(...hit)
    rest = miss
  }
  return [yes, rest]
}

/** Something in it may fail; closing is not meant to. */
function mayThrow(stmt: Stmt): boolean {
  switch (stmt.kind) {
    case 'assign':
      return stmt.targets.some((one) => one.kind === 'index') || (stmt.value !== null && hasCall(stmt.value))
    case 'do':
      return hasCall(stmt.value)
    case 'return':
      return stmt.value !== null && hasCall(stmt.value)
    case 'if':
      return hasCall(stmt.test)
    case 'loop':
    case 'with':
      return true
    default:
      return false
  }
}

function hasCall(e: Expr): boolean {
  switch (e.kind) {
    case 'call':
      return !(
        e.callee.kind === 'member' && /^(close|Close|release|unlock|end|destroy|append|push|add)$/.test(e.callee.name)
      )
    case 'await':
      return true
    case 'member':
      return hasCall(e.object)
    case 'index':
      return true
    case 'math':
    case 'logic':
    case 'compare':
      return hasCall(e.left) || hasCall(e.right)
    case 'choice':
      return hasCall(e.test) || hasCall(e.yes) || hasCall(e.no)
    case 'list':
      return e.items.some(hasCall)
    case 'map':
      return e.values.some(hasCall)
    case 'text':
    case 'other':
      return e.parts.some(hasCall)
    case 'not':
    case 'is':
    case 'set':
      return hasCall(e.value)
    default:
      return false
  }
}
