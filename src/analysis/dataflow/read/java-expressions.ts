// Expressions of Java.
import type { Node } from '../../grammar.ts'
import type { Comparison, Expr, Func, Stmt } from '../ir.ts'
import { named, other, sum, text, unescaped } from './children.ts'
import { callOf, madeOf, shellList } from './java-calls.ts'
import { methodOf, parametersOf } from './java-classes.ts'
import { fullType, isNumber, type JavaFile, numberTypes, ownField, plainName } from './java-file.ts'
import { block } from './java-statements.ts'
import { switchValue } from './java-switch.ts'
import { typeOf } from './java-types.ts'

export function expression(file: JavaFile, node: Node | null | undefined): Expr {
  if (!node) throw new Error('the tree has a hole here')
  const field = (name: string) => expression(file, node.field(name))
  const all = (nodes: Node[]) => nodes.map((one) => expression(file, one))
  switch (node.kind()) {
    case 'identifier':
      return nameOrField(file, node)
    case 'this':
      return { kind: 'name', name: 'this', at: node }
    case 'decimal_integer_literal':
    case 'hex_integer_literal':
    case 'octal_integer_literal':
    case 'binary_integer_literal':
    case 'decimal_floating_point_literal':
      return { kind: 'literal', value: Number(node.text().replace(/_|[lLfFdD]$/g, '')) || 0, at: node }
    case 'true':
    case 'false':
      return { kind: 'literal', value: node.kind() === 'true', at: node }
    case 'null_literal':
      return { kind: 'literal', value: null, at: node }
    case 'string_literal':
      return text(node, stringValue(node.text()))
    case 'character_literal':
      return text(node, unescaped(node.text().slice(1, -1)))
    case 'parenthesized_expression':
      return named(node)[0] ? expression(file, named(node)[0]) : other(node)
    case 'field_access':
      return fieldOf(file, node)
    case 'array_access':
      return { kind: 'index', object: field('array'), key: field('index'), at: node }
    case 'method_invocation':
      return callOf(file, node)
    case 'object_creation_expression':
      return madeOf(file, node)
    case 'array_creation_expression':
      return arrayOf(file, node)
    case 'array_initializer':
      return shellList(node, all(named(node)))
    case 'element_value_array_initializer':
      return { kind: 'list', items: all(named(node)), at: node }
    case 'binary_expression':
      return binary(file, node)
    case 'unary_expression':
      if (node.field('operator')?.text() !== '!') return other(node, [field('operand')])
      return { kind: 'logic', op: 'not', parts: [field('operand')], at: node }
    case 'ternary_expression':
      return {
        kind: 'choice',
        test: field('condition'),
        options: [field('consequence'), field('alternative')],
        at: node,
      }
    case 'assignment_expression':
      return { kind: 'set', target: field('left'), value: field('right'), at: node }
    case 'instanceof_expression':
      return isA(file, node)
    case 'cast_expression':
      return isNumber(file, node.field('type')?.text() ?? '') ? other(node, [field('value')]) : field('value')
    case 'lambda_expression':
      return lambda(file, node)
    case 'method_reference':
      return reference(file, node)
    case 'switch_expression':
      return switchValue(file, node)
    case 'class_literal':
      return { kind: 'name', name: node.text(), at: node }
    default:
      return other(node, all(named(node).filter((child) => !/ERROR|type|annotation|block/.test(String(child.kind())))))
  }
}

/** A call that makes a number leaves nothing of its text. */
export function initialValue(file: JavaFile, type: string, node: Node | null): Expr {
  const value = expression(file, node)
  return isNumber(file, type) && value.kind === 'call' ? other(value.at, [value]) : value
}

function nameOrField(file: JavaFile, node: Node): Expr {
  const name = node.text()
  const field = file.locals.has(name) ? undefined : ownField(file, name)
  if (!field || field.isStatic) return { kind: 'name', name, at: node }
  return { kind: 'member', object: { kind: 'name', name: 'this', at: node }, name, at: node }
}

function fieldOf(file: JavaFile, node: Node): Expr {
  const name = node.field('field')?.text() ?? ''
  const object = node.field('object')
  // `Type.NAME` of a class in this file is what is known as NAME.
  if (object && file.classes.get(object.text())?.fields.get(name)?.isStatic) return { kind: 'name', name, at: node }
  if (object?.kind() === 'super' || !object) return { kind: 'name', name, at: node }
  if (name === 'length') return other(node)
  return { kind: 'member', object: expression(file, object), name, at: node }
}

function stringValue(raw: string): string {
  if (raw.startsWith('"""')) return unescaped(raw.slice(3, -3).replace(/^\s*\n/, ''))
  return unescaped(raw.slice(1, -1))
}

function arrayOf(file: JavaFile, node: Node): Expr {
  const given = node.field('value')
  if (given) return expression(file, given)
  const sizes = named(node).flatMap((child) => (child.kind() === 'dimensions_expr' ? named(child) : []))
  const args = sizes.map((size) => ({ value: expression(file, size) }))
  return { kind: 'call', callee: { kind: 'name', name: '(new array)', at: node }, args, at: node }
}

const comparisons: Record<string, Comparison> = { '==': '==', '!=': '!=', '<': '<', '<=': '<=', '>': '>', '>=': '>=' }

/** `a + b + c` leans to the left: taken from the inside out, a long one needs no deep stack. */
function binary(file: JavaFile, node: Node): Expr {
  const spine: Node[] = []
  let first: Node | null = node
  while (first?.kind() === 'binary_expression') {
    spine.unshift(first)
    first = first.field('left')
  }
  return spine.reduce(
    (left, at) => combined(file, at, left, expression(file, at.field('right'))),
    expression(file, first),
  )
}

function combined(file: JavaFile, node: Node, left: Expr, right: Expr): Expr {
  const operator = node.field('operator')?.text() ?? ''
  if (operator === '+' && !(isNumeric(file, left) && isNumeric(file, right))) return sum(node, left, right)
  if (operator === '&&') return { kind: 'logic', op: 'and', parts: [left, right], at: node }
  if (operator === '||') return { kind: 'logic', op: 'or', parts: [left, right], at: node }
  const op = comparisons[operator]
  if (op) return { kind: 'compare', op, left, right, at: node }
  return { kind: 'other', parts: [left, right], op: operator, at: node }
}

/** A number for certain: `+` adds it up and does not write it out. */
function isNumeric(file: JavaFile, expr: Expr): boolean {
  if (expr.kind === 'literal') return typeof expr.value === 'number'
  if (expr.kind === 'other') return true
  if (expr.kind === 'name') return numberTypes.test(typeOf(file, expr.at))
  return false
}

/** `x instanceof Type name`: the name is x from then on. */
function isA(file: JavaFile, node: Node): Expr {
  const left = expression(file, node.field('left'))
  const type = fullType(file, node.field('right')?.text() ?? '')
  const right: Expr = text(node, plainName(type))
  const asked: Expr = { kind: 'compare', op: 'is a', left, right, at: node }
  const name = node.field('name')
  if (!name) return asked
  file.locals.set(name.text(), plainName(type))
  const bound: Expr = { kind: 'set', target: { kind: 'name', name: name.text(), at: name }, value: left, at: name }
  return { kind: 'logic', op: 'and', parts: [asked, bound], at: node }
}

function lambda(file: JavaFile, node: Node): Expr {
  const given = node.field('parameters')
  const list = given?.kind() === 'identifier' ? [given] : null
  const params = list
    ? list.map((one) => ({ name: one.text(), type: null, marks: [], at: one }))
    : parametersOf(file, given)
  for (const { name } of params) if (!file.locals.has(name)) file.locals.set(name, '')
  const { isPage } = file
  file.isPage = false
  const body = bodyOf(file, node.field('body'))
  file.isPage = isPage
  return { kind: 'function', fn: functionOf(file, node, params, body), at: node }
}

function bodyOf(file: JavaFile, body: Node | null): Stmt[] {
  if (!body || body.kind() === 'block') return block(file, body)
  return [{ kind: 'return', value: expression(file, body), at: body }]
}

const functionOf = (file: JavaFile, at: Node, params: Func['params'], body: Stmt[]): Func => ({
  name: '',
  owner: file.owner,
  params,
  body,
  marks: [],
  self: 'this',
  at,
})

/** `this::load`, `String::trim`, `File::new` as functions of one value. */
function reference(file: JavaFile, node: Node): Expr {
  const [object] = named(node)
  const method = node.text().split('::').at(-1) ?? ''
  if (!object) return other(node)
  const it: Expr = { kind: 'name', name: 'it', at: node }
  const made = method === 'new'
  const type: Expr = { kind: 'name', name: plainName(object.text()), at: object }
  const from = /type/.test(String(object.kind())) ? type : expression(file, object)
  const callee: Expr = made ? type : { kind: 'member', object: from, name: method, at: node }
  const value: Expr = { kind: 'call', callee, args: [{ value: it }], at: node, ...(made && { made: true as const }) }
  const params = [{ name: 'it', type: null, marks: [], at: node }]
  return { kind: 'function', fn: functionOf(file, node, params, [{ kind: 'return', value, at: node }]), at: node }
}

/** The methods that an anonymous class is made of, as functions that see the names around them. */
export function methodsIn(file: JavaFile, body: Node | null): Expr[] {
  return named(body).flatMap((member): Expr[] =>
    member.kind() === 'method_declaration' ? [{ kind: 'function', fn: methodOf(file, member, []), at: member }] : [],
  )
}
