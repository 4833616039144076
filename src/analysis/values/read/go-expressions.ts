// Go: expressions and functions.
import type { Node } from '../../grammar.ts'
import type { Expr, Func, Operator, Param } from '../form.ts'
import { block } from './go.ts'
import { constant, declare, functionAt, inScope, kindOf, nameOf, other, parts, type Reading } from './reading.ts'

type Read = (reading: Reading, node: Node) => Expr

export function expression(reading: Reading, node: Node | null | undefined): Expr {
  if (!node) throw new Error('the tree has a hole here')
  const read = readers[kindOf(node)]
  if (read) return read(reading, node)
  return /_type$|^ERROR$/.test(kindOf(node)) ? other(node) : other(node, all(reading, parts(node)))
}

const all = (reading: Reading, nodes: Node[]): Expr[] => nodes.map((one) => expression(reading, one))
const inner: Read = (reading, node) => {
  const [only] = parts(node)
  return only ? expression(reading, only) : other(node)
}
const number: Read = (_, node) => {
  const value = Number(node.text().replace(/_/g, ''))
  return Number.isNaN(value) ? other(node) : constant(node, value)
}
const text: Read = (_, node) => constant(node, node.text().slice(1, -1))
const member: Read = (reading, node) => ({
  kind: 'member',
  object: expression(reading, node.field('operand') ?? node.field('package')),
  name: (node.field('field') ?? node.field('name'))?.text() ?? '',
  at: node,
})

const readers: Record<string, Read> = {
  identifier: (reading, node) => ({ kind: 'name', name: nameOf(reading, node.text()), at: node }),
  type_identifier: (_, node) => ({ kind: 'name', name: node.text(), at: node }),
  package_identifier: (_, node) => ({ kind: 'name', name: node.text(), at: node }),
  int_literal: number,
  float_literal: number,
  true: (_, node) => constant(node, true),
  false: (_, node) => constant(node, false),
  nil: (_, node) => constant(node, null),
  interpreted_string_literal: text,
  raw_string_literal: text,
  selector_expression: member,
  qualified_type: member,
  index_expression: (reading, node) => ({
    kind: 'index',
    object: expression(reading, node.field('operand')),
    key: expression(reading, node.field('index')),
    at: node,
  }),
  call_expression: (reading, node) => ({
    kind: 'call',
    callee: expression(reading, node.field('function')),
    args: all(reading, parts(node.field('arguments'))),
    at: node,
  }),
  type_assertion_expression: (reading, node) => other(node, [expression(reading, node.field('operand'))]),
  unary_expression: (reading, node) => {
    const value = expression(reading, node.field('operand'))
    const op = node.field('operator')?.text()
    if (op === '!') return { kind: 'not', value, at: node }
    if (op === '&' && value.kind === 'name') reading.scope.fn.shared.add(value.name)
    if (op === '*') return { kind: 'member', object: value, name: '*', at: node }
    if (op === '-' && value.kind === 'const' && typeof value.value === 'number') return constant(node, -value.value)
    return { kind: 'call', callee: { kind: 'name', name: `unary${op ?? ''}`, at: node }, args: [value], at: node }
  },
  binary_expression: binary,
  composite_literal: literal,
  literal_value: (reading, node) => ({ kind: 'map', values: entries(reading, node), at: node }),
  func_literal: (reading, node) => ({ kind: 'function', fn: functionOf(reading, node, '', null), at: node }),
  parenthesized_expression: inner,
  literal_element: inner,
  variadic_argument: (reading, node) => other(node, all(reading, parts(node))),
}

const compares = new Set(['==', '!=', '<', '<=', '>', '>='])

function binary(reading: Reading, node: Node): Expr {
  const op = node.field('operator')?.text() ?? ''
  const [left, right] = [expression(reading, node.field('left')), expression(reading, node.field('right'))]
  if (op === '&&' || op === '||') return { kind: 'logic', op: op === '&&' ? 'and' : 'or', left, right, at: node }
  if (compares.has(op)) return { kind: 'compare', op: op as Operator, left, right, at: node }
  return { kind: 'math', op, left, right, at: node }
}

/** Of a list without keys the length is known, and that of an array whose type says it. */
function literal(reading: Reading, node: Node): Expr {
  const type = node.field('type')
  const body = node.field('body')
  const items = entries(reading, body)
  const size = Number(kindOf(type) === 'array_type' ? type?.field('length')?.text() : Number.NaN)
  if (size > 0)
    return {
      kind: 'call',
      callee: { kind: 'name', name: 'new[]', at: node },
      args: [constant(node, size), ...items],
      at: node,
    }
  if (!/^(slice_type|implicit_length_array_type)$/.test(kindOf(type))) return { kind: 'map', values: items, at: node }
  return { kind: 'list', items, exact: !parts(body).some((one) => kindOf(one) === 'keyed_element'), at: node }
}

const entries = (reading: Reading, body: Node | null): Expr[] =>
  parts(body).map((one) => {
    if (kindOf(one) !== 'keyed_element') return expression(reading, one)
    const last = parts(one).at(-1)
    return last ? expression(reading, last) : other(one)
  })

export function functionOf(reading: Reading, node: Node, name: string, owner: string | null): Func {
  const fn = functionAt(node, name, owner)
  fn.result = node.field('result')?.text() ?? null
  inScope(reading, fn, () => {
    for (const list of [node.field('receiver'), node.field('parameters')])
      fn.params.push(...parts(list).flatMap((one) => parametersOf(reading, one)))
    if (node.field('receiver')) fn.params.shift()
    // Results that have a name are variables too, and what is in them is given back.
    const results = node.field('result')
    if (kindOf(results) === 'parameter_list') for (const one of parts(results)) parametersOf(reading, one)
    fn.body = block(reading, node.field('body'))
  })
  return fn
}

/** `a, b string` are two of one type. */
function parametersOf(reading: Reading, node: Node): Param[] {
  const type = node.field('type')?.text() ?? null
  return node
    .children()
    .filter((one) => kindOf(one) === 'identifier')
    .map((one) => ({ name: declare(reading, one.text()), at: one, type, value: null }))
}
