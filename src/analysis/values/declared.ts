// What the declared type of a variable says of its values.
import type { Context } from './context.ts'
import type { Value } from './value.ts'

/** Go's unsigned numbers are never below zero. */
export function declaredAs(c: Context, type: string | null | undefined): Partial<Value> {
  if (!type) return {}
  const isUnsigned = c.facts.language === 'go' && /^(u(int(8|16|32|64|ptr)?)|byte)$/.test(type)
  return { declared: type, ...(isUnsigned && { low: 0, type: 'number' }) }
}
