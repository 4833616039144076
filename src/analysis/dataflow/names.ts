// What an expression is called in full, in every way the tables may know it, and the patterns they are compared with.
import { type Env, valueIn } from './env.ts'
import type { Expr } from './ir.ts'
import type { Run } from './run.ts'

/** What an expression was called the last time, and what that hung on. */
export type Named = { of: string | Names; type: string | undefined; names: Names }

/** The same object as long as nothing changes: what was `found` for it, by table, need not be looked up again. */
export type Names = { all: readonly string[]; found: (readonly unknown[] | undefined)[] }

const MOST_NAMES = 4
const none: Names = { all: [], found: [] }

export const firstOf = ({ all }: Names): string => all[0] ?? ''

/** `db.query` with `db: Pool` is `db.query` and `Pool.query`; empty for what has no name, such as a sum. */
export function namesOf(run: Run, env: Env, expr: Expr): Names {
  switch (expr.kind) {
    case 'name': {
      const value = valueIn(env, expr.name)
      const full = (!value && run.unit.imports.get(expr.name)) || expr.name
      const type = value?.type ?? run.unit.types.get(expr.name) ?? run.others.valueOf(expr.name)?.type
      return again(run, expr, full, type) ?? keep(run, expr, full, type, type ? [full, type] : [full])
    }
    case 'member': {
      const below = namesOf(run, env, expr.object)
      const known = again(run, expr, below)
      if (known) return known
      const field = run.unit.types.get(`.${expr.name}`)
      const names = (below.all.length ? below.all : ['?']).map((name) => `${name}.${expr.name}`)
      return keep(run, expr, below, undefined, (field ? [...names, field] : names).slice(0, MOST_NAMES))
    }
    case 'call': {
      const callee = namesOf(run, env, expr.callee)
      if (expr.made) return callee
      const called = () => callee.all.map((name) => `${name}()`)
      return again(run, expr, callee) ?? keep(run, expr, callee, undefined, called())
    }
    case 'index': {
      const whole = namesOf(run, env, expr.object)
      const part = () => whole.all.map((name) => `${name}[]`)
      return again(run, expr, whole) ?? keep(run, expr, whole, undefined, part())
    }
    default:
      return none
  }
}

function again({ named }: Run, expr: Expr, of: Named['of'], type?: string): Names | null {
  const known = named.get(expr)
  return known && known.of === of && known.type === type ? known.names : null
}

function keep({ named }: Run, expr: Expr, of: Named['of'], type: string | undefined, all: readonly string[]): Names {
  const names: Names = { all, found: [] }
  named.set(expr, { of, type, names })
  return names
}

/**
 * Looks up what fits a name; by its last word first, so that most of a table is never compared.
 * @param place of the table among those that are asked in one run
 */
export function lookup<Entry extends { names: readonly string[] }>(entries: readonly Entry[], place: number) {
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
  return ({ all, found }: Names): readonly Entry[] => {
    const before = found[place] as readonly Entry[] | undefined
    if (before) return before
    const [only, ...others] = all
    const first = only === undefined ? [] : entriesOf(only)
    const fitting = others.length === 0 ? first : [...new Set([...first, ...others.flatMap(entriesOf)])]
    found[place] = fitting
    return fitting
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
