// Expressions of Python, read for dataflow.
import type { Node } from '../../grammar.ts'
import type { Comparison, Expr } from '../ir.ts'
import { join, named, other, sum } from './children.ts'
import { callOf, comprehension, lambda, stringOf } from './python-calls.ts'

export function expression(node: Node | null | undefined): Expr {
  if (!node) throw new Error('the tree has a hole here')
  const read = readers[String(node.kind())]
  return read
    ? read(node)
    : other(
        node,
        named(node)
          .filter((child) => child.kind() !== 'ERROR')
          .map(expression),
      )
}

/** What is assigned to: the same expressions, with tuples as patterns. */
export const target = expression

const inner = (node: Node): Expr => (named(node)[0] ? expression(named(node)[0]) : other(node))
const listOf = (node: Node): Expr => ({ kind: 'list', items: named(node).map(expression), at: node })
const literal =
  (value: number | boolean | null) =>
  (node: Node): Expr => ({ kind: 'literal', value, at: node })
const number = (node: Node): Expr => ({ kind: 'literal', value: Number(node.text().replace(/_/g, '')) || 0, at: node })

const readers: Record<string, (node: Node) => Expr> = {
  identifier: (node) => ({ kind: 'name', name: node.text(), at: node }),
  integer: number,
  float: number,
  true: literal(true),
  false: literal(false),
  none: literal(null),
  string: stringOf,
  concatenated_string: (node) => join(node, named(node).map(expression)),
  attribute: (node) => ({
    kind: 'member',
    object: expression(node.field('object')),
    name: node.field('attribute')?.text() ?? '',
    at: node,
  }),
  subscript: (node) => {
    const key = node.field('subscript')
    return {
      kind: 'index',
      object: expression(node.field('value')),
      key: key ? expression(key) : other(node),
      at: node,
    }
  },
  call: callOf,
  binary_operator: binary,
  boolean_operator: (node) => ({
    kind: 'logic',
    op: node.field('operator')?.text() === 'and' ? 'and' : 'or',
    parts: [expression(node.field('left')), expression(node.field('right'))],
    at: node,
  }),
  not_operator: (node) => ({ kind: 'logic', op: 'not', parts: [expression(node.field('argument'))], at: node }),
  comparison_operator: comparison,
  conditional_expression: (node) => {
    const [yes, test, no] = named(node)
    const options = [yes, no].filter((one) => one !== undefined).map(expression)
    return { kind: 'choice', test: test ? expression(test) : null, options, at: node }
  },
  lambda,
  list: listOf,
  tuple: listOf,
  set: listOf,
  pattern_list: listOf,
  tuple_pattern: listOf,
  list_pattern: listOf,
  expression_list: listOf,
  dictionary: (node) => ({ kind: 'map', entries: named(node).map(entry), at: node }),
  list_comprehension: comprehension,
  set_comprehension: comprehension,
  generator_expression: comprehension,
  dictionary_comprehension: comprehension,
  named_expression: (node) => ({
    kind: 'set',
    target: target(node.field('name')),
    value: expression(node.field('value')),
    at: node,
  }),
  await: inner,
  parenthesized_expression: inner,
  list_splat: inner,
  dictionary_splat: inner,
  yield: inner,
  as_pattern: inner,
  type: inner,
}

function entry(node: Node): { key: Expr | null; value: Expr } {
  if (node.kind() === 'pair') return { key: expression(node.field('key')), value: expression(node.field('value')) }
  return { key: null, value: named(node).map(expression)[0] ?? other(node) }
}

function binary(node: Node): Expr {
  const [left, right] = [expression(node.field('left')), expression(node.field('right'))]
  const operator = node.field('operator')?.text()
  if (operator === '+') return sum(node, left, right)
  const isText = left.kind === 'text' || left.kind === 'join'
  if (operator === '%' && isText) return join(node, [left, ...(right.kind === 'list' ? right.items : [right])])
  // pathlib: base / name
  if (operator === '/') {
    const callee: Expr = { kind: 'name', name: '/', at: node }
    return { kind: 'call', callee, args: [{ value: left }, { value: right }], at: node }
  }
  return { ...other(node, [left, right]), ...(operator && { op: operator }) } as Expr
}

const operators: Record<string, Comparison> = {
  '==': '==',
  '!=': '!=',
  '<': '<',
  '<=': '<=',
  '>': '>',
  '>=': '>=',
  in: 'in',
  'not in': 'not in',
  is: '==',
  'is not': '!=',
}

/** `a < b <= c` is two comparisons, both of which hold. */
function comparison(node: Node): Expr {
  const sides = named(node).map(expression)
  const words: string[] = []
  for (const child of node.children()) {
    if (child.isNamed()) words.push('')
    else words[words.length - 1] = `${words.at(-1) ?? ''} ${child.text()}`.trim()
  }
  const parts = sides.slice(1).map((right, index): Expr => {
    const left = sides[index] ?? right
    return { kind: 'compare', op: operators[words[index] ?? ''] ?? '==', left, right, at: node }
  })
  const [only] = parts
  if (!only) return other(node, sides)
  return parts.length === 1 ? only : { kind: 'logic', op: 'and', parts, at: node }
}
