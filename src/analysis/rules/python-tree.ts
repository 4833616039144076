// What the rules for Python ask the syntax tree.
import type { Node } from '../grammar.ts'
import { assignmentsOf, fileOf, scopeAround } from './python-file.ts'

export const kindOf = (node: Node | null | undefined): string => (node ? String(node.kind()) : '')

/** Children with a meaning: no brackets, commas or comments. */
export const parts = (node: Node | null | undefined): Node[] =>
  node ? node.children().filter((child) => child.isNamed() && child.kind() !== 'comment') : []

export const childOf = (node: Node | null | undefined, ...kinds: string[]): Node | null =>
  node?.children().find((child) => kinds.includes(kindOf(child))) ?? null

/** `a.b.c` of `a.b.c(...)`. */
export const callee = (call: Node | null | undefined): string =>
  kindOf(call) === 'call' ? (call?.field('function')?.text() ?? '') : ''

export const positional = (call: Node): Node[] =>
  parts(call.field('arguments')).filter((one) => !/^(keyword_argument|dictionary_splat)$/.test(kindOf(one)))

export const keyword = (call: Node, name: string): Node | null =>
  parts(call.field('arguments'))
    .find((one) => kindOf(one) === 'keyword_argument' && one.field('name')?.text() === name)
    ?.field('value') ?? null

export const hasSplat = (call: Node): boolean =>
  parts(call.field('arguments')).some((one) => /splat$/.test(kindOf(one)))

/** The function that a node stands in, or the whole file. */
export const functionOf = (node: Node): Node =>
  scopeAround(node, /^(function_definition|lambda)$/)?.node ?? fileOf(node).root

export const classOf = (node: Node): Node | null => scopeAround(node, /^class_definition$/)?.node ?? null

export const rootOf = (node: Node): Node => fileOf(node).root

/** The text of the whole file. */
export const fileText = (node: Node): string => fileOf(node).text

/** All nodes of a kind below, without those of functions and classes inside. */
export function ownNodes(scope: Node, ...kinds: string[]): Node[] {
  const isScope = /^(function_definition|lambda|module|class_definition)$/.test(kindOf(scope))
  const home = isScope ? scope.id() : (scopeAround(scope, /./)?.id ?? rootOf(scope).id())
  return scope
    .findAll({ rule: { any: kinds.map((kind) => ({ kind })) } })
    .filter((node) => (scopeAround(node, /./)?.id ?? rootOf(node).id()) === home && node.id() !== home)
}

/** The statement of a block that a node belongs to. */
export function statementOf(node: Node): Node {
  let at = node
  for (let up = at.parent(); up && !/^(block|module)$/.test(kindOf(up)); up = at.parent()) at = up
  return at
}

/** The statements after this one in its block. */
export const following = (statement: Node): Node[] =>
  statement.nextAll().filter((one) => one.isNamed() && one.kind() !== 'comment')

export const isBefore = (a: Node, b: Node): boolean => a.range().start.index < b.range().start.index

export const isInside = (inner: Node, outer: Node): boolean => {
  const [a, b] = [inner.range(), outer.range()]
  return a.start.index >= b.start.index && a.end.index <= b.end.index
}

/** The loop around a node, in its own function. */
export function loopAround(node: Node): Node | null {
  for (let up = node.parent(); up; up = up.parent()) {
    const kind = kindOf(up)
    if (/^(for_statement|while_statement)$/.test(kind) && isInside(node, up.field('body') ?? up)) return up
    if (/^(function_definition|lambda|class_definition)$/.test(kind)) return null
  }
  return null
}

/** What a name is given by plain assignments in this scope. */
export const assignedTo = (scope: Node, name: string): Node[] => assignmentsOf(scope, name).map(({ value }) => value)

/** A name that is given one value, here or at the top of the file, stands for it. */
export function resolved(node: Node): Node {
  if (kindOf(node) !== 'identifier') return node
  const name = node.text()
  const scope = functionOf(node)
  const here = assignedTo(scope, name)
  if (here.length > 0 || declares(scope, name)) return here.length === 1 && here[0] ? here[0] : node
  const top = assignedTo(rootOf(node), name)
  return top.length === 1 && top[0] ? top[0] : node
}

const declares = (scope: Node, name: string): boolean =>
  parts(scope.field('parameters')).some(
    (param) => (param.field('name') ?? childOf(param, 'identifier') ?? param).text() === name,
  )

/** The text of a string that is fixed. */
export function fixedText(node: Node | null | undefined): string | null {
  if (kindOf(node) !== 'string' || childOf(node, 'interpolation')) return null
  return childOf(node, 'string_content')?.text() ?? ''
}

export const isTrue = (node: Node | null): boolean => kindOf(node) === 'true'
export const isFalse = (node: Node | null): boolean => kindOf(node) === 'false'

/** All names that are read or written below a node. */
export const namesIn = (node: Node): Set<string> => {
  const found = node.findAll({ rule: { kind: 'identifier' } }).map((one) => one.text())
  return new Set(kindOf(node) === 'identifier' ? [...found, node.text()] : found)
}

/** Decorators of a function or class, without the sign. */
export const decorators = (definition: Node): string[] => {
  const around = definition.parent()
  if (kindOf(around) !== 'decorated_definition') return []
  return parts(around)
    .filter((one) => kindOf(one) === 'decorator')
    .map((one) => one.text().replace(/^@\s*/, ''))
}

/** A comparison of two sides; null for a chain of them. */
export function comparison(node: Node): { left: Node; right: Node; operator: string } | null {
  const [left, right, ...more] = parts(node)
  if (!left || !right || more.length > 0) return null
  const operator = node
    .children()
    .filter((child) => !child.isNamed())
    .map((child) => child.text())
    .join(' ')
  return { left, right, operator }
}

/** Statements of the block of a clause or definition. */
export const bodyOf = (node: Node | null | undefined): Node[] =>
  parts(node?.field('body') ?? node?.field('consequence') ?? childOf(node, 'block'))
