// A name, a member or an item gets a value.
import { askAnew } from './asked-before.ts'
import { type Context, pathOf, tell } from './context.ts'
import { dereference, isSafe } from './dereference.ts'
import { evaluate } from './evaluate.ts'
import type { Expr } from './form.ts'
import { checkIndex } from './lengths.ts'
import { handOver } from './resources.ts'
import { refine, type State } from './state.ts'
import { unknown, type Value } from './value.ts'

export function assign(c: Context, s: State, target: Expr, value: Value): void {
  switch (target.kind) {
    case 'name':
      assignName(c, s, target.name, value)
      return
    case 'member': {
      const object = evaluate(c, s, target.object)
      if (!isSafe(target)) dereference(c, s, target.object, object, target)
      handOver(c, s, value)
      for (const name of [...s.vars.keys()])
        if (name.endsWith(`.${target.name}`) || name.includes(`.${target.name}.`)) s.vars.delete(name)
      askAnew(s, `.${target.name}`)
      const path = pathOf(target)
      if (path !== null) s.vars.set(path, value)
      return
    }
    case 'index': {
      const object = evaluate(c, s, target.object)
      const key = evaluate(c, s, target.key)
      dereference(c, s, target.object, object, target)
      handOver(c, s, value)
      // In JavaScript writing behind the end is how a list grows.
      if (c.facts.language !== 'javascript' && !isCount(target.key)) checkIndex(c, target, object, key)
      else if (object.size !== undefined)
        refine(s, object, { size: undefined as never, truth: undefined as never, constant: undefined as never })
      return
    }
    case 'list':
      for (const item of target.items) assign(c, s, item, unknown())
      return
    case 'map':
      for (const item of target.values) assign(c, s, item, unknown())
      return
    case 'other':
      for (const item of target.parts) assign(c, s, item, unknown())
      return
    default:
  }
}

/** `numbers[len(numbers)] = x` is how a dictionary grows. */
const isCount = (e: Expr): boolean => e.kind === 'call' && e.callee.kind === 'name' && e.callee.name === 'len'

function assignName(c: Context, s: State, name: string, value: Value): void {
  const before = s.vars.get(name)
  if (before && before.id !== value.id) overwritten(c, s, name, before)
  askAnew(s, name)
  for (const path of [...s.vars.keys()]) if (path.startsWith(`${name}.`)) s.vars.delete(path)
  if (c.wild.has(name)) {
    s.vars.delete(name)
    handOver(c, s, value)
  } else s.vars.set(name, value)
  if (!c.fn.locals.has(name)) handOver(c, s, value)
}

/** An error that nobody looked at, and nobody ever will. */
function overwritten(c: Context, s: State, name: string, before: Value): void {
  const held = s.pending.get(before.id)
  if (!held) return
  s.pending.delete(before.id)
  const elsewhere = [...s.vars].some(([other, one]) => other !== name && one.id === before.id)
  if (!elsewhere) tell(c, 'unchecked-error', held.at, [])
}
