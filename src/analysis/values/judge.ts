// One file: each of its functions followed path by path, and what that finds.
import { alwaysSame } from './always.ts'
import { type Context, type Found, gaveUp, pathOf, tell } from './context.ts'
import { declaredAs } from './declared.ts'
import { execute, type Outcome } from './execute.ts'
import type { Facts } from './facts.ts'
import type { Expr, File, Func, Param } from './form.ts'
import { hiddenHandlers } from './handlers.ts'
import { importsOf } from './imports.ts'
import { left } from './resources.ts'
import { ends } from './simple.ts'
import { copied, emptyState, type State } from './state.ts'
import { type Followed, summarise } from './summarise.ts'
import type { Summary } from './summary.ts'
import { swallowedIn } from './swallowed.ts'
import { unreachable } from './unreachable.ts'
import { freshId, unknown, type Value } from './value.ts'

export type Judged = { found: Found[]; gaveUp: string[] }

/** Calls of calls; who is called further down is not asked what it gives. */
const DEEPEST = 20
const MOST_WORK_OF_A_FILE = 150_000

export function judge(file: File, facts: Facts, code: string): Judged {
  const all: Judged = { found: [], gaveUp: [] }
  const imports = importsOf(facts.language, code)
  const byName = Map.groupBy(file.functions, ({ name }) => name)
  const known = new Map<Func, Summary | null>()
  let work = 0
  let depth = 0
  const globals = new Map<string, Value>()

  const summaryOf = (callee: Expr, from: Func): Summary | null => {
    const fn = ownFunction(byName, callee, from)
    if (!fn || depth > DEEPEST) return null
    depth++
    try {
      return judgeOne(fn)
    } finally {
      depth--
    }
  }

  const methodNamed = (name: string): Func | null => {
    const [only, ...more] = byName.get(name) ?? []
    return only?.owner && more.length === 0 ? only : null
  }

  const makerOf = (owner: string): Func | null => {
    const all = [...(byName.get(owner) ?? []), ...(byName.get('constructor') ?? []), ...(byName.get('__init__') ?? [])]
    const [only, ...more] = all.filter((fn) => fn.owner === owner)
    return only && more.length === 0 ? only : null
  }

  function judgeOne(fn: Func): Summary | null {
    const before = known.get(fn)
    if (before !== undefined) return before
    // Whoever calls itself is told nothing of itself.
    known.set(fn, null)
    if (work > MOST_WORK_OF_A_FILE) {
      all.gaveUp.push(fn.name)
      return null
    }
    // Where `goto` leads cannot be told from the shape of the code.
    if (facts.language === 'go' && /\bgoto \w/.test(fn.at.text())) {
      if (fn !== file.top) all.gaveUp.push(fn.name)
      return null
    }
    const c = contextOf(fn, { facts, code, imports, types: file.types, summaryOf, methodNamed, makerOf, globals })
    try {
      const followed = follow(c)
      if (fn === file.top) shareKinds(globals, followed, c)
      work += c.work
      all.found.push(...c.found)
      const summary = summarise(c, followed)
      known.set(fn, summary)
      return summary
    } catch (error) {
      if (error !== gaveUp) throw error
      work += c.work
      all.gaveUp.push(fn.name || 'the file itself')
      return null
    }
  }

  judgeOne(file.top)
  for (const fn of file.functions) judgeOne(fn)
  return all
}

type About = Pick<Context, 'facts' | 'code' | 'imports' | 'types' | 'summaryOf' | 'methodNamed' | 'makerOf' | 'globals'>

function contextOf(fn: Func, about: About): Context {
  const wild = new Set<string>(fn.shared)
  const visit = (inner: Func): void => {
    for (const name of inner.changes) wild.add(name)
    for (const one of inner.inner) visit(one)
  }
  for (const one of fn.inner) visit(one)
  return {
    ...about,
    fn,
    wild,
    found: [],
    asked: new Map(),
    thrown: null,
    loops: [],
    inFinally: false,
    inLogic: 0,
    inLoopTest: false,
    looked: new Set(),
    returned: [],
    handed: new Map(),
    work: 0,
    quiet: 0,
  }
}

function follow(c: Context): Followed {
  const { fn } = c
  const state = emptyState()
  const params = fn.params.map((param) => parameter(c, state, param))
  const outcome = execute(c, fn.body, [copied(state)])
  if (fn.name !== '(class)') leaving(c, outcome)
  for (const stmt of unreachable(fn.body, (e) => ends(c, e))) tell(c, 'unreachable-code', stmt.at, [])
  swallowedIn(c, fn.body)
  hiddenHandlers(c, fn.body)
  alwaysSame(c)
  c.found = c.found.filter(({ rule, at }) => rule !== 'unchecked-error' || !c.looked.has(at.id()))
  return { params, outcome }
}

function parameter(c: Context, s: State, { name, type }: Param): Value {
  const value = unknown({ resource: freshId(), ...declaredAs(c, type) })
  if (value.resource !== undefined) c.handed.set(value.resource, name)
  if (name && !c.wild.has(name)) s.vars.set(name, value)
  return value
}

/** What is still open on a way out of the function. */
function leaving(c: Context, { next, left: out }: Outcome): void {
  if (c.fn.name === '' && c.fn.inner.length > 0 && c.fn.params.length === 0 && c.fn.body === c.fn.inner[0]?.body) return
  for (const one of out)
    if (one.label !== 'implied')
      left(c, one.state, one.stmt.at, one.how === 'throw' ? 'left by an error here' : 'left here')
  const last = c.fn.body.at(-1)
  for (const s of next) left(c, s, last?.at ?? c.fn.at, 'the function ends here')
}

/** The one function that a call may mean: a method is looked for in its own class only. */
function ownFunction(byName: Map<string, Func[]>, callee: Expr, from: Func): Func | null {
  const path = pathOf(callee)
  const [, self, name] = /^(?:(this|self|cls)\.)?([\w$]+)$/.exec(path ?? '') ?? []
  if (!name) return null
  const own = (byName.get(name) ?? []).filter((fn) =>
    self
      ? fn.owner !== null && fn.owner === ownerOf(from)
      : fn.owner === null || (fn.owner === from.owner && callee.kind === 'name' && from.owner !== null),
  )
  const [only] = own
  return own.length === 1 && only && !from.locals.has(name) ? only : null
}

const ownerOf = (fn: Func): string | null => fn.owner

/** Kinds of the values that the file itself sets: what they hold may change by the time a function runs. */
function shareKinds(globals: Map<string, Value>, { outcome }: Followed, c: Context): void {
  const [first] = outcome.next
  for (const [name, { type, missing, constant, low, high }] of first?.vars ?? [])
    if (type && type !== 'nothing' && missing === 'no' && !c.wild.has(name))
      globals.set(name, unknown({ type, ...(isNumber(name, constant) && { constant, low, high }) }))
}

/** `LIMIT = 30`: a name in capitals is not given another number. */
const isNumber = (name: string, constant: Value['constant']): boolean =>
  /^[A-Z][A-Z0-9_]+$/.test(name) && typeof constant?.value === 'number'
