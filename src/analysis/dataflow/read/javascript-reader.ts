// What the parts of the reader for JavaScript and TypeScript share.
import type { Node } from '../../grammar.ts'
import type { Expr, Func, Stmt, Unit } from '../ir.ts'
import { text } from './children.ts'

export type Reader = {
  unit: Unit
  /** The whole file stands for what a broken tree leaves out. */
  root: Node
  expression(node: Node | null | undefined): Expr
  statement(node: Node): Stmt[]
  statements(node: Node | null): Stmt[]
  /** Every function is kept: some are called by nobody but a framework. */
  functionOf(node: Node, name: string, owner?: string | null): Func
  classOf(node: Node): void
}

export const isFunction = (node: Node) =>
  /^(arrow_function|function_expression|function|generator_function)$/.test(String(node.kind()))

export const keyText = (node: Node): Expr | null =>
  node.kind() === 'computed_property_name' ? null : text(node, node.text().replace(/^['"]|['"]$/g, ''))

export const typeOf = (node: Node) => node.field('type')?.text().replace(/^:\s*/, '') ?? null
