// A call: it may be a source's, do harm, make harmless, run a function of this file, or just hand its arguments on.
import { enter } from './enter.ts'
import { type Env, valueIn } from './env.ts'
import { evaluate, itemOf } from './evaluate.ts'
import { aboutCall, argumentsOf, byKey, type CallExpr, type Given } from './given.ts'
import type { Expr, Func } from './ir.ts'
import { isGuessable, leave } from './leave.ts'
import { mutate, setUp } from './mutate.ts'
import { firstOf, lastWord, type Names, namesOf } from './names.ts'
import { mayEnter, type Run } from './run.ts'
import { sinkAt } from './sink.ts'
import { cleaned, constant, derived, either, isKnown, isTainted, nothing, restored, type Value } from './value.ts'

export function callValue(run: Run, env: Env, call: CallExpr): Value {
  const object = call.callee.kind === 'member' ? evaluate(run, env, call.callee.object) : null
  const names = byType(namesOf(run, env, call.callee), call.callee, object)
  const callee = call.callee.kind === 'member' ? nothing : evaluate(run, env, call.callee)
  const given = call.args.map(({ value, name, spread }) => ({
    value: evaluate(run, env, value),
    expr: value,
    spread: spread ?? false,
    ...(name !== undefined && { name }),
  }))
  const isClass = call.made || /^[A-Z][a-z]/.test(lastWord(firstOf(names)))
  const own = callee.fn ?? methodOf(run, call, object)
  // A function of this project is no library's.
  if (!callee.fn && !(own && run.work.homes.get(own) !== run))
    for (const sink of run.find.sinks(isClass ? { all: [...names.all, '<class>'], found: [] } : names))
      sinkAt(run, sink, call, names, given, object)
  for (const { value, name } of given) leave(run, value, name ?? '')
  const answers = given.flatMap(({ value }) => (value.fn ? [callBack(run, value.fn, object)] : []))
  const word = lastWord(firstOf(names))
  const mapped = mappers.test(word) && answers.length > 0 && object !== null
  const result = mapped ? derived(answers) : resultOf(run, env, call, names, given, object, own)
  const picked = pickers.test(word) ? withGuessable(result, given) : result
  const about = aboutCall(call, names, given, object)
  const cleaner = run.find.cleaners(names).find(({ when }) => !when || when(about))
  if (!cleaner) return picked
  const its = object && !isOfPackage(run, env, call.callee) ? [object] : []
  const isSeen = given.length > 0 && [...given.map(({ value }) => value), ...its].every((one) => isKnown(one))
  const after = cleaner.undoes ? restored(picked, cleaner.rules) : cleaned(picked, cleaner.rules)
  return { ...after, ...(isSeen && { known: true as const }) }
}

/** What is kept in a record or an object is called by what it is: `PATTERNS["zip"].match`, `this.log.info`. */
function byType(names: Names, callee: Expr, object: Value | null): Names {
  if (!object?.type || callee.kind !== 'member' || !/^(index|member)$/.test(callee.object.kind)) return names
  const name = `${object.type}.${callee.name}`
  return names.all.includes(name) ? names : { all: [...names.all, name], found: [] }
}

/** What is picked by a number that can be guessed can be guessed. */
const pickers = /^(charAt|get|at|slice|substring|substr|codePointAt|elementAt)$/

function withGuessable(value: Value, given: Given[]): Value {
  const guessable = given.flatMap(({ value: { taints } }) => taints.filter(isGuessable))
  return guessable.length > 0 ? { ...value, taints: [...value.taints, ...guessable] } : value
}

/** What their function answers is what they give. */
const mappers = /^(map|flatMap|then|replace|replaceAll|from)$/

function resultOf(
  run: Run,
  env: Env,
  call: CallExpr,
  names: Names,
  given: Given[],
  object: Value | null,
  own: Func | undefined,
): Value {
  if (own) run.work.filled.add(own)
  if (own && mayEnter(run, own)) {
    const result = enter(run, own, argumentsOf(own, given), object && isBlank(object) ? null : object, call.at)
    keepChanges(run, env, own, given)
    return result
  }
  const word = lastWord(firstOf(names))
  const values = given.map(({ value }) => value)
  const isPackage = isOfPackage(run, env, call.callee)
  const isOwnText = object !== null && !(object.constant === undefined && (isPackage || isStatic(env, call.callee)))
  const instance = inOtherForm(word, given, isOwnText ? object : given[0]?.value) ?? constructed(run, word, given, call)
  if (instance) return instance
  if (object && run.table.mutators.test(word)) mutate(env, call, object, given)
  if (object) setUp(env, call, object, given)
  const made = { at: call.at, name: firstOf(names), given: byKey(given) }
  if (call.made) return { ...madeOf(run, names.all[0], values), made }
  if (object && isMadeBy(run, env, call, object)) {
    const from = object.made ? new Map([...made.given, ['(of)', object]]) : made.given
    const whole = run.table.opaque.test(word) ? [] : derived([object, ...values]).taints
    return { taints: whole, made: { ...made, given: from } }
  }
  const type = isPackage && firstOf(names) ? { type: `${firstOf(names)}()`, made } : {}
  if (
    isPackage &&
    run.table.pure?.test(firstOf(names)) &&
    values.length > 0 &&
    values.every((one) => isKnown(one) && !isTainted(one))
  )
    return { taints: [], known: true, ...type }
  if (run.table.opaque.test(word) || run.table.elsewhere?.test(firstOf(names))) return { taints: [], ...type }
  // A look-up gives what is kept there, whatever the key.
  if (object && /^(get|pop|getOrDefault|at)$/.test(word)) return lookedUp(object, values)
  if (own) return derived(values) // called by itself: what goes in may come out
  if (!object && !isPackage && run.table.carriers?.test(word) === false) return nothing
  if (!object) return { taints: derived(values).taints, ...type }
  const isCarrier = run.table.carriers?.test(firstOf(names)) ?? false
  if (run.table.methodsLookUp && !isTainted(object) && !object.fields && !isPackage && !isCarrier) return nothing
  const whole = isTainted(object) || object.fields ? derived([object, ...values]) : derived(values)
  // A method of a fixed text, or of one that was checked, has no other text at hand.
  return { taints: whole.taints, ...(isKnown(object) && whole.known && { known: true as const }), ...type }
}

/** A fixed text that is only told in another way is as fixed as before. */
function inOtherForm(word: string, given: Given[], same: Value | undefined): Value | null {
  if (typeof same?.constant === 'string' && sameText.test(word) && given.length < 3) return same
  const digits = given.length === 1 && toNumber.test(word) ? given[0]?.value.constant : undefined
  return typeof digits === 'string' && /^\d{1,15}$/.test(digits) ? constant(Number(digits)) : null
}

/** Nobody is seen to make it: it is as its constructor leaves such an object. */
const isBlank = ({ taints, fields, constant, made, members, fn }: Value): boolean =>
  taints.length === 0 && constant === undefined && !(fields ?? made ?? members ?? fn)

/** These give the text itself in another form. */
const sameText =
  /^(encode|decode|strip|trim|toString|str|bytes|String|from|b64decode|getBytes|toCharArray|\[\]byte|string)$/

const toNumber = /^(parseInt|parseLong|Number|int|Atoi)$/

/** An object of a class of this project, as its constructor leaves it. */
function constructed(run: Run, word: string, given: Given[], call: CallExpr): Value | null {
  if (call.callee.kind !== 'name' && !call.made) return null
  const own = run.unit.bases.has(word)
  if (!/^[A-Z_]/.test(word) || !(own || run.others.hasClass(word))) return null
  const name = constructors.find((one) => methodNamed(run, word, one, given.length))
  const fn = name === undefined ? undefined : methodNamed(run, word, name, given.length)
  if (!fn || (fn.params.length === 0 && given.length > 0)) return null
  const home = run.work.homes.get(fn) ?? run
  const before = home.objects.get(word)
  if (mayEnter(run, fn)) enter(run, fn, argumentsOf(fn, given), { taints: [], type: word }, call.at)
  const made = home.objects.get(word)
  if (before) home.objects.set(word, before)
  return { ...(made ?? nothing), type: word }
}

const constructors = ['__init__', 'constructor', '<init>']

/** What is kept under a key that is known, or else any of it. */
function lookedUp(object: Value, [key, ...others]: Value[]): Value {
  const known = key?.constant
  const field = known === undefined || known === null ? undefined : object.fields?.get(String(known))
  return field ?? either([itemOf(object), ...others])
}

/** `new Name(...)`: most keep what they are given. */
function madeOf({ table }: Run, name: string | undefined, values: Value[]): Value {
  const [first] = values
  const kept =
    first && table.firstOnly?.test(name ?? '') ? { ...derived([first]), head: first.head ?? '' } : derived(values)
  return { ...kept, ...(name && { type: name }) }
}

/** A thing that was handed over is what the function has made of it. */
function keepChanges({ work: { changed } }: Run, env: Env, fn: Func, given: Given[]): void {
  fn.params.forEach(({ name }, index) => {
    const one = given.find((other) => other.name === name) ?? given[index]
    const after = changed?.get(name)
    if (!after || one?.expr.kind !== 'name' || !(one.value.made || one.value.fields) || one.spread) return
    const before = valueIn(env, one.expr.name)
    if (before)
      env.values.set(one.expr.name, {
        ...before,
        ...(after.made && { made: after.made }),
        ...(after.fields && { fields: after.fields }),
      })
  })
}

/** `Factory.newInstance()`, and what such a thing makes. */
const isMadeBy = (run: Run, env: Env, { callee }: CallExpr, object: Value): boolean =>
  run.table.classesAreForeign === true &&
  callee.kind === 'member' &&
  /^(new|create|get|compile|build)/.test(callee.name) &&
  (object.made !== undefined ||
    (callee.object.kind === 'name' &&
      /^([\w.]+\.)?[A-Z]/.test(callee.object.name) &&
      valueIn(env, callee.object.name) === undefined))

/** `strings.NewReplacer(...).Replace(x)` begins with something imported. */
function isOfPackage(run: Run, env: Env, expr: Expr): boolean {
  if (expr.kind === 'member') return isOfPackage(run, env, expr.object)
  if (expr.kind === 'call') return isOfPackage(run, env, expr.callee)
  return expr.kind === 'name' && run.unit.imports.has(expr.name) && valueIn(env, expr.name) === undefined
}

/** `Buffer.from(text)`: of a class that is everywhere. */
const isStatic = (env: Env, callee: Expr): boolean =>
  callee.kind === 'member' &&
  callee.object.kind === 'name' &&
  /^[A-Z]/.test(callee.object.name) &&
  valueIn(env, callee.object.name) === undefined

/** A method of this project: of the object's class when that is known, of this very object, or the only one of that name. */
function methodOf(run: Run, call: CallExpr, object: Value | null): Func | undefined {
  if (call.callee.kind !== 'member') return undefined
  const { object: before, name } = call.callee
  const given = object?.members?.(name)?.fn
  if (given) return given
  const self = run.work.stack.at(-1)
  const onSelf = before.kind === 'name' && before.name === self?.self
  if (onSelf) return methodIn(run, self?.owner ?? null, call)
  const type = object?.type ?? (before.kind === 'member' ? run.unit.types.get(`.${before.name}`) : undefined)
  if (type) return methodIn(run, lastWord(type).replace(/\(\)$/, ''), call)
  return before.kind === 'name' ? methodIn(run, before.name, call) : undefined
}

const methodIn = (run: Run, owner: string | null, { callee, args }: CallExpr): Func | undefined =>
  callee.kind === 'member' ? methodNamed(run, owner, callee.name, args.length) : undefined

function methodNamed(run: Run, owner: string | null, name: string, size: number): Func | undefined {
  const known = (run.functions.get(name) ?? []).filter((fn) => fn.owner === owner)
  return ofSize(known, size) ?? (owner === null ? undefined : ofSize(run.others.methodOf(owner, name), size))
}

/** Of several with one name, that with as many parameters as there are arguments. */
const ofSize = (known: Func[], size: number): Func | undefined =>
  known.find(({ params }) => params.length === size) ?? known[0]

/** A function that is handed over is called some time: with the object's items, if it holds any. */
function callBack(run: Run, fn: Func, object: Value | null): Value {
  if (run.work.isQuiet || !mayEnter(run, fn)) return nothing
  const item = object && (isTainted(object) || object.fields) ? itemOf(object) : null
  const values = new Map<string, Value>()
  for (const param of fn.params) if (item) values.set(param.name, item)
  return enter(run, fn, values, null, fn.at)
}
