// Loops: the first round with what is known before, then with what changes in them forgotten, until nothing new is seen.

import { askAgain, entered } from './asked-before.ts'
import { assign } from './assign.ts'
import { branchAll } from './branch.ts'
import type { Context } from './context.ts'
import { fullName } from './context.ts'
import { dereference } from './dereference.ts'
import { evaluate } from './evaluate.ts'
import { execute, type Left, type Outcome } from './execute.ts'
import type { Expr, Loop, Stmt } from './form.ts'
import { lengthOf } from './lengths.ts'
import { namesIn } from './read/reading.ts'
import { copied, refine, type State, settled, signature } from './state.ts'
import { freshId, type Length, type Step, truthOf, unknown, type Value } from './value.ts'

const MOST_ROUNDS = 3
const lose = () => {}

export function loop(c: Context, stmt: Loop, states: State[]): Outcome {
  c.loops.push(stmt)
  const outcome = rounds(c, stmt, states)
  c.loops.pop()
  const last = execute(c, stmt.last, settled(outcome.over, lose))
  return { next: [...last.next, ...outcome.broken], left: [...outcome.left, ...last.left] }
}

type Rounds = { over: State[]; broken: State[]; left: Left[] }

function rounds(c: Context, stmt: Loop, states: State[]): Rounds {
  const all: Rounds = { over: [], broken: [], left: [] }
  const item = stmt.over ? states.map((s) => itemOf(c, s, stmt)) : []
  const changing = changedIn(stmt)
  const before = new Set(states.flatMap((s) => [...changing.keys()].map((name) => s.vars.get(name)?.id ?? 0)))
  const seen = new Set<string>()
  let heads = states
  for (let round = 0; round <= MOST_ROUNDS && heads.length > 0; round++) {
    for (const s of heads) seen.add(signature(s))
    const ends = again(c, stmt, heads, item[0] ?? unknown(), round, all)
    for (const s of ends) askAgain(s, c.loops.length)
    const next = settled(
      ends.map((s) => grown(widened(s, changing, before, round + 1 >= MOST_ROUNDS), stmt)),
      lose,
    )
    // What was seen at the head before would only do the same again; the first round knew more than those after it.
    const [same, other] = round === 0 ? [[], next] : apart(next, (s) => seen.has(signature(s)))
    all.over.push(...(stmt.test ? quietlyOver(c, stmt.test, same) : stmt.over ? same : []))
    heads = other
  }
  return all
}

function apart(states: State[], is: (s: State) => boolean): [State[], State[]] {
  return [states.filter(is), states.filter((s) => !is(s))]
}

/** Leaves the loop with what another round would only do again. */
function quietlyOver(c: Context, test: Expr, states: State[]): State[] {
  c.quiet++
  const [, over] = branchAll(c, states, test)
  c.quiet--
  return over
}

/** One round; gives the paths that come back to the head of the loop. */
function again(c: Context, stmt: Loop, heads: State[], item: Value, round: number, all: Rounds): State[] {
  const skipsTest = round === 0 && stmt.once === true
  c.inLoopTest = true
  const [go, over] =
    stmt.test && !skipsTest ? branchAll(c, heads, stmt.test) : [heads, stmt.over ? heads.map(copied) : []]
  c.inLoopTest = false
  if (stmt.over === null || round > 0 || !isFilled(stmt.over)) all.over.push(...over)
  for (const s of go) forgetEnds(s, stmt)
  if (stmt.over) for (const s of go) entered(s, stmt.over)
  // Another thing in each round: what was asked of the one before says nothing of it.
  for (const s of go) for (const one of stmt.bind) bind(c, s, stmt, one, { ...item, id: freshId() }, round === 0)
  const body = execute(c, stmt.body, settled(go, lose))
  const mine = (one: Left) => one.label === null || one.label === stmt.label
  const next = body.left.filter((one) => one.how === 'continue' && mine(one))
  const broken = body.left.filter((one) => one.how === 'break' && mine(one))
  all.broken.push(...broken.map(({ state }) => state))
  all.left.push(...body.left.filter((one) => !next.includes(one) && !broken.includes(one)))
  const updated = execute(c, stmt.update, settled([...body.next, ...next.map(({ state }) => state)], lose))
  if (!stmt.once || !stmt.test) return updated.next
  const [more, out] = branchAll(c, updated.next, stmt.test)
  all.over.push(...out)
  return skipsTest ? more : []
}

/** In steps of two the counter does not stand on the last but one. */
function forgetEnds(s: State, { update }: Loop): void {
  for (const one of update) {
    const [target] = one.kind === 'assign' ? one.targets : []
    const isFar = one.kind === 'assign' && one.value?.kind === 'const' && Number(one.value.value) > 1
    const value = isFar && target?.kind === 'name' ? s.vars.get(target.name) : undefined
    if (value?.reaches) refine(s, value, { reaches: undefined } as unknown as Partial<Value>)
  }
}

const isFilled = (over: Expr): boolean => over.kind === 'list' && over.exact && over.items.length > 0

/** Numbers that change are forgotten, but for the end that they move away from. */
const isMissingSince = (before: ReadonlySet<number>, value: Value | undefined): boolean =>
  (value?.missing === 'yes' || value?.missing === 'maybe') && before.has(value.id)

/** `before`: what was known when the loop began. That it is still nothing was true of the first round: what else has
 * changed since may say that it is there by now. */
function widened(s: State, changing: Map<string, string[]>, before: ReadonlySet<number>, most: boolean): State {
  const next = copied(s)
  const isDoubtful = [...changing.keys()].some((name) => isMissingSince(before, s.vars.get(name)))
  for (const [name, ops] of changing) {
    const value = next.vars.get(name)
    if (!value) continue
    const isNothing = value.missing === 'yes' || value.missing === 'maybe'
    const all = most || (isNothing && isDoubtful)
    if (!all && (isNothing || typeof value.constant?.value === 'boolean' || value.resource !== undefined)) continue
    const { constant: _, low, high, not: __, length: ___, reaches: ____, size: _____, truth: ______, ...rest } = value
    next.vars.set(name, {
      ...rest,
      ...(isNothing && all && { missing: null, steps: [] }),
      ...(low !== undefined && ops.every((op) => op === '+') && { low }),
      ...(high !== undefined && ops.every((op) => op === '-') && { high }),
    } as Value)
  }
  return next
}

const growing = new WeakMap<Loop, ReadonlySet<string>>()
const grows =
  /([\w$]+)\s*\.\s*(?:append|appendleft|push|unshift|add|addAll|extend|insert|pop|shift|splice|remove|clear|put)\s*\(/g

/** Lists that the loop fills or empties have another length in each round. */
function grown(s: State, stmt: Loop): State {
  const names = growing.get(stmt) ?? new Set([...stmt.at.text().matchAll(grows)].map(([, name = '']) => name))
  growing.set(stmt, names)
  for (const [name, value] of s.vars)
    if (value.size !== undefined && names.has(name)) {
      const { size: _, truth: __, ...rest } = value
      s.vars.set(name, rest)
    }
  return s
}

const known = new WeakMap<Loop, Map<string, string[]>>()

/** The names that a loop gives new values, and how. */
function changedIn(stmt: Loop): Map<string, string[]> {
  const before = known.get(stmt)
  if (before) return before
  const found = new Map<string, string[]>()
  const note = (target: Expr, op: string) => {
    for (const name of namesIn(target)) found.set(name, [...(found.get(name) ?? []), op])
  }
  for (const one of stmt.bind) note(one, '=')
  const visit = (stmts: readonly Stmt[]): void => {
    for (const one of stmts) {
      if (one.kind === 'assign') for (const target of one.targets) note(target, step(one))
      for (const inner of blocksOf(one)) visit(inner)
      if (one.kind === 'loop') for (const target of one.bind) note(target, '=')
    }
  }
  visit([...stmt.body, ...stmt.update, ...stmt.last])
  known.set(stmt, found)
  return found
}

const step = (one: Stmt & { kind: 'assign' }): string =>
  one.op && one.value?.kind === 'const' && typeof one.value.value === 'number' && one.value.value >= 0 ? one.op : '='

export function blocksOf(stmt: Stmt): (readonly Stmt[])[] {
  switch (stmt.kind) {
    case 'if':
      return [stmt.yes, stmt.no]
    case 'loop':
      return [stmt.body, stmt.update, stmt.last]
    case 'try':
      return [stmt.body, ...stmt.handlers.map(({ body }) => body), stmt.orElse, stmt.last]
    case 'with':
      return [stmt.items, stmt.body]
    case 'switch':
      return stmt.cases.map(({ body }) => body)
    case 'block':
      return [stmt.body]
    default:
      return []
  }
}

/** What a round takes out of what the loop runs over. */
function itemOf(c: Context, s: State, stmt: Loop): Value {
  const { over } = stmt
  if (!over) return unknown()
  if (over.kind === 'call' && fullName(c, over.callee) === 'range') return counter(c, s, over)
  const value = evaluate(c, s, over)
  if (c.facts.language !== 'go' && truthOf(value) !== true) dereference(c, s, over, value, over)
  return unknown()
}

/** `range(a, b)` counts up to one before `b`. */
function counter(c: Context, s: State, over: Expr & { kind: 'call' }): Value {
  const values = over.args.map((arg) => evaluate(c, s, arg))
  const end = values[1] ?? values[0]
  const start = values.length > 1 ? values[0]?.constant?.value : 0
  const steps: Step[] = [{ at: over.at, note: 'counts this far' }]
  const low =
    typeof start === 'number' &&
    (values.length < 3 || (typeof values[2]?.constant?.value === 'number' && values[2].constant.value > 0))
      ? { low: start }
      : {}
  const known = end?.constant?.value
  const reaches: Length | null =
    values.length > 2
      ? null
      : end?.length
        ? { of: end.length.of, plus: end.length.plus - 1 }
        : typeof known === 'number'
          ? { of: 0, plus: known - 1 }
          : null
  return unknown({ missing: 'no', type: 'number', ...low, ...(reaches && { reaches, steps }) })
}

function bind(c: Context, s: State, stmt: Loop, target: Expr, item: Value, isFirst: boolean): void {
  // Go: the first name of a range is the index.
  if (
    c.facts.language === 'go' &&
    stmt.over &&
    target === stmt.bind[0] &&
    target.kind === 'name' &&
    stmt.bind.length > 0
  ) {
    const path = stmt.over.kind === 'name' ? s.vars.get(stmt.over.name) : undefined
    const length = path ? lengthOf(path) : null
    const reaches = length?.length ? { of: length.length.of, plus: -1 } : null
    const first =
      isFirst && /^(i|j|k|n|ix|idx|index)(#\d+)?$/.test(target.name) ? { constant: { value: 0 }, low: 0, high: 0 } : {}
    assign(
      c,
      s,
      target,
      unknown({ ...first, ...(reaches && { reaches, steps: [{ at: stmt.at, note: 'counts this far' }] }) }),
    )
    return
  }
  const list =
    c.facts.language === 'go' && stmt.over?.kind === 'name' ? s.vars.get(stmt.over.name)?.declared : undefined
  const type = stmt.type ?? /^\[\d*\](\w+)$/.exec(list ?? '')?.[1]
  assign(c, s, target, target.kind === 'name' ? { ...item, ...(type && { declared: type }) } : unknown())
}
