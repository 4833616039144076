// What rules for Java ask a syntax tree.
import type { Node } from '../grammar.ts'
import { declaredAs, factsOf } from './java-names.ts'

export const java = ['java'] as const

export const kindOf = (node: Node | null | undefined): string => String(node?.kind())

export const fileText = (node: Node): string => factsOf(node).text

/** Children with a meaning: no brackets, commas or comments. */
export const named = (node: Node | null | undefined): Node[] =>
  node ? node.children().filter((child) => child.isNamed() && !kindOf(child).endsWith('comment')) : []

export const textOf = (node: Node | null | undefined, field?: string): string =>
  (field ? node?.field(field) : node)?.text() ?? ''

export function around(node: Node, ...kinds: string[]): Node | undefined {
  for (let at = node.parent(); at; at = at.parent()) if (kinds.includes(kindOf(at))) return at
  return undefined
}

export const functionKinds = ['method_declaration', 'constructor_declaration', 'compact_constructor_declaration']

/** The method or constructor around it. */
export function methodAround(node: Node): Node | undefined {
  // Step by step: most of what is above it is never looked at.
  for (let at = node.parent(); at; at = at.parent()) if (functionKinds.includes(kindOf(at))) return at
  return undefined
}

export const within = (node: Node, ...kinds: string[]): Node[] =>
  node.findAll({ rule: { any: kinds.map((kind) => ({ kind })) } })

/** Calls in a stretch of code, of a method with such a name. */
export const callsIn = (node: Node, method: RegExp): Node[] =>
  within(node, 'method_invocation').filter((call) => method.test(textOf(call, 'name')))

/** The text of a fixed string, without quotes; else null. */
export const fixedText = (node: Node | null | undefined): string | null =>
  node && kindOf(node) === 'string_literal' ? node.text().replace(/^"+|"+$/g, '') : null

/** Without brackets and casts. */
export function bare(node: Node): Node {
  if (kindOf(node) === 'parenthesized_expression') return bare(named(node)[0] ?? node)
  return kindOf(node) === 'cast_expression' ? bare(node.field('value') ?? node) : node
}

/** The type a name is declared with; empty when it is not known. */
export const typeOfName = (from: Node, name: string): string => declaredAs(from, name)?.type ?? ''

/** The type of a name, of `this.name`, of a literal, or of a call to a method of this file. */
export function typeOf(node: Node): string {
  const value = bare(node)
  if (kindOf(node) === 'cast_expression') return textOf(node, 'type')
  const kind = kindOf(value)
  if (kind === 'identifier') return typeOfName(value, value.text())
  if (kind === 'string_literal') return 'String'
  if (kind === 'decimal_integer_literal') return /[lL]$/.test(value.text()) ? 'long' : 'int'
  if (kind === 'decimal_floating_point_literal') return 'double'
  if (kind === 'object_creation_expression') return textOf(value, 'type')
  if (kind === 'field_access' && textOf(value, 'object') === 'this') return typeOfName(value, textOf(value, 'field'))
  if (kind === 'method_invocation') return typeOfCall(value)
  return ''
}

function typeOfCall(call: Node): string {
  const own = call.field('object') === null || textOf(call, 'object') === 'this'
  if (!own) return ''
  const [type, ...others] = factsOf(call).results.get(textOf(call, 'name')) ?? []
  return others.length === 0 ? (type ?? '') : ''
}

/** What the name is given where it is declared. */
export const valueOfName = (from: Node, name: string): Node | null =>
  declaredAs(from, name)?.node.field('value') ?? null

/** The method that a node stands in, as text. */
export const methodText = (node: Node): string => {
  const range = methodAround(node)?.range()
  return range ? factsOf(node).text.slice(range.start.index, range.end.index) : ''
}

export const annotationsOf = (node: Node): string[] =>
  named(node.children().find((child) => kindOf(child) === 'modifiers'))
    .filter((child) => /annotation$/.test(kindOf(child)))
    .map((child) => child.text())

export const loopKinds = ['for_statement', 'enhanced_for_statement', 'while_statement', 'do_statement']

/** The loop of the same method that a node is run in, round for round. */
export function loopAround(node: Node): Node | undefined {
  const stop = around(node, ...loopKinds, ...functionKinds, 'lambda_expression', 'class_body')
  return stop && loopKinds.includes(kindOf(stop)) ? stop : undefined
}

export const hasModifier = (node: Node, word: string): boolean =>
  node.children().some((child) => kindOf(child) === 'modifiers' && child.children().some((one) => one.text() === word))
