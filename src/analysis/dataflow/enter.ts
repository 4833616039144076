// Inside a function: its parameters get their values, its body runs, and what it returns comes back.
import type { Node } from '../grammar.ts'
import { newEnv } from './env.ts'
import { execute } from './execute.ts'
import type { Func, Param } from './ir.ts'
import { ruleSet, withAll } from './rule-sets.ts'
import { innerRules } from './rules.ts'
import type { Result, Run } from './run.ts'
import { signatureOf } from './signature.ts'
import { either, nothing, passing, type Value } from './value.ts'

/** @param given by parameter; whatever is missing comes from where the tables say, or from nobody knows where. */
export function enter(run: Run, fn: Func, given: Map<string, Value>, self: Value | null, at: Node): Value {
  const way = { at, note: `comes back from \`${fn.name || 'a function'}\`` }
  // What a function sees around it may change, so only those that see nothing are remembered.
  const isAlone = !run.work.closures.has(fn) && !isConstructor(fn)
  const key = isAlone ? signatureOf([...fn.params.map(({ name }) => given.get(name)), self ?? undefined]) : null
  const known = run.work.results.get(fn) ?? new Map<string, Result>()
  run.work.results.set(fn, known)
  const place = `${Math.max(0, run.work.stack.length - 3)} ${key}`
  const before = key === null ? undefined : known.get(place)
  run.work.changed = null
  if (before) {
    run.work.thrown.push(...before.thrown)
    return passing(before.value, way)
  }
  const thrownBefore = run.work.thrown.length
  const value = runThrough(run, fn, given, self)
  if (key !== null) known.set(place, { value, thrown: run.work.thrown.slice(thrownBefore) })
  return passing(value, way)
}

function runThrough(from: Run, fn: Func, given: Map<string, Value>, self: Value | null): Value {
  const run = from.work.homes.get(fn) ?? from
  const env = newEnv(run.work.closures.get(fn) ?? run.globals)
  for (const param of fn.params)
    env.values.set(param.name, { ...(given.get(param.name) ?? fromOutside(run, fn, param)), ...typeOf(param) })
  if (fn.self) env.values.set(fn.self, self ?? (fn.owner ? (run.objects.get(fn.owner) ?? nothing) : nothing))
  const { answers, jumps } = run.work
  run.work.answers = null
  run.work.jumps = null
  run.work.stack.push(fn)
  const returned: Value[] = []
  try {
    execute(run, env, fn.body, returned)
    run.work.changed = new Map(
      fn.params.flatMap(({ name }) => {
        const after = env.values.get(name)
        return after && (after.made || after.fields) ? [[name, after] as const] : []
      }),
    )
    if (fn.self && fn.owner && isConstructor(fn)) run.objects.set(fn.owner, env.values.get(fn.self) ?? nothing)
  } finally {
    run.work.stack.pop()
    run.work.answers = answers
    run.work.jumps = jumps
  }
  return either(returned)
}

const isConstructor = ({ name }: Func) => /^(__init__|constructor|<init>|__new__)$/.test(name)

const typeOf = ({ type }: Param) => (type ? { type: plainType(type) } : {})

/** `*http.Request` and `Optional[Request]` are told by their last plain name; a path in front stays. */
export const plainType = (type: string) =>
  type
    .replace(/^[*&\s]+/, '')
    .replace(/[<[(| ].*$/s, '')
    .trim()

const fromAnybody = ruleSet(innerRules)

/** By the tables; else nobody is seen to fill it, which is worth knowing but not worth showing. */
export function fromOutside(run: Run, fn: Func, param: Param): Value {
  if (param.name === fn.self) return nothing
  if (param.type && run.table.harmlessTypes.test(param.type)) return nothing
  const source = run.table.params.find(
    ({ type, mark, functionMark, name, except }) =>
      (!type || type.test(param.type ?? '')) &&
      (!mark || param.marks.some((one) => mark.test(one))) &&
      (!functionMark || fn.marks.some((one) => functionMark.test(one))) &&
      (!name || name.test(param.name)) &&
      !except?.test(`${param.type ?? ''} ${param.name}`),
  )
  const note = source?.note ?? `is the parameter \`${param.name}\``
  return {
    known: true,
    taints: [
      {
        steps: [{ at: param.at, note }],
        certain: source !== undefined,
        built: isConstructor(fn) ? null : false,
        cleaned: source?.cleans ? withAll(fromAnybody, source.cleans) : fromAnybody,
      },
    ],
  }
}
