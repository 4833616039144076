// The names in scope and what is known of each; a branch gets a copy of its own, and two branches meet again.
import type { Expr, Func } from './ir.ts'
import { either, nothing, type Value } from './value.ts'

export type Env = {
  values: Map<string, Value>
  /** What a truth value in a variable was asked: `ok = name in allowed`. */
  asked: Map<string, Expr>
  outer: Env | null
}

export const newEnv = (outer: Env | null): Env => ({ values: new Map(), asked: new Map(), outer })

export const fork = (env: Env): Env => ({ ...env, values: new Map(env.values), asked: new Map(env.asked) })

export function valueIn(env: Env, name: string): Value | undefined {
  for (let at: Env | null = env; at; at = at.outer) {
    const value = at.values.get(name)
    if (value) return value
  }
  return undefined
}

export function askedOf(env: Env, name: string): Expr | undefined {
  for (let at: Env | null = env; at; at = at.outer) {
    const asked = at.asked.get(name)
    if (asked) return asked
  }
  return undefined
}

/** After branches: whatever each of those that go on leaves behind. */
export function meet(env: Env, branches: Env[]): void {
  const [only] = branches
  if (!only) return
  if (branches.length === 1) {
    env.values = only.values
    env.asked = only.asked
    return
  }
  // Most names mean the same on all ways: those are not looked at twice.
  const met = new Map<string, Value>()
  for (const { values } of branches)
    for (const [name, value] of values) {
      if (met.has(name)) continue
      const isSame = branches.every((branch) => branch.values.get(name) === value)
      met.set(name, isSame ? value : oneOf(branches, name))
    }
  env.values = met
  env.asked = new Map(
    [...only.asked].filter(([name, asked]) => branches.every((branch) => branch.asked.get(name) === asked)),
  )
}

function oneOf(branches: Env[], name: string): Value {
  const values = branches.map((branch) => valueIn(branch, name) ?? nothing)
  return values.every((value) => value === values[0]) ? (values[0] as Value) : either(values)
}

/** Where a function was written, so that it sees the names around it. */
export type Closures = WeakMap<Func, Env>
