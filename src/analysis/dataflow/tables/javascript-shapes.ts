// What the tables for JavaScript ask of an argument's shape.
import type { Expr } from '../ir.ts'

type Maybe = Expr | undefined

export const isFunction = (expr: Maybe): boolean => expr?.kind === 'function'

export const isTrue = (expr: Maybe): boolean => expr?.kind === 'literal' && expr.value === true

/** The value of a key of an object that is written here. */
export const entryOf = (expr: Maybe, name: string): Maybe =>
  expr?.kind === 'map' ? expr.entries.find(({ key }) => key?.kind === 'text' && key.value === name)?.value : undefined

/** `req.body`, `{ ...req.body }` or a name: not `{ name: req.body.name }`. */
export const isWhole = (expr: Maybe): boolean =>
  expr?.kind === 'member' ||
  expr?.kind === 'name' ||
  (expr?.kind === 'call' && expr.args.length === 0) ||
  (expr?.kind === 'map' && expr.entries.some(({ key, value }) => key === null || (isDataKey(key) && isWhole(value))))

const isDataKey = (key: Expr) =>
  key.kind === 'text' && /^(data|\$set|set|values|create|update|attributes)$/.test(key.value)

/** All of what came with a request, which a logger writes out in an escaped form. */
export const isWholeRequest = (expr: Maybe): boolean =>
  expr?.kind === 'member' && /^(body|query|params|headers|cookies|files|file)$/.test(expr.name)
