// Statements that do one thing: call something, give something back, put something off until the end.

import { type Context, fullName, pathOf, tell } from './context.ts'
import { evaluate } from './evaluate.ts'
import { nothing, type Outcome } from './execute.ts'
import type { Expr, Func, Stmt } from './form.ts'
import { lockStatement } from './locks.ts'
import { handOver } from './resources.ts'
import { copied, type State } from './state.ts'
import type { Value } from './value.ts'

export function done(c: Context, stmt: Stmt & { kind: 'do' }, states: State[]): Outcome {
  for (const s of states) {
    const value = evaluate(c, s, stmt.value)
    lockStatement(c, s, stmt.value)
    unheard(c, s, stmt.value, value)
    // A stream or a client that nobody keeps looks after itself; a lock does not.
    if (value.resource !== undefined && (s.open.get(value.resource)?.what !== 'lock' || isKnownLock(c, stmt.value)))
      handOver(c, s, value)
  }
  if (ends(c, stmt.value, true)) return { next: [], left: [] }
  if (mayEnd(c, stmt.value)) for (const s of states) forgetMissing(s)
  return { next: states, left: nothing }
}

/** `throw("...")`, `this.invalidate()` of another file: by its name it may not come back, so nothing is sure to be missing after it. */
function mayEnd(c: Context, e: Expr): boolean {
  if (e.kind !== 'call' || (e.callee.kind !== 'name' && e.callee.kind !== 'member')) return false
  const isLog = e.callee.kind === 'member' && /log|console|http$/i.test(e.callee.object.at.text())
  return !isLog && complains.test(e.callee.name) && !c.summaryOf(e.callee, c.fn)
}

const complains =
  /^_?(throw|fatal|fail|panic|abort|die|raise|exit|bail|invalid|croak|crash|unreachable|bad(?=[A-Z_])|err(or)?_?$|errorf$)/i

function forgetMissing(s: State): void {
  for (const [name, value] of s.vars)
    if (value.missing === 'yes' || value.missing === 'maybe') s.vars.set(name, { ...value, missing: null, steps: [] })
}

/** One that is released by its own name is watched by that. */
function isKnownLock(c: Context, e: Expr): boolean {
  const inner = e.kind === 'await' ? e.value : e
  return inner.kind === 'call' && inner.callee.kind === 'member' && c.facts.lock.test(inner.callee.name)
}

/** An error, or a promise, of a function of these files that nobody takes. */
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
  const promised = own ? value.type === 'promise' && givesPromise(own.fn) : isPromised(c, e)
  // A coroutine of Python does not even begin.
  if (promised && (c.facts.language === 'python' || c.fn.isAsync)) tell(c, 'forgotten-await', e.at, [])
}

/** Whoever calls it has to wait; in TypeScript the result may say so instead of the word `async`. */
export const givesPromise = ({ isAsync, yields, result }: Func): boolean =>
  !yields && (isAsync || /^Promise</.test(result ?? ''))

/** TypeScript: an interface of the file says that this method gives a promise. */
function isPromised(c: Context, e: Expr & { kind: 'call' }): boolean {
  if (c.facts.language !== 'javascript' || e.callee.kind !== 'member' || !/\binterface\b/.test(c.code)) return false
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

export function returned(c: Context, s: State, e: Expr | null): void {
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
  // `return s.mu.Unlock`: who called is to release it.
  if (e?.kind === 'member' && c.facts.unlock.test(e.name))
    s.locks.delete(`${pathOf(e.object)}${e.name === 'RUnlock' ? ' (read)' : ''}`)
}

/** A deferred `Close` or `Unlock` is as good as done; what else is handed over is looked after. */
export function deferred(c: Context, s: State, e: Expr): void {
  if (e.kind === 'call' && e.callee.kind === 'member') {
    const object = evaluate(c, s, e.callee.object)
    handOver(c, s, object)
    const path = fullNameOfObject(e.callee.object)
    if (c.facts.unlock.test(e.callee.name)) c.released.add(path)
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
