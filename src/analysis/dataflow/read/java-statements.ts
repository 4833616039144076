// Statements of Java.
import type { Node } from '../../grammar.ts'
import type { Expr, Stmt } from '../ir.ts'
import { caught, childOf, doing, named, other } from './children.ts'
import { ask } from './java-calls.ts'
import { readClass } from './java-classes.ts'
import { expression, initialValue } from './java-expressions.ts'
import { classKinds, fullType, type JavaFile, nameOf, plainName } from './java-file.ts'
import { switchStatement } from './java-switch.ts'
import { originType } from './java-types.ts'

export const block = (file: JavaFile, node: Node | null): Stmt[] =>
  named(node).flatMap((child) => statement(file, child))

/** One statement, or a block of them. */
export function statement(file: JavaFile, node: Node | null): Stmt[] {
  if (!node) return []
  const value = (child: Node | null | undefined) => expression(file, child)
  const body = () => statement(file, node.field('body'))
  const kind = String(node.kind())
  switch (kind) {
    case 'block':
    case 'constructor_body':
      return block(file, node)
    case 'expression_statement':
      return named(node).flatMap((child) => simple(file, child))
    case 'local_variable_declaration':
      return declaration(file, node)
    case 'if_statement':
      return [
        {
          kind: 'if',
          test: value(node.field('condition')),
          yes: statement(file, node.field('consequence')),
          no: statement(file, node.field('alternative')),
          at: node,
        },
      ]
    case 'while_statement':
      return [{ kind: 'loop', bind: null, over: null, test: value(node.field('condition')), body: body(), at: node }]
    case 'do_statement': {
      const again = doing(value(node.field('condition')))
      return [{ kind: 'loop', bind: null, over: null, test: null, body: [...body(), again], at: node }]
    }
    case 'for_statement':
      return forStatement(file, node)
    case 'enhanced_for_statement':
      return eachStatement(file, node)
    case 'switch_expression':
      return switchStatement(file, node)
    case 'return_statement':
    case 'yield_statement':
      return [{ kind: 'return', value: named(node)[0] ? handedBack(file, value(named(node)[0])) : null, at: node }]
    case 'throw_statement':
      return [{ kind: 'throw', value: value(named(node)[0]), at: node }]
    case 'continue_statement':
      return [{ kind: 'jump', at: node }]
    case 'break_statement':
      return leavesLoop(node) ? [{ kind: 'jump', at: node }] : []
    case 'try_statement':
    case 'try_with_resources_statement':
      return [tryStatement(file, node)]
    case 'labeled_statement':
      return named(node)
        .slice(1)
        .flatMap((child) => statement(file, child))
    case 'synchronized_statement':
      return body()
    case 'assert_statement':
    case 'line_comment':
      return []
    case 'explicit_constructor_invocation':
      return named(node.field('arguments')).map((child) => doing(value(child)))
    default:
      if (classKinds.includes(kind)) {
        readClass(file, node)
        return []
      }
      return simple(file, node)
  }
}

/** Of a page the text itself, or what is put together there and then. */
const handedBack = (file: JavaFile, value: Expr): Expr =>
  file.isPage && (value.kind === 'name' || value.kind === 'join') ? ask(value.at, '(page text)', value) : value

function simple(file: JavaFile, node: Node): Stmt[] {
  if (node.kind() !== 'assignment_expression') return [doing(expression(file, node))]
  const [left, right] = [node.field('left'), node.field('right')]
  const operator = node.field('operator')?.text()
  const target = expression(file, left)
  if (operator === '+=') return [{ kind: 'assign', target, value: expression(file, right), adds: true, at: node }]
  if (operator !== '=') return [{ kind: 'assign', target, value: other(node, [target]), at: node }]
  const type = left?.kind() === 'identifier' ? file.locals.get(left.text()) : undefined
  const value = initialValue(file, type ?? '', right)
  const known = right && type !== undefined ? originType(file, type, right) : ''
  return [{ kind: 'assign', target, value, ...(known && { type: known }), at: node }]
}

export function declaration(file: JavaFile, node: Node): Stmt[] {
  const written = node.field('type')?.text() ?? ''
  return named(node).flatMap((declarator): Stmt[] => {
    if (declarator.kind() !== 'variable_declarator') return []
    return [declared(file, declarator, written)]
  })
}

/** `Type name = value`, in a statement or as a resource of `try`. */
function declared(file: JavaFile, node: Node, written: string): Stmt {
  const name = nameOf(node)
  const given = node.field('value')
  const plain = plainName(fullType(file, written))
  const type = given ? originType(file, plain, given) : plain
  if (type) file.locals.set(name, type)
  const value = given ? initialValue(file, written, given) : other(node)
  const target: Expr = { kind: 'name', name, at: node.field('name') ?? node }
  return { kind: 'assign', target, value, ...(type && { type }), at: node }
}

function forStatement(file: JavaFile, node: Node): Stmt[] {
  const parts = node.children()
  const firstSign = parts.findIndex((child) => child.kind() === ';' || child.kind() === 'local_variable_declaration')
  const begun = parts.filter(
    (child, index) => child.isNamed() && (child.kind() === 'local_variable_declaration' || index < firstSign),
  )
  const condition = node.field('condition')
  const after = node.fieldChildren('update').flatMap((child) => simple(file, child))
  const body = statement(file, node.field('body'))
  return [
    ...begun.flatMap((child) =>
      child.kind() === 'local_variable_declaration' ? declaration(file, child) : simple(file, child),
    ),
    {
      kind: 'loop',
      bind: null,
      over: null,
      test: condition ? expression(file, condition) : null,
      body: [...body, ...after],
      at: node,
    },
  ]
}

function eachStatement(file: JavaFile, node: Node): Stmt[] {
  const type = plainName(fullType(file, node.field('type')?.text() ?? ''))
  const name = nameOf(node)
  if (type && type !== 'var') file.locals.set(name, type)
  const item: Expr = { kind: 'name', name, at: node.field('name') ?? node }
  const over = expression(file, node.field('value'))
  const typed: Stmt[] =
    type && type !== 'var' ? [{ kind: 'assign', target: item, value: item, type, at: node.field('name') ?? node }] : []
  const body = [...typed, ...statement(file, node.field('body'))]
  return [{ kind: 'loop', bind: item, over, test: null, body, at: node }]
}

function tryStatement(file: JavaFile, node: Node): Stmt {
  const opened = named(node.field('resources')).flatMap((resource): Stmt[] =>
    resource.field('value') ? [declared(file, resource, resource.field('type')?.text() ?? '')] : [],
  )
  const clauses = named(node)
  const last = clauses.find((child) => child.kind() === 'finally_clause')
  return {
    kind: 'try',
    body: [...opened, ...statement(file, node.field('body'))],
    handlers: clauses
      .filter((child) => child.kind() === 'catch_clause')
      .map((child) => {
        const name = childOf(child, 'catch_formal_parameter')?.field('name')
        return [...caught(name ? expression(file, name) : null), ...statement(file, child.field('body'))]
      }),
    last: last ? statement(file, childOf(last, 'block')) : [],
    at: node,
  }
}

/** In a `switch` a `break` goes on behind it. */
function leavesLoop(node: Node): boolean {
  const around = node
    .ancestors()
    .find((one) => /^((for|enhanced_for|while|do)_statement|switch_expression)$/.test(String(one.kind())))
  return childOf(node, 'identifier') !== null || around?.kind() !== 'switch_expression'
}
