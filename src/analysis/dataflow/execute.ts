// Statements in order: names get values, branches are gone through apart and meet again, loops are gone through twice.
import { assume, split } from './assume.ts'
import { enter } from './enter.ts'
import { type Env, fork, meet, valueIn } from './env.ts'
import { evaluate, itemOf, memberOf } from './evaluate.ts'
import { CAUGHT, type Expr, type Func, type Stmt } from './ir.ts'
import { leave } from './leave.ts'
import { firstOf, type Names, namesOf } from './names.ts'
import { enclose, mayEnter, type Run, reach, seen } from './run.ts'
import { chosenKeys, derived, either, isTainted, itemsOf, joined, nothing, passing, type Value } from './value.ts'

/** True when nothing after it is reached. What is returned is added to `returned`. */
export function execute(run: Run, env: Env, body: Stmt[], returned: Value[]): boolean {
  const defined: Extract<Stmt, { kind: 'define' }>[] = []
  let ended = false
  for (const stmt of body) {
    if (stmt.kind === 'define') {
      enclose(run, stmt.fn, env)
      env.values.set(stmt.fn.name, { taints: [], fn: stmt.fn })
      defined.push(stmt)
    } else if (one(run, env, stmt, returned)) {
      ended = true
      break
    }
  }
  // Nobody here may call it: a framework does. It sees the names as they are at the end.
  if (!run.work.isQuiet)
    for (const { fn } of defined) if (!run.work.stack.includes(fn)) enter(run, fn, new Map(), null, fn.at)
  return ended
}

function one(run: Run, env: Env, stmt: Exclude<Stmt, { kind: 'define' }>, returned: Value[]): boolean {
  switch (stmt.kind) {
    case 'assign':
      assign(run, env, stmt)
      return false
    case 'do':
      evaluate(run, env, stmt.value)
      return stmt.value.kind === 'call' && run.table.ends.test(firstOf(namesOf(run, env, stmt.value.callee)))
    case 'return':
      returned.push(stmt.value ? handedBack(run, env, stmt.value) : nothing)
      if (stmt.value) run.work.answers?.push({ value: stmt.value, env: fork(env) })
      return true
    case 'throw':
      if (stmt.value) run.work.thrown.push(evaluate(run, env, stmt.value))
      return true
    case 'jump':
      run.work.jumps?.push(fork(env))
      return true
    case 'if':
      return branch(run, env, stmt, returned)
    case 'loop':
      loop(run, env, stmt, returned)
      return false
    case 'try':
      return attempt(run, env, stmt, returned)
  }
}

/** What a framework's function returns may go straight to the browser. */
function handedBack(run: Run, env: Env, expr: Expr): Value {
  const value = evaluate(run, env, expr)
  const fn = run.work.stack.at(-1)
  leave(run, value, fn?.name ?? '')
  if (value.fn && expr.kind === 'function' && fn && isMadeWith(env, fn) && !run.work.isQuiet && mayEnter(run, value.fn))
    enter(run, value.fn, new Map(), null, expr.at)
  for (const { rule, functionMark, unless, head } of run.table.returns)
    if (
      head.test(value.head ?? itemsOf(value)?.[0]?.head ?? '') &&
      fn?.marks.some((mark) => functionMark.test(mark)) &&
      !(unless && fn.marks.some((mark) => unless.test(mark)))
    )
      reach(run, rule, expr.at, value)
  return value
}

/** A function that is handed out sees what it was made with: this time that is known. */
const isMadeWith = (env: Env, { params }: Func): boolean =>
  params.some(({ name }) => {
    const given = valueIn(env, name)
    return given !== undefined && (given.constant !== undefined || given.taints.some(({ certain }) => certain))
  })

type Kind<K extends Stmt['kind']> = Extract<Stmt, { kind: K }>

function branch(run: Run, env: Env, { test, yes, no }: Kind<'if'>, returned: Value[]): boolean {
  const decided = evaluate(run, env, test).constant
  seen(run, yes, decided !== false)
  seen(run, no, decided !== true)
  if (decided === true) return execute(run, env, yes, returned)
  if (decided === false) return execute(run, env, no, returned)
  const sides = split(run, env, test)
  const ended = [execute(run, sides.yes, yes, returned), execute(run, sides.no, no, returned)]
  const goOn = [sides.yes, sides.no].filter((_, index) => !ended[index])
  meet(env, goOn)
  return goOn.length === 0
}

function loop(run: Run, env: Env, { bind, over, test, body }: Kind<'loop'>, returned: Value[]): void {
  const items = over ? itemOf(evaluate(run, env, over)) : nothing
  const outer = run.work.jumps
  // What the first round leaves is what the second one finds.
  for (let round = 0; round < 2; round++) {
    const inside = fork(env)
    // Whoever jumps out of a round takes along what was set in it.
    run.work.jumps = []
    if (bind) put(run, inside, bind, items)
    if (test) {
      evaluate(run, inside, test)
      assume(run, inside, test, true)
    }
    execute(run, inside, body, returned)
    meet(env, [env, inside, ...run.work.jumps])
  }
  run.work.jumps = outer
}

const MOST_CAUGHT = 8

function attempt(run: Run, env: Env, { body, handlers, last }: Kind<'try'>, returned: Value[]): boolean {
  const before = fork(env)
  const outer = run.work.thrown
  run.work.thrown = []
  const ended = [execute(run, env, body, returned)]
  const caught = either(run.work.thrown.filter(isTainted).slice(0, MOST_CAUGHT))
  run.work.thrown = outer
  const after = fork(env)
  const goOn = ended[0] ? [] : [after]
  for (const handler of handlers) {
    const inside = fork(before)
    meet(inside, [before, after])
    inside.values.set(CAUGHT, caught)
    if (!execute(run, inside, handler, returned)) goOn.push(inside)
  }
  if (goOn.length > 0) meet(env, goOn)
  return execute(run, env, last, returned) || goOn.length === 0
}

function assign(run: Run, env: Env, { target, value, adds, type, asks }: Kind<'assign'>): void {
  const worth = evaluate(run, env, value)
  const whole = adds ? joined([evaluate(run, env, target), worth]) : worth
  put(run, env, target, type ? { ...whole, type } : whole)
  if (asks) env.asked.set(asks.name, asks.test)
  if (target.kind !== 'name') return
  if (value.kind === 'compare' || value.kind === 'logic' || value.kind === 'call') env.asked.set(target.name, value)
  else env.asked.delete(target.name)
}

/** A name, a field, an item, or a pattern of them. */
export function put(run: Run, env: Env, target: Expr, value: Value): void {
  if (target.kind === 'name')
    env.values.set(target.name, passing(value, { at: target.at, note: `is kept in \`${target.name}\`` }))
  else if (target.kind === 'list')
    for (const [index, item] of target.items.entries()) put(run, env, item, memberOf(value, String(index)))
  else if (target.kind === 'map')
    for (const { key, value: inner } of target.entries) {
      const name = key?.kind === 'text' ? key.value : null
      put(run, env, inner, name === null ? itemOf(value) : memberOf(value, name))
    }
  else if (target.kind === 'member' || target.kind === 'index') putInside(run, env, target, value)
  else if (target.kind === 'choice') for (const option of target.options) put(run, env, option, value)
}

const writtenByNames: Names = { all: ['[written by names]'], found: [] }

function putInside(run: Run, env: Env, target: Extract<Expr, { kind: 'member' | 'index' }>, value: Value): void {
  const key = target.kind === 'index' ? evaluate(run, env, target.key) : null
  for (const { rule, head, key: named } of run.find.properties(namesOf(run, env, target)))
    if ((!head || head.test(value.head ?? '')) && (!named || named.test(String(key?.constant ?? ''))))
      reach(run, rule, target.at, value)
  leave(run, value, target.kind === 'member' ? target.name : String(key?.constant ?? ''))
  // `object[a][b] = value` reaches every object's prototype when a is `__proto__`.
  const chosen = target.kind === 'index' ? evaluate(run, env, target.object).chosenBy : undefined
  // An empty record, or one that was there, is put in place for what is written next.
  if (chosen && !value.chosenBy && value.fields?.size !== 0)
    for (const { rule } of run.find.properties(writtenByNames)) reach(run, rule, target.at, chosen)
  if (target.object.kind !== 'name') return
  const name = target.kind === 'member' ? target.name : key?.constant
  const before = valueIn(env, target.object.name) ?? nothing
  const after =
    name === undefined || name === null
      ? { ...before, taints: derived([before, value, ...(key ? [chosenKeys(key)] : [])]).taints }
      : { ...before, fields: new Map(before.fields).set(String(name), value) }
  env.values.set(target.object.name, after)
}
