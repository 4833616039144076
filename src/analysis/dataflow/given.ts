// What a call is given: in order, by keyword, or spread out of a record.
import type { Expr, Func } from './ir.ts'
import type { Names } from './names.ts'
import type { Call } from './table.ts'
import { passing, type Value } from './value.ts'

export type CallExpr = Extract<Expr, { kind: 'call' }>
export type Given = { name?: string; value: Value; expr: Expr; spread: boolean }

export const aboutCall = (call: CallExpr, names: Names, given: Given[], object: Value | null): Call => ({
  object,
  argument: (which) => argumentAt(given, which)?.value ?? spreadIn(given, which),
  at: call.at,
  made: call.made ?? false,
  names: names.all,
  args: call.args,
  has: (keyword) => given.some(({ name }) => name === keyword) || spreadIn(given, keyword) !== undefined,
  constantOf: (which) => (argumentAt(given, which)?.value ?? spreadIn(given, which))?.constant,
})

export const argumentAt = (given: Given[], which: number | string) =>
  typeof which === 'number' ? positional(given)[which] : given.find(({ name }) => name === which)

/** `f(**{"name": value})` */
const spreadIn = (given: Given[], which: number | string): Value | undefined =>
  typeof which === 'string'
    ? given.find(({ spread, value }) => spread && value.fields?.has(which))?.value.fields?.get(which)
    : undefined

const positional = (given: Given[]) => given.filter(({ name, spread }) => name === undefined && !spread)

/** By position or keyword, for what remembers how it was made. */
export const byKey = (given: Given[]): Map<string, Value> => {
  const spread = given.flatMap(({ spread, value }) => (spread ? [...(value.fields ?? [])] : []))
  return new Map([
    ...spread,
    ...given.flatMap(({ name, value, spread }, index): [string, Value][] =>
      spread ? [] : [[name ?? String(index), value]],
    ),
  ])
}

export function argumentsOf(fn: Func, given: Given[]): Map<string, Value> {
  const values = new Map<string, Value>()
  const inOrder = positional(given)
  fn.params.forEach((param, index) => {
    const one = given.find(({ name }) => name === param.name) ?? inOrder[index]
    if (one)
      values.set(
        param.name,
        passing(one.value, { at: one.expr.at, note: `is handed to \`${fn.name || 'a function'}\`` }),
      )
  })
  return values
}
