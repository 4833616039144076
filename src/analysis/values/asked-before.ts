// Questions that were asked on this path, by their words. What they are about may have changed since, so an answer settles
// nothing; but who asks again mostly gets the same one, and what would take another is not told.
import type { Context } from './context.ts'
import type { Expr, Operator } from './form.ts'
import type { State } from './state.ts'

type Test = { words: string; turned: boolean; names: readonly string[] }

/** `names`: what it is about; a new value of one of them makes it another question. */
export type Answered = { answer: boolean; names: readonly string[]; depth: number }

export function answered(c: Context, s: State, test: Expr, answer: boolean): void {
  const asked = testOf(test)
  if (!asked) return
  const its = answer !== asked.turned
  const before = s.answers.get(asked.words)
  if (before && before.answer !== its) doubt(s)
  s.answers.set(asked.words, { answer: its, names: asked.names, depth: c.loops.length })
}

/** Nothing that is missing, open or held on a path that may not be. */
function doubt(s: State): void {
  for (const [name, value] of s.vars)
    if (value.missing === 'yes' || value.missing === 'maybe')
      s.vars.set(name, { ...value, missing: null, truth: undefined as never, steps: [] })
  s.open.clear()
  s.closed.clear()
  s.locks.clear()
  s.pending.clear()
}

/** `name`: of a variable, or of a field as `.name`. */
export function askAnew(s: State, name: string): void {
  for (const [words, { names }] of s.answers) if (names.includes(name)) s.answers.delete(words)
}

/** Each round asks anew. */
export function askAgain(s: State, depth: number): void {
  for (const [words, one] of s.answers) if (one.depth >= depth) s.answers.delete(words)
}

/** Nothing is taken out of what was just said to be empty. */
export function entered(s: State, over: Expr): void {
  const inner = over.kind === 'call' && over.callee.kind === 'member' ? over.callee.object : over
  const names: string[] = []
  const words = wordsOf(inner, names)
  if (words === null) return
  const isEmpty = [`${words}.isEmpty()`, `${words}.size() == 0`, `${words}.length == 0`, `len(${words}) == 0`]
  const isFilled = [words, `len(${words})`, `${words}.length`]
  if (isEmpty.some((one) => s.answers.get(one)?.answer) || isFilled.some((one) => s.answers.get(one)?.answer === false))
    doubt(s)
}

const known = new WeakMap<Expr, Test | null>()

function testOf(test: Expr): Test | null {
  const before = known.get(test)
  if (before !== undefined) return before
  const names: string[] = []
  const words = wordsOf(test, names)
  const made = words === null ? null : { words, names, turned: test.kind === 'compare' && test.op.startsWith('!') }
  known.set(test, made)
  return made
}

/** Null where the next answer may well be another one. */
function wordsOf(e: Expr, names: string[]): string | null {
  switch (e.kind) {
    case 'const':
      return JSON.stringify(e.value) ?? 'nothing'
    case 'name':
      names.push(e.name)
      return e.name
    case 'member': {
      names.push(`.${e.name}`)
      const object = wordsOf(e.object, names)
      return object && `${object}.${e.name}`
    }
    case 'compare': {
      const [left, right] = [wordsOf(e.left, names), wordsOf(e.right, names)]
      return left && right && `${left} ${sameFor[e.op] ?? e.op} ${right}`
    }
    case 'is': {
      const value = wordsOf(e.value, names)
      return value && `${value} is ${e.type}`
    }
    case 'call':
      return wordsOfCall(e, names)
    default:
      return null
  }
}

const sameFor: Partial<Record<Operator, string>> = { '!=': '==', '!==': '==', '===': '==' }

function wordsOfCall(e: Expr & { kind: 'call' }, names: string[]): string | null {
  const name = e.callee.kind === 'name' || e.callee.kind === 'member' ? e.callee.name : ''
  if (!looks.test(name) || movesOn.test(name)) return null
  const [callee, ...args] = [e.callee, ...e.args].map((one) => wordsOf(one, names))
  return callee && args.every((one) => one !== null) ? `${callee}(${args.join()})` : null
}

const looks =
  /^(is|has|get|can|should|contains|includes|startsWith|endsWith|equals|len$|size$|length$|callable$|exists|typeof$)/i
const movesOn = /next|more|eof|read|poll|pop|take|and|char|line|token/i
