// Making what an expression speaks of harmless, wherever else the same value is kept.
import { type Env, valueIn } from './env.ts'
import { memberOf } from './evaluate.ts'
import type { Expr } from './ir.ts'
import type { DataflowRule } from './rules.ts'
import type { Cleans } from './table.ts'
import { cleaned, type Value } from './value.ts'

const addresses: DataflowRule[] = ['ssrf', 'open-redirect', 'path-traversal']

/** The places an expression speaks of; through `name.lower()` and `str(path)` too. */
function places(expr: Expr): Expr[] {
  if (expr.kind === 'name') return [expr]
  if (expr.kind === 'member') return expr.object.kind === 'name' ? [expr] : places(expr.object)
  if (expr.kind === 'index') return places(expr.object)
  // What is asked of a part tells nothing of the rest: `cookie.getName()`.
  if (expr.kind === 'call' && expr.args.length === 0 && expr.callee.kind === 'member' && isPart.test(expr.callee.name))
    return []
  if (expr.kind === 'call')
    return [
      ...(expr.callee.kind === 'member' ? places(expr.callee.object) : []),
      ...expr.args.flatMap(({ value }) => places(value)),
    ]
  return expr.kind === 'choice' ? expr.options.flatMap(places) : []
}

const isPart = /^get(?!Host|Authority|File|Canonical|Absolute|Path|Bytes)[A-Z]/

export function clean(env: Env, expr: Expr, rules: Cleans): void {
  if (rules.length === 0) return
  for (const place of places(expr)) {
    const root = place.kind === 'member' ? place.object : place
    const whole = root.kind === 'name' && valueIn(env, root.name)
    if (!whole) continue
    const value = place.kind === 'member' ? memberOf(whole, place.name) : whole
    if (rules === 'all' && !(place.kind === 'member' && besideHost.test(place.name))) cleanOrigins(env, value)
    const after = valueIn(env, root.name) ?? whole
    if (place.kind === 'member')
      env.values.set(root.name, { ...after, fields: new Map(after.fields).set(place.name, cleaned(value, rules)) })
    else env.values.set(root.name, cleaned(after, rules))
  }
}

/** Parts of an address that say nothing of its host. */
const besideHost = /^(scheme|protocol|port|path|pathname|method|user)$/i

/** A host that is on the list stands for the address it was taken from. */
export function cleanOrigins(env: Env, value: Value): void {
  const origins = new Set(value.taints.map(({ steps }) => steps[0]?.at.id()))
  for (let at: Env | null = env; at; at = at.outer)
    for (const [name, other] of at.values)
      if (other !== value && other.taints.some(({ steps }) => origins.has(steps[0]?.at.id())))
        env.values.set(name, cleaned(other, addresses))
}

/** Everything at hand. */
export function cleanAll(env: Env, rules: Cleans): void {
  for (let at: Env | null = env; at?.outer; at = at.outer)
    for (const [name, value] of at.values) env.values.set(name, cleaned(value, rules))
}
