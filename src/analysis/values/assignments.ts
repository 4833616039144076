// Assignments: one value, several, and what comes with Go's errors.

import type { Node } from '../grammar.ts'
import { assign } from './assign.ts'
import { type Context, fullName, tell } from './context.ts'
import { declaredAs } from './declared.ts'
import { evaluate } from './evaluate.ts'
import type { Expr, Stmt } from './form.ts'
import { arithmetic } from './lengths.ts'
import { handOver } from './resources.ts'
import type { State } from './state.ts'
import { ofConstant, unknown, type Value } from './value.ts'

export function assigned(c: Context, s: State, stmt: Stmt & { kind: 'assign' }): void {
  const [target] = stmt.targets
  if (stmt.type && target?.kind === 'name' && c.wild.has(target.name)) c.declared.set(target.name, stmt.type)
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
export function results(
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
  const isParsed = /^strconv\.(Atoi|Parse\w+)$/.test(fullName(c, from.callee))
  if (isParsed && last?.kind === 'name' && last.name === '_' && !isOnPurpose(from.at))
    tell(c, 'unchecked-error', from.at, [])
  if (!isError || !last) return
  // Where a deferred function sets the error, nothing is known of when it is there.
  if (last.kind === 'name' && c.wild.has(last.name)) for (const one of values) handOver(c, s, one)
  const error = unknown({ along: values.map(({ id }) => id) })
  assign(c, s, last, error)
  watch(c, s, last, error)
}

const NEAR_LINES = 8

/** The comment above, or above the lines of its kind, says that the error does not matter. */
function isOnPurpose(at: Node): boolean {
  const statement = at.ancestors().find((one) => /_statement|_declaration/.test(one.kind()))
  // One that is first in its block stands beside the list of statements.
  const before = statement && [...statement.prevAll(), ...(statement.parent()?.prevAll() ?? [])]
  const said = before?.find((one) => one.kind() === 'comment')
  if (!statement || !said || statement.range().start.line - said.range().end.line > NEAR_LINES) return false
  return /ignor|(can|could|should|will|must)(not|n't| not)|never/i.test(said.text())
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
