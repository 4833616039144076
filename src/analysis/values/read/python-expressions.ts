// Python: expressions.
import type { Node } from '../../grammar.ts'
import type { Expr, Func, Operator } from '../form.ts'
import { constant, functionAt, inScope, kindOf, other, owned, parts, type Reading } from './reading.ts'

type Read = (reading: Reading, node: Node) => Expr

export function expression(reading: Reading, node: Node | null | undefined): Expr {
  if (!node) throw new Error('the tree has a hole here')
  const read = readers[kindOf(node)]
  return read ? read(reading, node) : other(node, all(reading, parts(node)))
}

const all = (reading: Reading, nodes: Node[]): Expr[] =>
  nodes.filter((one) => kindOf(one) !== 'ERROR').map((one) => expression(reading, one))

const fixed =
  (value: null | boolean): Read =>
  (_, node) =>
    constant(node, value)
const inner: Read = (reading, node) => {
  const [only] = parts(node)
  return only ? expression(reading, only) : other(node)
}
const listOf: Read = (reading, node) => {
  const items = parts(node)
  const exact = items.every((one) => kindOf(one) !== 'list_splat')
  return { kind: 'list', items: all(reading, items), exact, at: node }
}
const tupleOf: Read = (reading, node) => {
  const list = listOf(reading, node)
  return list.kind === 'list' ? { ...list, fixed: true } : list
}
const number: Read = (_, node) => {
  const value = Number(node.text().replace(/_/g, ''))
  return Number.isNaN(value) ? other(node) : constant(node, value)
}

const readers: Record<string, Read> = {
  identifier: (_, node) => ({ kind: 'name', name: node.text(), at: node }),
  integer: number,
  float: number,
  true: fixed(true),
  false: fixed(false),
  none: fixed(null),
  ellipsis: (_, node) => other(node),
  string: (reading, node) => {
    const raw = node.text()
    if (/^([rR]?[fF]|[fF][rR])/.test(raw)) {
      const holes = parts(node).filter((one) => kindOf(one) === 'interpolation')
      return { kind: 'text', parts: holes.flatMap((one) => all(reading, parts(one).slice(0, 1))), at: node }
    }
    if (/^[rRuU]*[bB]/.test(raw)) return named('bytes', node, [])
    return constant(node, raw.replace(/^[rRuU]*("""|'''|["'])([\s\S]*)\1$/, '$2'))
  },
  concatenated_string: (_, node) => ({ kind: 'text', parts: [], at: node }),
  attribute: (reading, node) => ({
    kind: 'member',
    object: expression(reading, node.field('object')),
    name: node.field('attribute')?.text() ?? '',
    at: node,
  }),
  subscript: (reading, node) => {
    const object = expression(reading, node.field('value'))
    const [key] = node.fieldChildren('subscript')
    if (!key || kindOf(key) === 'slice') return other(node, [object, ...all(reading, parts(key))])
    return { kind: 'index', object, key: expression(reading, key), at: node }
  },
  call: callOf,
  await: (reading, node) => ({ kind: 'await', value: inner(reading, node), at: node }),
  yield: (reading, node) => {
    reading.scope.fn.yields = true
    return { kind: 'call', callee: other(node), args: all(reading, parts(node)), at: node }
  },
  not_operator: (reading, node) => ({ kind: 'not', value: expression(reading, node.field('argument')), at: node }),
  boolean_operator: (reading, node) => ({
    kind: 'logic',
    op: node.field('operator')?.text() === 'and' ? 'and' : 'or',
    left: expression(reading, node.field('left')),
    right: expression(reading, node.field('right')),
    at: node,
  }),
  binary_operator: (reading, node) => ({
    kind: 'math',
    op: node.field('operator')?.text() ?? '',
    left: expression(reading, node.field('left')),
    right: expression(reading, node.field('right')),
    at: node,
  }),
  unary_operator: (reading, node) => {
    const value = expression(reading, node.field('argument'))
    const isMinus = node.field('operator')?.text() === '-'
    return isMinus && value.kind === 'const' && typeof value.value === 'number'
      ? constant(node, -value.value)
      : other(node, [value])
  },
  comparison_operator: comparison,
  conditional_expression: (reading, node) => {
    const [yes, test, no] = parts(node)
    if (!yes || !test || !no) return other(node)
    const asked = expression(reading, test)
    return { kind: 'choice', test: asked, yes: expression(reading, yes), no: expression(reading, no), at: node }
  },
  list: listOf,
  tuple: tupleOf,
  set: (_, node) => other(node),
  pattern_list: listOf,
  tuple_pattern: listOf,
  list_pattern: listOf,
  expression_list: tupleOf,
  dictionary: (reading, node) => ({
    kind: 'map',
    values: parts(node).flatMap((one) => all(reading, parts(one))),
    at: node,
  }),
  parenthesized_expression: inner,
  named_expression: (reading, node) => {
    const name = node.field('name')?.text() ?? ''
    owned(reading, name)
    const value = expression(reading, node.field('value'))
    return { kind: 'set', target: { kind: 'name', name, at: node }, value, at: node }
  },
  lambda: (reading, node) => {
    const fn = functionAt(node, '')
    inScope(reading, fn, () => {
      parameters(reading, fn, node.field('parameters'))
      const body = node.field('body')
      if (body) fn.body = [{ kind: 'return', value: expression(reading, body), at: body }]
    })
    return { kind: 'function', fn, at: node }
  },
  list_comprehension: each,
  set_comprehension: each,
  dictionary_comprehension: each,
  generator_expression: each,
}

/** As a call of what makes such a value. */
const named = (name: string, at: Node, args: Expr[]): Expr => ({
  kind: 'call',
  callee: { kind: 'name', name, at },
  args,
  at,
})

/** What runs for each item has names of its own; only what it runs over is looked at. */
function each(reading: Reading, node: Node): Expr {
  const first = parts(node).find((one) => kindOf(one) === 'for_in_clause')
  const over = first?.field('right')
  const rest = node.text().match(/[A-Za-z_]\w*/g) ?? []
  const used = [...new Set(rest)].map((name): Expr => ({ kind: 'name', name, at: node }))
  const inside = [...(over ? [expression(reading, over)] : []), other(node, used)]
  const makes = { list_comprehension: 'list', set_comprehension: 'set', dictionary_comprehension: 'dict' }[kindOf(node)]
  return makes ? named(makes, node, inside) : other(node, inside)
}

function callOf(reading: Reading, node: Node): Expr {
  const callee = expression(reading, node.field('function'))
  const list = node.field('arguments')
  const named = new Map<number, string>()
  const given = kindOf(list) === 'generator_expression' && list ? [list] : parts(list)
  const args = given.map((arg, index) => {
    if (kindOf(arg) !== 'keyword_argument') return expression(reading, arg)
    named.set(index, arg.field('name')?.text() ?? '')
    return expression(reading, arg.field('value'))
  })
  const [value, type] = args
  if (callee.kind === 'name' && callee.name === 'isinstance' && value && type)
    return { kind: 'is', value, type: given[1]?.text() ?? '', kinds: type, at: node }
  return { kind: 'call', callee, args, named, at: node }
}

const operators: Record<string, Operator> = { is: '===', 'is not': '!==', '<>': '!=' }
const plain = new Set(['==', '!=', '<', '<=', '>', '>=', 'in', 'not in'])

function comparison(reading: Reading, node: Node): Expr {
  const sides = parts(node).map((one) => expression(reading, one))
  const words: string[] = []
  for (const child of node.children()) {
    if (child.isNamed()) words.push('')
    else words[words.length - 1] = `${words.at(-1) ?? ''} ${child.text()}`.trim()
  }
  const pairs = sides.slice(1).map((right, index): Expr => {
    const word = words[index] ?? ''
    const op = operators[word] ?? (plain.has(word) ? (word as Operator) : '==')
    return { kind: 'compare', op, left: sides[index] ?? right, right, at: node }
  })
  const [first, ...rest] = pairs
  return first
    ? rest.reduce((left, right): Expr => ({ kind: 'logic', op: 'and', left, right, at: node }), first)
    : other(node)
}

export function parameters(reading: Reading, fn: Func, list: Node | null): void {
  for (const one of parts(list)) {
    const kind = kindOf(one)
    if (kind === 'list_splat_pattern' || kind === 'dictionary_splat_pattern') continue
    const name = kind === 'identifier' ? one : (one.field('name') ?? parts(one)[0])
    if (!name || kindOf(name) !== 'identifier') continue
    const value = one.field('value')
    owned(reading, name.text())
    fn.params.push({
      name: name.text(),
      at: one,
      type: one.field('type')?.text() ?? null,
      value: value ? expression(reading, value) : null,
    })
  }
}
