// What a test tells when it holds, or does not: a value on a list of allowed ones can do no harm after that.

import type { Node } from '../grammar.ts'
import { clean, cleanAll, cleanOrigins } from './clean.ts'
import { askedOf, type Env, fork, meet, newEnv, valueIn } from './env.ts'
import { evaluate } from './evaluate.ts'
import { execute } from './execute.ts'
import { aboutCall, type Given } from './given.ts'
import type { Expr, Func } from './ir.ts'
import { assumeKeys, namesPrototype } from './known-keys.ts'
import { firstOf, lastWord, type Names, namesOf } from './names.ts'
import { ruleSet } from './rule-sets.ts'
import { type DataflowRule, innerRules } from './rules.ts'
import type { Run } from './run.ts'
import type { Call } from './table.ts'
import { everyTaint, isTainted, type Value } from './value.ts'

/** The two sides of a test. */
export function split(run: Run, env: Env, test: Expr): { yes: Env; no: Env } {
  const [yes, no] = [fork(env), fork(env)]
  assume(run, yes, test, true)
  assume(run, no, test, false)
  return { yes, no }
}

const DEEPEST_TEST = 40
const MOST_WAYS = 8

/** `depth`: names may have been asked about each other in a ring. */
export function assume(run: Run, env: Env, test: Expr, holds: boolean, depth = 0): void {
  if (depth > DEEPEST_TEST) return
  const within = (part: Expr, its: boolean) => assume(run, env, part, its, depth + 1)
  if (test.kind === 'logic') {
    if (test.op === 'not' && test.parts[0]) within(test.parts[0], !holds)
    if ((test.op === 'and' && holds) || (test.op === 'or' && !holds)) for (const part of test.parts) within(part, holds)
    // One of them holds: what is told in any case is told.
    else if (test.op !== 'not' && test.parts.length <= MOST_WAYS)
      meet(
        env,
        test.parts.map((part) => {
          const way = fork(env)
          assume(run, way, part, holds, depth + 1)
          return way
        }),
      )
  } else if (test.kind === 'compare') assumeComparison(run, env, test, holds)
  else if (test.kind === 'call') assumeCall(run, env, test, holds)
  else if (test.kind === 'other' && test.op === '-' && !holds) assumeKeys(run, env, test.parts[0], test.parts[1])
  else if (test.kind === 'name') {
    const asked = askedOf(env, test.name)
    if (asked) within(asked, holds)
  } else if (test.kind === 'index' && holds && !isTainted(evaluate(run, env, test.object))) clean(env, test.key, 'all') // a key that a fixed table has
}

type Compare = Extract<Expr, { kind: 'compare' }>

function assumeComparison(run: Run, env: Env, { op, left, right }: Compare, holds: boolean): void {
  const [a, b] = [evaluate(run, env, left), evaluate(run, env, right)]
  if (op === 'is a') {
    if (holds && right.kind === 'text')
      clean(env, left, run.table.harmlessTypes.test(right.value) ? 'text' : ['nosql-injection'])
  } else if (op === '==' || op === '!=') {
    if (holds !== (op === '==')) {
      if (b.constant === '__proto__') clean(env, left, ['prototype-pollution'])
      // `match(...) is not None`: it answered.
      if (b.constant === null && (left.kind === 'call' || left.kind === 'name')) assume(run, env, left, true)
      return
    }
    // No host: it stays on this one.
    if (b.constant === '' && left.kind === 'member' && /^(host|hostname|netloc)$/i.test(left.name)) {
      cleanOrigins(env, a)
      clean(env, left.object, ['open-redirect', 'ssrf'])
    }
    if (!isTainted(b) && isKnown(b)) clean(env, left, 'all')
    else if (!isTainted(a) && isKnown(a)) clean(env, right, 'all')
    else clean(env, left, harmlessFor(b)) // the same as its own cleaned form
  } else if (op === 'in' || op === 'not in') {
    const inside = holds === (op === 'in')
    if (inside && everyTaint(b).length === 0) clean(env, left, 'all')
    if (!inside && typeof a.constant === 'string') clean(env, right, forbidden(a.constant))
  } else {
    if (holds && op === '<=') assumeKeys(run, env, left, right)
    const limited: DataflowRule[] = isShort(a) || isShort(b) ? ['huge-allocation', 'redos'] : ['huge-allocation']
    clean(env, measured(left), limited)
    clean(env, measured(right), limited)
  }
}

const LONGEST_SHORT = 5000

const isShort = ({ constant }: Value) => typeof constant === 'number' && constant <= LONGEST_SHORT

/** `name.length` is asked about `name`. */
const measured = (expr: Expr): Expr =>
  expr.kind === 'member' && /^(length|size)$/.test(expr.name) ? expr.object : expr

const harmlessFor = ({ taints: [first, ...others] }: Value): DataflowRule[] =>
  first ? [...first.cleaned].filter((rule) => others.every(({ cleaned }) => cleaned.has(rule))) : []

/** Null and emptiness tell nothing about what else it may be. */
const isKnown = ({ constant, fields }: Value) => constant !== null && constant !== '' && !fields

function assumeCall(run: Run, env: Env, call: Extract<Expr, { kind: 'call' }>, holds: boolean): void {
  const names = namesOf(run, env, call.callee)
  const guard = run.find.guards(names).find(({ when }) => !when || when(aboutQuestion(run, env, call, names)))
  const object = call.callee.kind === 'member' ? call.callee.object : null
  const args = call.args.map(({ value }) => value)
  const word = lastWord(firstOf(names))
  if (/^(includes|contains|has|containsKey|Contains|contains_key|__contains__|indexOf|search)$/.test(word) && object) {
    const [asked] = args
    const fixed = asked && evaluate(run, env, asked).constant
    // `strings.Contains(address, "example.com")`: the package is no list of what is allowed.
    const isPackage = args.length > 1 && object.kind === 'name' && run.unit.imports.has(object.name)
    if (holds && asked && !isPackage && everyTaint(evaluate(run, env, object)).length === 0) clean(env, asked, 'all')
    if (!holds && typeof fixed === 'string') clean(env, object, forbidden(fixed))
    if (!holds && asked && namesPrototype(evaluate(run, env, object))) clean(env, asked, ['prototype-pollution'])
    // Go: strings.Contains(name, "..")
    const second = args[1] && evaluate(run, env, args[1]).constant
    if (!holds && asked && typeof second === 'string') clean(env, asked, forbidden(second))
    if (holds && args[1] && asked && everyTaint(evaluate(run, env, asked)).length === 0) clean(env, args[1], 'all')
  } else if (word === 'issubset' && holds) assumeKeys(run, env, object ?? undefined, args[0])
  else if (word === 'issuperset' && holds && object) assumeKeys(run, env, args[0], object)
  else if (word === 'difference' && !holds) assumeKeys(run, env, object ?? undefined, args[0])
  else if (guard?.forAll && holds) cleanAll(env, guard.rules)
  else if (guard && holds) for (const part of object ? [object, ...args] : args) clean(env, part, guard.rules)
  else if (/^(startsWith|startswith|HasPrefix)$/.test(word) && !holds) {
    // relative(root, path).startsWith('..')
    const fixed = args.at(-1) && evaluate(run, env, args.at(-1) as Expr).constant
    const whole = object ?? args[0]
    if (typeof fixed === 'string' && fixed.includes('..') && whole) clean(env, whole, ['path-traversal'])
    if ((fixed === '//' || fixed === '/\\') && whole) clean(env, whole, ['open-redirect', 'ssrf'])
  } else if (object && ((word === 'every' && holds) || (word === 'some' && !holds)))
    assumeItems(run, env, call, object, holds)
  else assumePredicate(run, env, call, word, holds)
}

/** `keys.every((key) => ALLOWED.includes(key))` */
function assumeItems(run: Run, env: Env, call: Extract<Expr, { kind: 'call' }>, object: Expr, holds: boolean): void {
  const asked = call.args[0] && evaluate(run, env, call.args[0].value).fn
  const told = asked && tellsAbout(run, asked, holds).get(asked.params[0]?.name ?? '')
  if (told !== 'all') {
    if (told) clean(env, object, [...told])
    return
  }
  const keysOf = object.kind === 'call' && /^keys$/.test(lastName(object.callee)) ? object.args[0]?.value : undefined
  if (keysOf) clean(env, keysOf, ['mass-assignment', 'prototype-pollution', 'attribute-name'])
  else clean(env, object, 'all')
}

function aboutQuestion(run: Run, env: Env, call: Extract<Expr, { kind: 'call' }>, names: Names): Call {
  const given = call.args.map(
    ({ value, name, spread }): Given => ({
      value: evaluate(run, env, value),
      expr: value,
      spread: spread ?? false,
      ...(name !== undefined && { name }),
    }),
  )
  return aboutCall(call, names, given, call.callee.kind === 'member' ? evaluate(run, env, call.callee.object) : null)
}

/** A function of this file that answers a question about its arguments, or one whose name promises it. */
function assumePredicate(
  run: Run,
  env: Env,
  call: Extract<Expr, { kind: 'call' }>,
  word: string,
  holds: boolean,
): void {
  const fn = run.functions.get(word)?.[0] ?? evaluate(run, env, call.callee).fn
  const told = fn && tellsAbout(run, fn, holds)
  if (told)
    fn.params.forEach((param, index) => {
      const arg = call.args.find(({ name }) => name === param.name) ?? call.args[index]
      const rules = told.get(param.name)
      if (arg && rules) clean(env, arg.value, rules === 'all' ? 'all' : [...rules])
    })
  else if ((holds ? promisesGood : promisesBad).test(word)) for (const { value } of call.args) clean(env, value, 'all')
}

const promisesGood = /^(is|has)?_?(safe|valid|allowed|trusted|known|permitted|whitelisted|local)/i
const promisesBad = /^(is|has)_?(unsafe|invalid|dangerous|forbidden|malicious|blocked|outside|untrusted|private)/i

/** Goes through the function with values from nowhere, and looks at what all its answers of this kind say about them. */
function tellsAbout(run: Run, fn: Func, yes: boolean): Map<string, ReadonlySet<DataflowRule> | 'all'> {
  const asked = yes ? run.work.predicates : run.work.refusals
  const known = asked.get(fn)
  if (known) return known
  const told: Map<string, ReadonlySet<DataflowRule> | 'all'> = new Map()
  asked.set(fn, told)
  const env = newEnv(run.globals)
  for (const param of fn.params) env.values.set(param.name, unknown(param.at))
  const outer = run.work.answers
  const answers: { value: Expr; env: Env }[] = []
  run.work.answers = answers
  execute(run, env, fn.body, [])
  run.work.answers = outer
  const good = answers.filter(({ value }) => (yes ? !isNo(value) : !isYes(value)))
  for (const { value, env: there } of good) assume(run, there, value, yes)
  for (const { name } of fn.params) {
    const rules = inAll(good.map(({ env: there }) => valueIn(there, name)))
    if (rules === 'all' || rules.size > 0) told.set(name, rules)
  }
  return told
}

/** False, or in Go an error. */
const isNo = (answer: Expr): boolean =>
  (answer.kind === 'literal' && answer.value === false) ||
  (answer.kind === 'call' && /^(New|Errorf|Wrapf?)$/.test(lastName(answer.callee))) ||
  /^(err|Err[A-Z]\w*|err[A-Z]\w*)$/.test(lastName(answer)) ||
  (answer.kind === 'list' && answer.items.length > 1 && isNo(answer.items.at(-1) as Expr))

const isYes = (answer: Expr): boolean => answer.kind === 'literal' && answer.value === true

const lastName = (expr: Expr): string => (expr.kind === 'name' || expr.kind === 'member' ? expr.name : '')

/** What a value is harmless for wherever it is looked at. */
function inAll(values: (Value | undefined)[]): ReadonlySet<DataflowRule> | 'all' {
  const sets = values.map((value) => value?.taints[0]?.cleaned ?? 'all')
  const some = sets.filter((set) => set !== 'all')
  const [first, ...others] = some
  if (sets.length === 0) return new Set()
  return first ? new Set([...first].filter((rule) => others.every((set) => set.has(rule)))) : 'all'
}

const unknown = (at: Node): Value => ({
  taints: [{ steps: [{ at, note: 'is asked about' }], certain: false, built: false, cleaned: ruleSet(innerRules) }],
})

const forbidden = (text: string): DataflowRule[] => {
  if (/[\r\n]/.test(text)) return ['log-injection', 'header-injection']
  if (text.includes('..') || text === '/' || text === '\\') return ['path-traversal']
  return text.includes('__proto__') ? ['prototype-pollution'] : []
}
