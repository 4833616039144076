// A value is used as what it may not be: something.
import { type Context, tell } from './context.ts'
import type { Expr } from './form.ts'
import { refine, type State } from './state.ts'
import { unknown, type Value } from './value.ts'

/** Somewhere to its left stands a `?.`, which ends the whole chain where there is nothing. */
export function isSafe(e: Expr): boolean {
  if (e.kind !== 'member' && e.kind !== 'index' && e.kind !== 'call') return false
  return e.safe === true || isSafe(e.kind === 'call' ? e.callee : e.object)
}

/** Used as what it may not be: something. */
export function dereference(c: Context, s: State, object: Expr, value: Value, at: Expr): void {
  if (value.missing === 'no' || (c.facts.language === 'go' && at.kind === 'index')) return
  const sure = value.missing === 'yes' || value.missing === 'maybe'
  if (sure && value.steps.length > 0 && !(value.falsy && at.kind === 'member' && ofText.test(at.name)))
    tell(c, 'null-dereference', at.at, value.steps)
  if (object.kind === 'name' || object.kind === 'member')
    refine(s, value, {
      missing: 'no',
      used: true,
      steps: [],
      ...(value.falsy && { falsy: false }),
      ...(value.truth === false && { truth: undefined as never }),
    })
}

/** An empty text counts as false too. */
const ofText =
  /^(length|trim|split|replace\w*|toString|toLowerCase|toUpperCase|indexOf|slice|substr\w*|match|charAt|charCodeAt|startsWith|endsWith|includes|concat|toFixed)$/

/** While others run, whatever they can reach may change. */
export function forgetShared(c: Context, s: State): void {
  for (const [name, value] of s.vars) {
    if (name.includes('.')) s.vars.delete(name)
    else if (!c.fn.locals.has(name) && !isFixed.test(name)) forgetValue(s, name, value)
  }
}

/** Whatever it gets, it is mostly of the same kind. */
function forgetValue(s: State, name: string, { type, missing, constant, low, high, truth }: Value): void {
  if (!type || type === 'nothing') s.vars.delete(name)
  else if (constant || low !== undefined || high !== undefined || truth !== undefined)
    s.vars.set(name, unknown({ type, missing: missing === 'no' ? 'no' : null }))
}

const isFixed = /^[A-Z][A-Z0-9_]+$/
