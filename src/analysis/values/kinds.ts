// Java and Go: whether what a call or a comparison is given can never be equal.
import { type Context, tell } from './context.ts'
import type { Expr } from './form.ts'
import type { State } from './state.ts'
import type { Value } from './value.ts'

const boxes = new Set([
  'Integer',
  'Long',
  'Short',
  'Byte',
  'Double',
  'Float',
  'Boolean',
  'Character',
  'String',
  'Optional',
  'UUID',
  'BigDecimal',
  'LocalDate',
  'Instant',
])

export function checkEquals(c: Context, e: Expr & { kind: 'call' }, receiver: Value, arg: Value): void {
  const method = e.callee.kind === 'member' ? e.callee.name : ''
  const [mine, other] = [kindOf(c, receiver), kindOf(c, arg)]
  if (method === 'equals' && mine && other && mine !== other) tell(c, 'unrelated-comparison', e.at, [])
  const item = /^(?:Hash|Linked|Tree)?(?:Set|List|Collection|ArrayList)<(\w+)>$/.exec(receiver.declared ?? '')?.[1]
  if (
    /^(contains|remove|indexOf)$/.test(method) &&
    item &&
    boxes.has(item) &&
    other &&
    other !== item &&
    !(method === 'remove' && other === 'Integer')
  )
    tell(c, 'unrelated-comparison', e.at, [])
}

/** Only of types that are equal to nothing else: boxes, and enums and records of the file. */
function kindOf(c: Context, value: Value): string | null {
  if (value.type === 'text' || value.type === 'String') return 'String'
  const declared = value.declared?.replace(/<.*$/s, '') ?? value.type ?? ''
  if (boxes.has(declared)) return declared
  return declared && new RegExp(`\\b(enum|record)\\s+${declared.replace(/\W/g, '')}\\b`).test(c.code) ? declared : null
}

/** Go: a pointer and what another one points at. */
export function checkDeepEqual(c: Context, e: Expr & { kind: 'call' }, a: Value, b: Value): void {
  const [one, other] = [a.declared, b.declared]
  if (one && other && (one === `*${other}` || other === `*${one}`)) tell(c, 'unrelated-comparison', e.at, [])
}

/** Go: every number that comes out of JSON into an `any` is a float64, and a constant without a point is an int. */
export function isJsonNumber(c: Context, s: State, left: Expr, right: Expr): boolean {
  if (c.facts.language !== 'go' || left.kind !== 'index' || left.object.kind !== 'name') return false
  const { name } = left.object
  const isAny = /^map\[string\](any|interface\{\})$/.test(s.vars.get(name)?.declared ?? c.declared.get(name) ?? '')
  return (
    isAny &&
    right.kind === 'const' &&
    typeof right.value === 'number' &&
    Number.isInteger(right.value) &&
    /\bjson\./.test(c.code)
  )
}

const basic = /^(u?int(8|16|32|64|ptr)?|byte|rune|float(32|64)|string|bool)$/
const sameAs: Record<string, string> = { byte: 'uint8', rune: 'int32' }

/** Go compares different types only where an interface hides one of them, and then they are never equal. */
export function isHiddenType(c: Context, left: Value, right: Value): boolean {
  const [a, b] = [left.declared ?? '', right.declared ?? '']
  return c.facts.language === 'go' && basic.test(a) && basic.test(b) && (sameAs[a] ?? a) !== (sameAs[b] ?? b)
}
