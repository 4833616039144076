// From all the ways out of a function, what its callers may count on.
import type { Context } from './context.ts'
import type { Outcome } from './execute.ts'
import type { Summary } from './summary.ts'
import { joined, type Value } from './value.ts'

export type Followed = { params: Value[]; outcome: Outcome }

export function summarise(c: Context, { params, outcome }: Followed): Summary {
  const { fn, returned } = c
  const fallsOff = outcome.next.length > 0
  const values = returned.map(({ value }) => value)
  const opens = returned.map(({ value, state }) =>
    value?.resource !== undefined ? state.open.get(value.resource)?.what : undefined,
  )
  const [first] = opens
  return {
    fn,
    gives: fn.yields ? null : fallsOff ? orNothing(c, values) : ofAll(c, values),
    nothingFor: fallsOff ? null : nothingFor(c, params),
    results: resultsOf(c),
    lengthOf: lengthOf(values, params),
    opens: first !== undefined && opens.every((one) => one === first) && !fallsOff ? first : null,
    closes: closedBy(outcome, params, c),
    takes: takenBy(c, outcome),
    ends:
      !fn.yields &&
      !fn.isAsync &&
      outcome.next.length === 0 &&
      returned.length === 0 &&
      outcome.left.every(({ how }) => how === 'throw') &&
      fn.body.length > 0,
  }
}

/** Only where something and nothing both come back is nothing a surprise. */
function ofAll(c: Context, values: (Value | null)[]): Partial<Value> | null {
  const given = values.filter((one) => one !== null)
  const [first, ...rest] = given
  if (!first || given.length !== values.length) return null
  const missing = given.filter((one) => one.missing === 'yes' || one.missing === 'maybe')
  const all = rest.reduce(joined, first)
  const one = missing.find(({ steps, falsy }) => steps.length > 0 && !falsy)
  if (one && (given.length > missing.length || one.missing === 'maybe')) return { missing: 'maybe', steps: one.steps }
  if (missing.length > 0) return null
  const { type, constant, missing: none, low, high } = all
  // What a method gives may be otherwise in a class that is made of this one.
  const fixed = constant && c.fn.owner === null && c.fn.params.length === 0 ? { constant } : {}
  return {
    missing: none === 'no' && isFinal(c) ? 'no' : null,
    ...(type && { type }),
    ...(low !== undefined && isFinal(c) && { low }),
    ...(high !== undefined && isFinal(c) && { high }),
    ...fixed,
  }
}

/** No class that is made of this one can have it otherwise. */
const isFinal = ({ fn, facts }: Context): boolean =>
  fn.owner === null || facts.language === 'go' || fn.marks.some((mark) => /^(private|static|final)$/.test(mark))

/** `decode(null)` gives null, and nothing else does. */
function nothingFor({ returned }: Context, params: Value[]): ReadonlySet<number> | null {
  const found = new Set<number>()
  for (const { value, state } of returned) {
    if (value?.missing !== 'yes' && value?.missing !== 'maybe') continue
    const index = params.findIndex(({ id }) =>
      [...state.vars.values()].some((one) => one.id === id && one.missing === 'yes'),
    )
    if (index < 0) return null
    found.add(index)
  }
  return found.size > 0 ? found : null
}

/** Some ways give a value, others end without one. */
function orNothing(c: Context, values: (Value | null)[]): Partial<Value> | null {
  const gives = values.some((one) => one !== null && one.missing !== 'yes')
  if (!gives || values.includes(null) || /^(java|go)$/.test(c.facts.language)) return null
  return { missing: 'maybe', steps: [{ at: c.fn.at, note: 'ends without giving a value on one way' }] }
}

function resultsOf(c: Context): (Partial<Value> | null)[] {
  const [first] = c.returned
  if (!first || first.all.length < 2) return []
  return first.all.map((_, index) =>
    ofAll(
      c,
      c.returned.map(({ all }) => all[index] ?? null),
    ),
  )
}

function lengthOf(values: (Value | null)[], params: Value[]): Summary['lengthOf'] {
  const [only] = values
  if (values.length !== 1 || !only?.length) return null
  const { of, plus } = only.length
  const argument = params.findIndex(({ id }) => id === of)
  return argument < 0 ? null : { argument, plus }
}

/** Closed on every way. */
function closedBy(outcome: Outcome, params: Value[], c: Context): ReadonlySet<number> {
  const states = [...outcome.next, ...outcome.left.map(({ state }) => state)]
  const ids = params.map(({ resource }, index) =>
    resource !== undefined && states.length > 0 && states.every((s) => s.closed.has(resource)) ? index : -1,
  )
  void c
  return new Set(ids.filter((index) => index >= 0))
}

/** Locks of others that are held on every way out. */
function takenBy(c: Context, { next, left }: Outcome): string[] {
  const [first, ...rest] = [...next, ...left.filter(({ how }) => how === 'return').map(({ state }) => state)]
  const all = [...(first?.locks.values() ?? [])].map(({ name }) => name)
  return all.filter((name) => !c.fn.locals.has(name.split('.')[0] ?? '') && rest.every((s) => s.locks.has(name)))
}
