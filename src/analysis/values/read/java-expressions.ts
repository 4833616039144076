// Java: expressions.
import type { Node } from '../../grammar.ts'
import type { Expr, Operator } from '../form.ts'
import { switched } from './java.ts'
import { functionOf, member } from './java-classes.ts'
import { changed, constant, declare, kindOf, nameOf, namesIn, other, parts, type Reading } from './reading.ts'

type Read = (reading: Reading, node: Node) => Expr

export function expression(reading: Reading, node: Node | null | undefined): Expr {
  if (!node) throw new Error('the tree has a hole here')
  const read = readers[kindOf(node)]
  if (read) return read(reading, node)
  return /type|^ERROR$|^dimensions$/.test(kindOf(node)) ? other(node) : other(node, all(reading, parts(node)))
}

const all = (reading: Reading, nodes: Node[]): Expr[] => nodes.map((one) => expression(reading, one))
const inner: Read = (reading, node) => {
  const [only] = parts(node)
  return only ? expression(reading, only) : other(node)
}
const number: Read = (_, node) => {
  const value = Number(
    node
      .text()
      .replace(/_/g, '')
      .replace(/(?<!0x.*)[lLfFdD]$/, ''),
  )
  return Number.isNaN(value) ? other(node) : constant(node, value)
}
const list: Read = (reading, node) => ({ kind: 'list', items: all(reading, parts(node)), exact: true, at: node })

const readers: Record<string, Read> = {
  identifier: (reading, node) => ({ kind: 'name', name: nameOf(reading, node.text()), at: node }),
  this: (_, node) => ({ kind: 'name', name: 'this', at: node }),
  super: (_, node) => ({ kind: 'name', name: 'super', at: node }),
  decimal_integer_literal: number,
  hex_integer_literal: number,
  decimal_floating_point_literal: number,
  true: (_, node) => constant(node, true),
  false: (_, node) => constant(node, false),
  null_literal: (_, node) => constant(node, null),
  string_literal: (_, node) => constant(node, node.text().slice(1, -1)),
  field_access: (reading, node) => ({
    kind: 'member',
    object: expression(reading, node.field('object')),
    name: node.field('field')?.text() ?? '',
    at: node,
  }),
  array_access: (reading, node) => ({
    kind: 'index',
    object: expression(reading, node.field('array')),
    key: expression(reading, node.field('index')),
    at: node,
  }),
  method_invocation: called,
  object_creation_expression: (reading, node) => {
    const body = childBody(node)
    for (const one of parts(body)) member(reading, one, null)
    const type = node.field('type')
    const callee: Expr = { kind: 'name', name: type?.text().replace(/<.*$/s, '') ?? '', at: type ?? node }
    return { kind: 'call', callee, args: all(reading, parts(node.field('arguments'))), made: true, at: node }
  },
  array_creation_expression: (reading, node) => {
    const value = node.field('value')
    if (value) return expression(reading, value)
    const sizes = parts(node)
      .filter((one) => kindOf(one) === 'dimensions_expr')
      .flatMap((one) => all(reading, parts(one)))
    return { kind: 'call', callee: { kind: 'name', name: 'new[]', at: node }, args: sizes, at: node }
  },
  array_initializer: list,
  binary_expression: binary,
  instanceof_expression: (reading, node) => {
    const [left, right] = [node.field('left'), node.field('right')]
    const name = node.field('name') ?? parts(node.field('pattern')).at(-1)
    if (name && kindOf(name) === 'identifier') declare(reading, name.text())
    return { kind: 'is', value: expression(reading, left), type: right?.text() ?? '', at: node }
  },
  unary_expression: (reading, node) => {
    const value = expression(reading, node.field('operand'))
    const op = node.field('operator')?.text()
    if (op === '!') return { kind: 'not', value, at: node }
    return op === '-' && value.kind === 'const' && typeof value.value === 'number'
      ? constant(node, -value.value)
      : other(node, [value])
  },
  update_expression: (reading, node) => {
    const read = target(reading, parts(node)[0] ?? node)
    return { kind: 'set', target: read, value: other(node, [read]), at: node }
  },
  ternary_expression: (reading, node) => ({
    kind: 'choice',
    test: expression(reading, node.field('condition')),
    yes: expression(reading, node.field('consequence')),
    no: expression(reading, node.field('alternative')),
    at: node,
  }),
  assignment_expression: (reading, node) => {
    const value = expression(reading, node.field('right'))
    const isPlain = node.field('operator')?.text() === '='
    const to = target(reading, node.field('left') ?? node)
    return { kind: 'set', target: to, value: isPlain ? value : other(node, [value]), at: node }
  },
  cast_expression: (reading, node) => expression(reading, node.field('value')),
  parenthesized_expression: inner,
  lambda_expression: (reading, node) => ({ kind: 'function', fn: functionOf(reading, node, '', null), at: node }),
  method_reference: (reading, node) => other(node, all(reading, parts(node).slice(0, 1))),
  class_literal: (_, node) => other(node),
  // What its branches do is looked at; what it gives is not told apart.
  switch_expression: (reading, node) => {
    const [read] = switched(reading, node)
    return read?.kind === 'switch' && read.subject
      ? other(node, [read.subject, other(node, namesUsed(node))])
      : other(node)
  },
}

const childBody = (node: Node): Node | null => node.children().find((one) => kindOf(one) === 'class_body') ?? null

const namesUsed = (node: Node): Expr[] =>
  node.findAll({ rule: { kind: 'identifier' } }).map((one): Expr => ({ kind: 'name', name: one.text(), at: one }))

function called(reading: Reading, node: Node): Expr {
  const object = node.field('object')
  const name = node.field('name')
  const callee: Expr = object
    ? { kind: 'member', object: expression(reading, object), name: name?.text() ?? '', at: node }
    : { kind: 'name', name: name?.text() ?? '', at: name ?? node }
  return { kind: 'call', callee, args: all(reading, parts(node.field('arguments'))), at: node }
}

const compares = new Set(['==', '!=', '<', '<=', '>', '>='])

function binary(reading: Reading, node: Node): Expr {
  const op = node.field('operator')?.text() ?? ''
  const [left, right] = [expression(reading, node.field('left')), expression(reading, node.field('right'))]
  if (op === '&&' || op === '||') return { kind: 'logic', op: op === '&&' ? 'and' : 'or', left, right, at: node }
  if (compares.has(op)) return { kind: 'compare', op: op as Operator, left, right, at: node }
  return { kind: 'math', op, left, right, at: node }
}

export function target(reading: Reading, node: Node): Expr {
  const read = expression(reading, node)
  for (const name of namesIn(read)) changed(reading, name)
  return read
}
