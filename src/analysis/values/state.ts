// All that is known at one place of one path; several paths are kept apart while they differ in what matters.
import type { Node } from '../grammar.ts'
import type { Answered } from './asked-before.ts'
import { joined, type Value } from './value.ts'

/** `risk`: what may fail while it is held, with nobody to release it then. */
export type Held = { at: Node; what: string; name: string; risk?: Node }

export type State = {
  /** By name, and by path as `a.b`. */
  vars: Map<string, Value>
  /** Resources that are open, and where those were closed that are not. */
  open: Map<number, Held>
  closed: Map<number, Node>
  locks: Map<string, Held>
  /** Errors that nobody has looked at yet, by their value. */
  pending: Map<number, Held>
  /** Questions that were answered, and the values they were about. */
  tests: Map<string, { answer: boolean; of: ReadonlyMap<string, number> }>
  /** What was asked before, by its words. */
  answers: Map<string, Answered>
}

export const emptyState = (): State => ({
  vars: new Map(),
  open: new Map(),
  closed: new Map(),
  locks: new Map(),
  pending: new Map(),
  tests: new Map(),
  answers: new Map(),
})

export const copied = (state: State): State => ({
  vars: new Map(state.vars),
  open: new Map(state.open),
  closed: new Map(state.closed),
  locks: new Map(state.locks),
  pending: new Map(state.pending),
  tests: new Map(state.tests),
  answers: new Map(state.answers),
})

/** Gives every name of this value what is now known of it. */
export function refine(state: State, value: Value, more: Partial<Value>): void {
  const next = { ...value, ...more }
  for (const [name, one] of state.vars) if (one.id === value.id) state.vars.set(name, next)
}

const MOST_PATHS = 10

/** Paths that differ in nothing that matters become one; too many become one that knows less. `lost`: that happened. */
export function settled(states: State[], lost: () => void, most = MOST_PATHS): State[] {
  if (states.length < 2) return states
  const groups = Map.groupBy(states, signature)
  const merged = [...groups.values()].map((group) => group.reduce(join))
  if (merged.length <= most) return merged
  lost()
  return [merged.reduce(join)]
}

/** What a path is told apart by: what is missing, open or held, and which way a flag stands. */
export function signature(state: State): string {
  const words: string[] = []
  for (const [name, value] of state.vars) {
    if (value.missing === 'yes' || value.missing === 'maybe') words.push(`${name}=${value.missing}`)
    else if (typeof value.constant?.value === 'boolean') words.push(`${name}=${value.constant.value}`)
    else if (value.resource !== undefined) words.push(`${name}@${value.resource}`)
  }
  for (const id of state.open.keys()) words.push(`open ${id}`)
  for (const id of state.closed.keys()) words.push(`closed ${id}`)
  for (const name of state.locks.keys()) words.push(`lock ${name}`)
  for (const id of state.pending.keys()) words.push(`error ${id}`)
  return words.sort().join()
}

function join(a: State, b: State): State {
  if (a === b) return a
  const vars = new Map<string, Value>()
  for (const [name, value] of a.vars) {
    const other = b.vars.get(name)
    if (other) vars.set(name, joined(value, other))
  }
  return {
    vars,
    open: common(a.open, b.open),
    closed: common(a.closed, b.closed),
    locks: common(a.locks, b.locks),
    pending: common(a.pending, b.pending),
    tests: new Map([...a.tests].filter(([key, one]) => b.tests.get(key)?.answer === one.answer)),
    answers: new Map([...a.answers].filter(([key, one]) => b.answers.get(key)?.answer === one.answer)),
  }
}

function common<K, V>(a: Map<K, V>, b: Map<K, V>): Map<K, V> {
  if (a.size === 0 || b.size === 0) return new Map()
  return new Map([...a].filter(([key]) => b.has(key)))
}
