// What an expression is called in full, in every way the tables may know it, and the patterns they are compared with.
import type { Expr } from './ir.ts'

/** What is known of names at this place. */
export type Scope = {
  imports: Map<string, string>
  isLocal(name: string): boolean
  typeOf(name: string): string | undefined
}

const MOST_NAMES = 4

/** `db.query` with `db: Pool` is `db.query` and `Pool.query`; empty for what has no name, such as a sum. */
export function namesOf(expr: Expr, scope: Scope): string[] {
  if (expr.kind === 'name') {
    const names = [(!scope.isLocal(expr.name) && scope.imports.get(expr.name)) || expr.name]
    const type = scope.typeOf(expr.name)
    if (type) names.push(type)
    return names
  }
  if (expr.kind === 'member') {
    const below = namesOf(expr.object, scope)
    const field = scope.typeOf(`.${expr.name}`)
    const names = (below.length ? below : ['?']).map((name) => `${name}.${expr.name}`)
    if (field) names.push(field)
    return names.slice(0, MOST_NAMES)
  }
  if (expr.kind === 'call') return namesOf(expr.callee, scope).map((name) => (expr.made ? name : `${name}()`))
  if (expr.kind === 'index') return namesOf(expr.object, scope).map((name) => `${name}[]`)
  return []
}

/** Looks up what fits a name; by its last word first, so that most of a table is never compared. */
export function lookup<Entry extends { names: readonly string[] }>(entries: readonly Entry[]) {
  const byLast = new Map<string, [RegExp, Entry][]>()
  const exact = new Map<string, Entry[]>()
  for (const entry of entries)
    for (const pattern of entry.names) {
      if (!pattern.includes('*')) {
        exact.set(pattern, [...(exact.get(pattern) ?? []), entry])
        continue
      }
      const last = lastWord(pattern)
      const key = last.includes('*') ? '*' : last
      byLast.set(key, [...(byLast.get(key) ?? []), [shapeOf(pattern), entry]])
    }
  const loose = byLast.get('*') ?? []
  const before = new Map<string, Entry[]>()
  const entriesOf = (name: string): Entry[] => {
    const known = before.get(name)
    if (known) return known
    const shapes = [...(byLast.get(lastWord(name)) ?? []), ...loose]
    const fitting = shapes.flatMap(([shape, entry]) => (shape.test(name) ? [entry] : []))
    if (before.size >= MOST_REMEMBERED) before.clear()
    const found = [...new Set([...(exact.get(name) ?? []), ...fitting])]
    before.set(name, found)
    return found
  }
  return (names: readonly string[]): Entry[] => {
    const [only, ...others] = names
    if (only === undefined) return []
    const found = entriesOf(only)
    return others.length === 0 ? found : [...new Set([...found, ...others.flatMap(entriesOf)])]
  }
}

/** The same names are asked for again and again. */
const MOST_REMEMBERED = 20_000

export const lastWord = (name: string) => name.slice(name.lastIndexOf('.') + 1)

function shapeOf(pattern: string): RegExp {
  const source = pattern
    .replace(/[.+?^${}()|[\]\\]/g, '\\$&')
    .replace(/(?<!^)\*/g, '[^.]*')
    .replace(/^\*\\\./, '(?:.*[./])?')
    .replace(/^\*/, '[^.]*')
  return new RegExp(`^${source}$`)
}
