// Statements, one after the other, on every path that reaches them.

import { assign } from './assign.ts'
import { assigned } from './assignments.ts'
import { branchAll } from './branch.ts'
import { type Context, count } from './context.ts'
import { forgetShared } from './dereference.ts'
import { evaluate } from './evaluate.ts'
import type { Stmt } from './form.ts'
import { loop } from './loop.ts'
import { mayThrow } from './may-throw.ts'
import { handOver } from './resources.ts'
import { deferred, done, returned } from './simple.ts'
import { copied, type State, settled } from './state.ts'
import { choose } from './switch.ts'
import { attempt, withResources } from './try.ts'
import { waysOf } from './ways.ts'

/** A path that leaves a block before its end. */
export type Left = { how: 'return' | 'throw' | 'break' | 'continue'; label: string | null; state: State; stmt: Stmt }
export type Outcome = { next: State[]; left: Left[] }

export function execute(c: Context, stmts: readonly Stmt[], states: State[]): Outcome {
  let next = states
  const left: Left[] = []
  for (const stmt of stmts) {
    if (next.length === 0) break
    count(c)
    // A path that knows of very many names is dear to copy.
    for (const s of next) c.work += s.vars.size >> 6
    if (c.thrown && mayThrow(stmt)) c.thrown.push(...next.map((s) => inTheMidst(c, s)))
    if (!c.thrown) for (const s of next) atRisk(s, stmt)
    const outcome = one(c, stmt, next)
    next = settled(outcome.next, () => {})
    left.push(...outcome.left)
  }
  return { next, left }
}

/** What fails may have changed what others reach before it did. */
function inTheMidst(c: Context, s: State): State {
  const copy = copied(s)
  forgetShared(c, copy)
  return copy
}

function atRisk(s: State, stmt: Stmt): void {
  if (s.locks.size === 0 || !mayThrow(stmt) || stmt.kind === 'loop' || stmt.kind === 'with') return
  for (const [key, held] of s.locks) if (!held.risk) s.locks.set(key, { ...held, risk: stmt.at })
}

export const nothing: Left[] = []

export function one(c: Context, stmt: Stmt, states: State[]): Outcome {
  switch (stmt.kind) {
    case 'assign': {
      const ways = waysOf(c, stmt, states)
      for (const way of ways) for (const s of way.states) assigned(c, s, way.stmt)
      return { next: ways.flatMap((way) => way.states), left: nothing }
    }
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
