// Expressions of Go.
import type { Node } from '../../grammar.ts'
import type { Arg, Comparison, Expr, Func, Param } from '../ir.ts'
import { named, other, sum, text, unescaped } from './children.ts'
import { rewritten } from './go-calls.ts'
import { addressed, fullType, type GoFile } from './go-file.ts'
import { filled } from './go-records.ts'
import { bodyOf } from './go-statements.ts'
import { withMailHeaders } from './go-text.ts'

/** `at`: where it ought to stand, for code that is not complete. */
export function expression(file: GoFile, node: Node | null | undefined, at: Node): Expr {
  if (!node) return other(at)
  const read = (child: Node | null | undefined) => expression(file, child, node)
  const field = (name: string) => node.field(name)
  switch (node.kind()) {
    case 'identifier':
    case 'field_identifier':
    case 'package_identifier':
    case 'type_identifier':
    case 'blank_identifier':
      return { kind: 'name', name: node.text(), at: node }
    case 'int_literal':
    case 'float_literal':
      return { kind: 'literal', value: Number(node.text().replace(/_/g, '')) || 0, at: node }
    case 'true':
    case 'false':
      return { kind: 'literal', value: node.kind() === 'true', at: node }
    case 'nil':
      return { kind: 'literal', value: null, at: node }
    case 'interpreted_string_literal':
      return text(node, unescaped(node.text().slice(1, -1)))
    case 'raw_string_literal':
      return text(node, node.text().slice(1, -1))
    case 'selector_expression':
    case 'qualified_type':
      return memberOf(file, node)
    case 'index_expression':
      return { kind: 'index', object: read(field('operand')), key: read(field('index')), at: node }
    case 'slice_expression':
      return { kind: 'index', object: read(field('operand')), key: other(node), at: node }
    case 'call_expression':
      return callOf(file, node)
    case 'type_conversion_expression':
      return converted(node, field('type')?.text() ?? '', read(field('operand')))
    case 'type_assertion_expression': {
      const [type, value] = [field('type')?.text() ?? '', read(field('operand'))]
      const callee: Expr = { kind: 'name', name: '(as text)', at: node }
      return type === 'string' ? { kind: 'call', callee, args: [{ value }], at: node } : converted(node, type, value)
    }
    case 'unary_expression':
      return unary(file, node)
    case 'binary_expression':
      return binary(file, node)
    case 'composite_literal':
      return literal(file, node)
    case 'func_literal':
      return { kind: 'function', fn: functionLiteral(file, node), at: node }
    case 'parenthesized_expression':
    case 'literal_element':
    case 'variadic_argument':
    case 'expression_list':
      return read(named(node)[0])
    case 'literal_value':
      return literalValue(file, node)
    case 'rune_literal':
    case 'iota':
      return other(node)
    default:
      return /_type$/.test(String(node.kind())) ? other(node) : other(node, named(node).map(read))
  }
}

function memberOf(file: GoFile, node: Node): Expr {
  const object = node.field('operand') ?? node.field('package')
  const name = (node.field('field') ?? node.field('name'))?.text() ?? ''
  return { kind: 'member', object: expression(file, object, node), name, at: node }
}

/** A number is no text any more. */
const converted = (at: Node, type: string, value: Expr): Expr => (isNumber.test(type) ? other(at, [value]) : value)

export const isNumber = /^(u?int(8|16|32|64|ptr)?|float(32|64)|bool|byte|rune|time\.Duration|complex\d+)$/

function callOf(file: GoFile, node: Node): Expr {
  const callee = expression(file, node.field('function'), node)
  const args = named(node.field('arguments'))
  if (callee.kind === 'name' && args.length === 1) {
    if (isNumber.test(callee.name)) return converted(node, callee.name, expression(file, args[0], node))
    if (callee.name === 'string') return expression(file, args[0], node)
  }
  const given = args
    .filter((arg) => !/_type$/.test(String(arg.kind())))
    .map((arg): Arg => ({ value: expression(file, arg, node) }))
  fill(file, node, callee, args)
  return rewritten(file, node, callee, given)
}

const fillers =
  /^(Decode|Unmarshal\w*|Bind\w*|ShouldBind\w*|MustBindWith|BodyParser|QueryParser|ParamsParser|ReadJSON|ReadFull|Read|Sscan\w*|Scan|Scanln|Scanf|Fscan\w*|(decode|parse|read|bind|unmarshal)\w*)$/i

/** `json.NewDecoder(r.Body).Decode(&in)` gives `in` what came with the request. */
function fill(file: GoFile, node: Node, callee: Expr, args: Node[]): void {
  const name = callee.kind === 'member' || callee.kind === 'name' ? callee.name : ''
  if (!fillers.test(name)) return
  const last = args.at(-1)
  const target =
    last &&
    (addressed(last) ??
      (/^(Read|ReadFull|Decode|Bind\w*|ShouldBind\w*|Unmarshal\w*)$/.test(name) ? buffer(last) : null))
  if (!target || !/^(identifier|selector_expression)$/.test(String(target.kind()))) return
  const rest = args.filter((arg) => arg !== last && addressed(arg) === null)
  const given = rest.map((arg): Arg => {
    const value = expression(file, arg, node)
    // A helper that is handed the whole request reads its body.
    return {
      value: /^(r|req|request)$/.test(arg.text()) ? { kind: 'member', object: value, name: 'Body', at: arg } : value,
    }
  })
  const made: Expr = { kind: 'call', callee, args: given, at: node }
  const loose = isLoose(node, target.text())
  const whole = loose ? { value: made } : filled(file, node, target.text(), made)
  file.fills.push({ kind: 'assign', target: expression(file, target, node), ...whole, at: node })
}

/** `buf`, `buf[:]` */
const buffer = (node: Node): Node | null => (node.kind() === 'slice_expression' ? node.field('operand') : node)

/** Declared as a map, or as anything at all: whoever sends it chooses its form too. */
function isLoose(node: Node, name: string): boolean {
  const around = node
    .ancestors()
    .find((one) => /^(function_declaration|method_declaration|func_literal)$/.test(String(one.kind())))
  const plainName = name.replace(/\W/g, '')
  const loose = `(map\\[string\\](interface\\{|any)|bson\\.|interface\\{|any\\b)`
  return new RegExp(`\\b${plainName}\\s*(:=\\s*(make\\()?|\\s)${loose}`).test(around?.text() ?? '')
}

function unary(file: GoFile, node: Node): Expr {
  const operand = expression(file, node.field('operand'), node)
  const operator = node.field('operator')?.text() ?? ''
  if (operator === '&' || operator === '*') return operand
  if (operator === '!') return { kind: 'logic', op: 'not', parts: [operand], at: node }
  if (operator === '<-') return { kind: 'index', object: operand, key: other(node), at: node }
  return other(node, [operand])
}

const comparisons = new Set(['==', '!=', '<', '<=', '>', '>='])

function binary(file: GoFile, node: Node): Expr {
  const operator = node.field('operator')?.text() ?? ''
  const left = expression(file, node.field('left'), node)
  const right = expression(file, node.field('right'), node)
  if (operator === '+') return withMailHeaders(sum(node, left, right))
  if (operator === '&&' || operator === '||')
    return { kind: 'logic', op: operator === '&&' ? 'and' : 'or', parts: [left, right], at: node }
  if (!comparisons.has(operator)) return other(node, [left, right])
  // `err != nil` asks whether the call failed.
  if (left.kind === 'name' && /err$/i.test(left.name) && right.kind === 'literal' && right.value === null)
    return operator === '!=' ? left : { kind: 'logic', op: 'not', parts: [left], at: node }
  return { kind: 'compare', op: operator as Comparison, left, right, at: node }
}

function literal(file: GoFile, node: Node): Expr {
  const type = node.field('type')
  const value = literalValue(file, node.field('body'), node)
  const isList = /^(slice_type|array_type|implicit_length_array_type)$/.test(String(type?.kind()))
  if (!isList || value.kind !== 'map') return value
  return { kind: 'list', items: value.entries.map((entry) => entry.value), at: node }
}

/** Fields by their names, entries by their keys, all else by its place. */
function literalValue(file: GoFile, node: Node | null, at = node): Expr {
  if (!node || !at) throw new Error('a literal without a body')
  const fields = node.parent()?.field('type')?.kind() !== 'map_type'
  const entries = named(node).map((entry, index) => {
    const key = entry.field('key')
    const value = expression(file, entry.field('value') ?? entry, entry)
    if (!key) return { key: { kind: 'literal', value: index, at: entry } as Expr, value }
    const isField = fields && /^[\w]+$/.test(key.text())
    return { key: isField ? text(key, key.text()) : expression(file, key, entry), value }
  })
  return { kind: 'map', entries, at }
}

export function functionLiteral(file: GoFile, node: Node): Func {
  const fills = file.fills
  const body = bodyOf(file, node)
  file.fills = fills
  return {
    name: '',
    owner: null,
    params: parametersOf(file, node.field('parameters')),
    marks: [],
    self: null,
    body,
    at: node,
  }
}

/** `a, b string` are two of one type. */
export function parametersOf(file: GoFile, list: Node | null): Param[] {
  return named(list).flatMap((node): Param[] => {
    const type = fullType(file.unit, node.field('type')?.text() ?? '')
    return node
      .children()
      .filter((child) => child.kind() === 'identifier')
      .map((name) => ({ name: name.text(), type, marks: [], at: node }))
  })
}
