// The names in a record that came from outside, compared with a list of those that may be there, or may not.
import { clean } from './clean.ts'
import type { Env } from './env.ts'
import { evaluate } from './evaluate.ts'
import type { Expr } from './ir.ts'
import type { Run } from './run.ts'
import { everyTaint, type Value } from './value.ts'

/** `set(changes) - ALLOWED` is empty: all its keys are on the list. */
export function assumeKeys(run: Run, env: Env, keys: Expr | undefined, list: Expr | undefined): void {
  if (!list || everyTaint(evaluate(run, env, list)).length > 0) return
  const ofSet =
    keys?.kind === 'call' && keys.callee.kind === 'name' && /^(set|frozenset)$/.test(keys.callee.name)
      ? keys.args[0]?.value
      : keys
  const whole =
    ofSet?.kind === 'call' && ofSet.callee.kind === 'member' && ofSet.callee.name === 'keys'
      ? ofSet.callee.object
      : ofSet
  if (whole) clean(env, whole, ['mass-assignment', 'prototype-pollution', 'attribute-name'])
}

/** A list of what is refused. */
export const namesPrototype = ({ fields, made }: Value): boolean =>
  [...(fields?.values() ?? []), ...(made?.given.values() ?? [])].some(
    (one) => one.constant === '__proto__' || namesPrototype(one),
  )
