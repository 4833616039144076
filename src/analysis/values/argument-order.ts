// Arguments that stand in each other's place, told by their names and by what they are.
import { type Context, tell } from './context.ts'
import type { Expr, Func } from './form.ts'
import type { Summary } from './summary.ts'

type Call = Expr & { kind: 'call' }

export function checkOrder(c: Context, e: Call, name: string, own: Summary | null): void {
  const order = c.facts.orders.find(([shape]) => shape.test(name))?.[1]
  if (order) swapped(c, e, order)
  const method = e.callee.kind === 'member' ? ofReceiver(c, e.callee) : null
  const fn = own?.fn ?? (e.made && e.callee.kind === 'name' ? c.makerOf(e.callee.name) : method)
  if (fn && e.args.length > 1)
    swapped(
      c,
      e,
      fn.params.map((one) => one.name.replace(/#\d+$/, '')).filter((one) => !/^(self|cls)$/.test(one)),
      true,
    )
  const place = c.facts.looksIn.find(([shape]) => shape.test(name))?.[1]
  if (place !== undefined) looked(c, e, place)
}

/** `stock.set_level()` of a class `Stock`. */
function ofReceiver(c: Context, { object, name }: Expr & { kind: 'member' }): Func | null {
  const fn = c.methodNamed(name)
  const receiver = object.kind === 'name' || object.kind === 'member' ? object.name.replace(/#\d+$/, '') : ''
  return fn?.owner && receiver !== '' && fn.owner.toLowerCase().endsWith(receiver.replace(/_/g, '').toLowerCase())
    ? fn
    : null
}

/** `isinstance(Admin, user)` */
export function checkKindOrder(c: Context, e: Expr & { kind: 'is' }, type: Expr): void {
  const isClass = /^[A-Z]\w*[a-z]\w*$/.test(e.value.at.text())
  if (
    isClass &&
    type.kind === 'name' &&
    /^(?!type$|object$)[a-z][a-z_]*$/.test(type.name) &&
    !c.facts.gives.some(([shape]) => shape.test(type.name))
  )
    tell(c, 'argument-order', e.at, [], { swap: [e.value.at, type.at] })
}

/** `end`, `stay.end`, `stay.end()` */
function wordOf(arg: Expr): string | null {
  if (arg.kind === 'call') return arg.args.length === 0 && arg.callee.kind === 'member' ? arg.callee.name : null
  return arg.kind === 'name' ? arg.name.replace(/#\d+$/, '') : arg.kind === 'member' ? arg.name : null
}

/** Each of two names is the other's parameter. `exactly`: the parameters are the project's own. */
function swapped(c: Context, e: Call, params: readonly string[], exactly = false): void {
  const names = e.args.map((arg, index) => (e.named?.has(index) ? null : wordOf(arg)))
  const is = exactly ? sameName : isNamed
  // `rcompare` calls `compare` the other way round.
  const its = wordOf(e.callee)
  if (its && c.fn.name !== its && c.fn.name.toLowerCase().endsWith(its.toLowerCase())) return
  for (const [i, a] of names.entries())
    for (const [j, b] of names.entries()) {
      if (i >= j || !a || !b || a === b) continue
      const crossed = is(a, params[j]) && is(b, params[i]) && !is(a, params[i]) && !is(b, params[j])
      const [first, second] = [e.args[i], e.args[j]]
      if (crossed && first && second && !isMeant(c, a, b) && !turns.test(e.at.text()))
        tell(c, 'argument-order', e.at, [], { swap: [first.at, second.at] })
    }
}

const turns = /circ(le|ular)|cycl|swap|revers|invert|flip|transpos|rotat|mirror|\b\w*(less|compare|cmp)\w*\(/i

/** Who has just compared the two with each other swaps them on purpose. */
const isMeant = (c: Context, a: string, b: string): boolean =>
  new RegExp(`\\b(${a}\\s*[<>]=?\\s*${b}|${b}\\s*[<>]=?\\s*${a})\\b`).test(c.fn.at.text()) || turns.test(c.fn.name)

const from = /^(src|source|from|old)(_?(path|file|name|dir))?$/i
const to = /^(dst|dest|destination|target|to|new)(_?(path|file|name|dir))?$/i
const words: Record<string, RegExp> = {
  src: from,
  source: from,
  oldname: from,
  dst: to,
  target: to,
  newname: to,
  expected: /^expected\w*$/i,
  actual: /^actual\w*$/i,
}

const sameName = (given: string, param: string | undefined): boolean =>
  param !== undefined && given.replace(/_/g, '').toLowerCase() === param.replace(/_/g, '').toLowerCase()
const isNamed = (given: string, param: string | undefined): boolean =>
  param !== undefined && (words[param]?.test(given) ?? sameName(given, param))

/** A fixed text where the one to look in belongs, and something else where the fixed one does. */
function looked(c: Context, e: Call, place: number): void {
  const subject = e.args[place]
  const sought = place === 0 ? e.args[1] : e.args[1]
  if (!subject || !sought) return
  if (c.facts.language === 'python') {
    // `re.sub(pattern, replacement, text)`
    const [pattern, replacement] = e.args
    if (
      pattern?.kind === 'name' &&
      replacement?.kind === 'const' &&
      /\\[sdwSDWb]|\[\^?/.test(String(replacement.value)) &&
      subject.kind === 'const'
    )
      tell(c, 'argument-order', e.at, [], { swap: [pattern.at, subject.at] })
    return
  }
  const isError =
    /\b(Err[A-Z]\w*|EOF|Canceled|DeadlineExceeded)$/.test(subject.at.text()) && /^err\w*$/i.test(sought.at.text())
  const isText =
    subject.kind === 'const' &&
    typeof subject.value === 'string' &&
    subject.value.length <= 12 &&
    (sought.kind === 'name' || sought.kind === 'member') &&
    /^\W|\W$/.test(subject.value)
  if (isError || isText) tell(c, 'argument-order', e.at, [], { swap: [subject.at, sought.at] })
}
