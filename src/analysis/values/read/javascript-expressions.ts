// JavaScript and TypeScript: expressions and patterns.
import type { Node } from '../../grammar.ts'
import type { Expr, Operator } from '../form.ts'
import { classBody, functionOf } from './javascript-functions.ts'
import { changed, constant, declare, kindOf, nameOf, namesIn, other, parts, type Reading } from './reading.ts'

type Read = (reading: Reading, node: Node) => Expr

export function expression(reading: Reading, node: Node | null | undefined): Expr {
  if (!node) throw new Error('the tree has a hole here')
  const read = readers[kindOf(node)]
  if (read) return read(reading, node)
  return isType.test(kindOf(node)) ? other(node) : other(node, all(reading, parts(node)))
}

const isType = /type|^ERROR$|^property_identifier$|^regex$|^statement_identifier$|^jsx_(opening|closing)/

const all = (reading: Reading, nodes: Node[]): Expr[] => nodes.map((one) => expression(reading, one))

const inner: Read = (reading, node) => {
  const [only] = parts(node)
  return only ? expression(reading, only) : other(node)
}
const fn: Read = (reading, node) => ({
  kind: 'function',
  fn: functionOf(reading, node, node.field('name')?.text() ?? ''),
  at: node,
})
const name: Read = (reading, node) => ({ kind: 'name', name: nameOf(reading, node.text()), at: node })
const klass: Read = (reading, node) => classBody(reading, node)
const markup: Read = (reading, node) =>
  other(
    node,
    node
      .findAll({ rule: { kind: 'jsx_expression', not: { inside: { kind: 'jsx_expression', stopBy: 'end' } } } })
      .flatMap((one) => all(reading, parts(one))),
  )

const readers: Record<string, Read> = {
  identifier: name,
  shorthand_property_identifier: name,
  this: (_, node) => ({ kind: 'name', name: 'this', at: node }),
  undefined: (_, node) => constant(node, undefined),
  null: (_, node) => constant(node, null),
  true: (_, node) => constant(node, true),
  false: (_, node) => constant(node, false),
  number: (_, node) => {
    const value = Number(node.text().replace(/[_n]/g, ''))
    return Number.isNaN(value) ? other(node) : constant(node, value)
  },
  string: (_, node) => constant(node, node.text().slice(1, -1)),
  template_string: (reading, node) => {
    const holes = parts(node).filter((one) => kindOf(one) === 'template_substitution')
    if (holes.length === 0) return constant(node, node.text().slice(1, -1))
    return { kind: 'text', parts: holes.flatMap((one) => all(reading, parts(one))), at: node }
  },
  member_expression: (reading, node) => ({
    kind: 'member',
    object: expression(reading, node.field('object')),
    name: node.field('property')?.text() ?? '',
    ...isSafe(node),
    at: node,
  }),
  subscript_expression: (reading, node) => ({
    kind: 'index',
    object: expression(reading, node.field('object')),
    key: expression(reading, node.field('index')),
    ...isSafe(node),
    at: node,
  }),
  call_expression: called,
  new_expression: (reading, node) => ({
    kind: 'call',
    callee: expression(reading, node.field('constructor')),
    args: all(reading, parts(node.field('arguments'))),
    made: true,
    at: node,
  }),
  await_expression: (reading, node) => ({ kind: 'await', value: inner(reading, node), at: node }),
  binary_expression: binary,
  unary_expression: (reading, node) => {
    const value = expression(reading, node.field('argument'))
    const op = node.field('operator')?.text()
    if (op === '!') return { kind: 'not', value, at: node }
    if (op === 'void') return other(node, value.kind === 'const' ? [] : [value])
    if (op === 'typeof')
      return { kind: 'call', callee: { kind: 'name', name: 'typeof', at: node }, args: [value], at: node }
    return op === '-' && value.kind === 'const' && typeof value.value === 'number'
      ? constant(node, -value.value)
      : other(node, [value])
  },
  update_expression: (reading, node) => {
    const read = target(reading, node.field('argument') ?? node)
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
    return { kind: 'set', target: target(reading, node.field('left') ?? node), value, at: node }
  },
  augmented_assignment_expression: (reading, node) => {
    const value = other(node, [expression(reading, node.field('right'))])
    return { kind: 'set', target: target(reading, node.field('left') ?? node), value, at: node }
  },
  object: (reading, node) => ({ kind: 'map', values: parts(node).flatMap((one) => entry(reading, one)), at: node }),
  array: (reading, node) => {
    const items = parts(node)
    const exact = items.every((one) => kindOf(one) !== 'spread_element')
    return { kind: 'list', items: all(reading, items), exact, at: node }
  },
  arrow_function: fn,
  function_expression: fn,
  generator_function: fn,
  class: klass,
  parenthesized_expression: inner,
  non_null_expression: (reading, node) => ({ kind: 'sworn', value: inner(reading, node), at: node }),
  as_expression: inner,
  satisfies_expression: inner,
  type_assertion: (reading, node) => expression(reading, parts(node).at(-1)),
  spread_element: (reading, node) => other(node, all(reading, parts(node))),
  sequence_expression: (reading, node) => other(node, all(reading, parts(node))),
  jsx_element: markup,
  jsx_self_closing_element: markup,
  jsx_fragment: markup,
}

const isSafe = (node: Node): { safe?: boolean } => (node.field('optional_chain') !== null ? { safe: true } : {})

function entry(reading: Reading, node: Node): Expr[] {
  if (kindOf(node) === 'method_definition') return [fn(reading, node)]
  const value = node.field('value')
  if (kindOf(node) !== 'pair') return [expression(reading, node)]
  const key = node.field('key')
  const computed = kindOf(key) === 'computed_property_name' && key ? all(reading, parts(key)) : []
  return [...computed, ...(value ? [expression(reading, value)] : [])]
}

function called(reading: Reading, node: Node): Expr {
  const callee = expression(reading, node.field('function'))
  const list = node.field('arguments')
  const args = kindOf(list) === 'template_string' ? [expression(reading, list)] : all(reading, parts(list))
  const safe = node.children().some((one) => /^(\?\.|optional_chain)$/.test(kindOf(one)))
  return { kind: 'call', callee, args, ...(safe && { safe }), at: node }
}

const compares = new Set(['==', '!=', '===', '!==', '<', '<=', '>', '>='])

function binary(reading: Reading, node: Node): Expr {
  const op = node.field('operator')?.text() ?? ''
  const [left, right] = [expression(reading, node.field('left')), expression(reading, node.field('right'))]
  if (op === '&&' || op === '||') return { kind: 'logic', op: op === '&&' ? 'and' : 'or', left, right, at: node }
  if (op === '??') return { kind: 'logic', op: 'nullish', left, right, at: node }
  if (op === 'instanceof') return { kind: 'is', value: left, type: node.field('right')?.text() ?? '', at: node }
  if (op === 'in') return other(node, [left, right])
  if (!compares.has(op)) return { kind: 'math', op, left, right, at: node }
  const asked = typeAsked(left, right)
  if (!asked) return { kind: 'compare', op: op as Operator, left, right, at: node }
  return op.startsWith('!') ? { kind: 'not', value: { ...asked, at: node }, at: node } : { ...asked, at: node }
}

/** `typeof x === 'string'` */
function typeAsked(left: Expr, right: Expr): Expr | null {
  if (left.kind !== 'call' || left.callee.kind !== 'name' || left.callee.name !== 'typeof') return null
  const [value] = left.args
  if (!value || right.kind !== 'const' || typeof right.value !== 'string') return null
  return { kind: 'is', value, type: right.value, at: left.at }
}

export function target(reading: Reading, node: Node): Expr {
  const read = /_pattern$|^object$|^array$/.test(kindOf(node))
    ? pattern(reading, node, null)
    : expression(reading, node)
  for (const one of namesIn(read)) changed(reading, one)
  return read
}

/** What is declared: by `var` in the whole function; null where it is only assigned to. */
export function pattern(reading: Reading, node: Node, isVar: boolean | null): Expr {
  const inside = (nodes: Node[]) => nodes.map((one) => pattern(reading, one, isVar))
  switch (kindOf(node)) {
    case 'identifier':
    case 'shorthand_property_identifier_pattern':
    case 'shorthand_property_identifier': {
      const given = node.text()
      return { kind: 'name', name: isVar === null ? nameOf(reading, given) : declare(reading, given, isVar), at: node }
    }
    case 'object_pattern':
    case 'object':
      return { kind: 'map', values: inside(parts(node)), at: node }
    case 'array_pattern':
    case 'array':
      return { kind: 'list', items: inside(parts(node)), exact: false, at: node }
    case 'pair_pattern':
    case 'pair':
      return pattern(reading, node.field('value') ?? node, isVar)
    case 'assignment_pattern':
    case 'object_assignment_pattern':
      return pattern(reading, node.field('left') ?? node, isVar)
    case 'rest_pattern':
      return other(node, inside(parts(node).slice(0, 1)))
    default:
      return isVar === null ? expression(reading, node) : other(node)
  }
}
