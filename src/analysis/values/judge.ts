// One file: each of its functions followed path by path, and what that finds.
import { alwaysSame } from './always.ts'
import type { Book, Books } from './books.ts'
import { type Context, type Found, gaveUp, tell } from './context.ts'
import { declaredAs } from './declared.ts'
import { execute, type Outcome } from './execute.ts'
import type { Facts } from './facts.ts'
import type { Expr, Func, Param } from './form.ts'
import { hiddenHandlers } from './handlers.ts'
import { onceEach } from './once-each.ts'
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
/** All that is looked at in other files, for the sake of this one. */
const MOST_WORK_ELSEWHERE = 60_000

/** What is found in the own one of these files. */
export function judge(books: Books, facts: Facts): Judged {
  const all: Judged = { found: [], gaveUp: [] }
  const known = new Map<Func, Summary | null>()
  const begun = new Set<Book>()
  const { own } = books
  let [work, elsewhere, depth] = [0, 0, 0]

  function summaryOf(book: Book, callee: Expr, from: Func): Summary | null {
    const place = depth > DEEPEST ? null : books.functionOf(book, callee, from)
    if (!place) return null
    depth++
    try {
      if (place.book !== own) begin(place.book)
      return judgeOne(place.book, place.fn)
    } finally {
      depth--
    }
  }

  /** What the file itself sets is known to its functions. */
  function begin(book: Book): void {
    if (begun.has(book)) return
    begun.add(book)
    judgeOne(book, book.file.top)
  }

  function judgeOne(book: Book, fn: Func): Summary | null {
    const before = known.get(fn)
    if (before !== undefined) return before
    // Whoever calls itself is told nothing of itself.
    known.set(fn, null)
    const isOwn = book === own
    const gaveUpOn = (name: string) => void (isOwn && all.gaveUp.push(name))
    if (isOwn ? work > MOST_WORK_OF_A_FILE : elsewhere > MOST_WORK_ELSEWHERE) {
      gaveUpOn(fn.name)
      return null
    }
    // Where `goto` leads cannot be told from the shape of the code.
    if (facts.language === 'go' && /\bgoto \w/.test(fn.at.text())) {
      if (fn !== book.file.top) gaveUpOn(fn.name)
      return null
    }
    const c = contextOf(
      fn,
      aboutOf(book, facts, (callee, from) => summaryOf(book, callee, from)),
    )
    try {
      const followed = follow(c)
      if (fn === book.file.top) shareKinds(book.globals, followed, c)
      if (isOwn) all.found.push(...c.found)
      const summary = summarise(c, followed)
      known.set(fn, summary)
      return summary
    } catch (error) {
      if (error !== gaveUp) throw error
      gaveUpOn(fn.name || 'the file itself')
      return null
    } finally {
      if (isOwn) work += c.work
      else elsewhere += c.work
    }
  }

  begin(own)
  for (const fn of own.file.functions) judgeOne(own, fn)
  return { ...all, found: onceEach(all.found) }
}

function aboutOf({ code, imports, file, byName, globals }: Book, facts: Facts, summaryOf: About['summaryOf']): About {
  return {
    facts,
    code,
    imports,
    types: file.types,
    globals,
    summaryOf,
    methodNamed(name) {
      const [only, ...more] = byName.get(name) ?? []
      return only?.owner && more.length === 0 ? only : null
    },
    makerOf(owner) {
      const named = [owner, 'constructor', '__init__'].flatMap((name) => byName.get(name) ?? [])
      const [only, ...more] = named.filter((fn) => fn.owner === owner)
      return only && more.length === 0 ? only : null
    },
  }
}

type About = Pick<Context, 'facts' | 'code' | 'imports' | 'types' | 'summaryOf' | 'methodNamed' | 'makerOf' | 'globals'>

function contextOf(fn: Func, about: About): Context {
  const wild = new Set<string>(fn.shared)
  const visit = (inner: Func): void => {
    for (const name of [...inner.changes, ...inner.shared]) wild.add(name)
    for (const one of inner.inner) visit(one)
  }
  for (const one of fn.inner) visit(one)
  return {
    ...about,
    fn,
    declared: new Map(),
    released: new Set(),
    wild,
    found: [],
    asked: new Map(),
    thrown: null,
    loops: [],
    inFinally: false,
    inLogic: 0,
    inLoopTest: false,
    looked: new Set(),
    opened: new Map(),
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
