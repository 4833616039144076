// `try`, and blocks that close what they open.

import { assign } from './assign.ts'
import type { Context } from './context.ts'
import { forgetShared } from './dereference.ts'
import { execute, type Left, type Outcome } from './execute.ts'
import type { Handler, Stmt, Try } from './form.ts'
import { close, handOver } from './resources.ts'
import { copied, type State, settled } from './state.ts'
import { unknown } from './value.ts'

const lose = () => {}

export function attempt(c: Context, stmt: Try, states: State[]): Outcome {
  const outer = c.thrown
  c.thrown = []
  const before = stmt.handlers.length > 0 ? states.map(copied) : []
  const openBefore = new Set(states.flatMap(({ open }) => [...open.keys()]))
  const body = execute(c, stmt.body, states)
  // Whoever writes a handler expects something to fail, whatever it is.
  if (c.thrown.length === 0) c.thrown.push(...before)
  const explicit = body.left.filter(({ how }) => how === 'throw')
  const thrown = settled(
    [...c.thrown.map((s) => blameless(s, openBefore)), ...explicit.map(({ state }) => copied(state))],
    lose,
  )
  c.thrown = outer
  const after = execute(c, stmt.orElse, body.next)
  const handled = stmt.handlers.map((one) => handle(c, one, thrown.map(copied)))
  const caught = stmt.handlers.length > 0
  const through: Left[] = caught ? [] : unhandled(stmt, thrown, explicit)
  if (!caught || !stmt.handlers.some(catchesAll)) outer?.push(...thrown.map(copied))
  const outcome: Outcome = {
    next: [...after.next, ...handled.flatMap(({ next }) => next)],
    left: [
      ...body.left.filter(({ how }) => how !== 'throw'),
      ...through,
      ...after.left,
      ...handled.flatMap(({ left }) => left),
    ],
  }
  return stmt.last.length > 0 ? finish(c, stmt.last, outcome) : outcome
}

/** Nearly every call may fail: what is opened inside and lost that way is no finding. */
function blameless(s: State, before: ReadonlySet<number>): State {
  for (const id of [...s.open.keys()]) if (!before.has(id)) s.open.delete(id)
  return s
}

/** Without a handler only what the code itself throws is followed out of the function. */
const unhandled = (stmt: Try, thrown: State[], explicit: Left[]): Left[] =>
  stmt.last.length > 0
    ? [...explicit, ...thrown.map((state): Left => ({ how: 'throw', label: 'implied', state, stmt }))]
    : explicit

const catchesAll = ({ types }: Handler): boolean =>
  types.length === 0 || types.some((one) => /\b(Base)?Exception\b|\bThrowable\b/.test(one))

function handle(c: Context, handler: Handler, states: State[]): Outcome {
  for (const s of states)
    for (const name of handler.names) assign(c, s, { kind: 'name', name, at: handler.at }, unknown({ missing: 'no' }))
  return execute(c, handler.body, states)
}

/** Runs on every way; where it leaves by itself, that is the way. */
function finish(c: Context, last: Stmt[], { next, left }: Outcome): Outcome {
  const outer = c.inFinally
  c.inFinally = true
  const done = execute(c, last, settled(next, lose))
  const leaving = left.flatMap((one): Left[] => {
    const after = execute(c, last, [one.state])
    return [...after.next.map((state) => ({ ...one, state })), ...after.left]
  })
  c.inFinally = outer
  return { next: done.next, left: [...done.left, ...leaving] }
}

export function withResources(c: Context, stmt: Stmt & { kind: 'with' }, states: State[]): Outcome {
  const known = new Set(states.flatMap((s) => [...s.open.keys()]))
  const items = execute(c, stmt.items, states)
  const own = new Set(items.next.flatMap((s) => [...s.open.keys()]).filter((id) => !known.has(id)))
  for (const s of items.next) {
    // `with f:` and `with f as g:` close what was opened before.
    for (const item of stmt.items)
      if ((item.kind === 'do' || item.kind === 'assign') && item.value?.kind === 'name')
        own.add(s.vars.get(item.value.name)?.resource ?? -1)
    for (const id of own) handOver(c, s, unknown({ resource: id }))
  }
  for (const s of items.next) forgetShared(c, s)
  const outer = c.thrown
  if (stmt.hushes) c.thrown = []
  const body = execute(c, stmt.body, items.next)
  const hushed = stmt.hushes ? settled([...(c.thrown ?? [])], lose) : []
  c.thrown = outer
  for (const s of [...body.next, ...body.left.map(({ state }) => state)])
    for (const id of own) close(s, unknown({ resource: id }), stmt.at)
  const left = stmt.hushes ? body.left.filter(({ how }) => how !== 'throw') : body.left
  return { next: [...body.next, ...hushed], left: [...items.left, ...left] }
}
