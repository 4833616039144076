// The same question about the same values has the same answer on one path.
import { pathOf } from './context.ts'
import type { Expr } from './form.ts'
import type { State } from './state.ts'

export function remember(s: State, test: Expr, answer: boolean): void {
  const of = valuesIn(s, test)
  if (of) s.tests.set(keyOf(test), { answer, of })
}

export function remembered(s: State, test: Expr): boolean | undefined {
  if (s.tests.size === 0) return undefined
  const known = s.tests.get(keyOf(test))
  if (!known) return undefined
  for (const [path, id] of known.of) if (s.vars.get(path)?.id !== id) return undefined
  return known.answer
}

const keys = new WeakMap<Expr, string>()

/** Its words and the variables they mean: one that hides another is called the same. */
function keyOf(test: Expr): string {
  const known = keys.get(test)
  if (known !== undefined) return known
  // The two comparisons of `0 < x < 9` stand at one place.
  const words = test.kind === 'compare' ? `${test.left.at.text()} ${test.op} ${test.right.at.text()}` : test.at.text()
  const key = `${words} of ${namesOf(test).join()}`
  keys.set(test, key)
  return key
}

function namesOf(e: Expr): string[] {
  if (e.kind === 'name') return [e.name]
  if (e.kind === 'member') return namesOf(e.object)
  if (e.kind === 'compare' || e.kind === 'math') return [...namesOf(e.left), ...namesOf(e.right)]
  if (e.kind === 'is') return namesOf(e.value)
  return e.kind === 'call' ? [e.callee, ...e.args].flatMap(namesOf) : []
}

/** Null for a question that may be answered otherwise the next time. */
function valuesIn(s: State, e: Expr): Map<string, number> | null {
  const found = new Map<string, number>()
  return collect(s, e, found) && found.size > 0 ? found : null
}

function collect(s: State, e: Expr, found: Map<string, number>): boolean {
  const path = pathOf(e)
  if (path !== null) {
    const value = s.vars.get(path)
    if (value) found.set(path, value.id)
    // `a.length` stands for itself.
    return value !== undefined || (e.kind === 'member' && collect(s, e.object, found))
  }
  switch (e.kind) {
    case 'const':
      return true
    case 'compare':
    case 'math':
      return collect(s, e.left, found) && collect(s, e.right, found)
    case 'is':
      return collect(s, e.value, found)
    case 'call':
      if (isOfText(s, e)) return collect(s, (e.callee as Expr & { kind: 'member' }).object, found)
      return (
        e.callee.kind === 'name' &&
        /^(len|isinstance|typeof)$/.test(e.callee.name) &&
        e.args.every((arg) => collect(s, arg, found))
      )
    default:
      return false
  }
}

/** Asked of a text, which never changes. */
export function isOfText(s: State, e: Expr): boolean {
  if (e.kind !== 'call' || e.callee.kind !== 'member' || e.args.some((arg) => arg.kind !== 'const')) return false
  const path = pathOf(e.callee.object)
  const value = path === null ? undefined : s.vars.get(path)
  return (value?.type === 'text' || /^(String|string|str)$/.test(value?.declared ?? '')) && asks.test(e.callee.name)
}

const asks =
  /^(isEmpty|isBlank|startsWith|endsWith|contains|equals|matches|includes|startswith|endswith|isdigit|isalpha|isspace)$/
