// Statements of Python, read for dataflow.
import type { Node } from '../../grammar.ts'
import type { Expr, Stmt, Unit } from '../ir.ts'
import { caught, childOf, doing, named, other } from './children.ts'
import { classBody, define, readImport } from './python-definitions.ts'
import { expression, target } from './python-expressions.ts'

export function block(unit: Unit, node: Node | null, owner: string | null): Stmt[] {
  return named(node).flatMap((child) => statement(unit, child, owner))
}

function statement(unit: Unit, node: Node, owner: string | null): Stmt[] {
  const read = readers[String(node.kind())]
  return read ? read(unit, node, owner) : simple(node)
}

type Read = (unit: Unit, node: Node, owner: string | null) => Stmt[]

const skip: Read = () => []
const imports: Read = (unit, node) => {
  readImport(unit, node)
  return []
}
const jump: Read = (_, node) => [{ kind: 'jump', at: node }]

const readers: Record<string, Read> = {
  import_statement: imports,
  import_from_statement: imports,
  decorated_definition: decorated,
  function_definition: (unit, node, owner) => define(unit, node, owner, []),
  class_definition: (unit, node) => classBody(unit, node),
  expression_statement: (_, node) => named(node).flatMap(simple),
  if_statement: (unit, node) => [
    ifChain(
      unit,
      node,
      node.children().filter((child) => /^(elif|else)_clause$/.test(String(child.kind()))),
    ),
  ],
  for_statement: forLoop,
  while_statement: (unit, node) => {
    const [test, body] = [expression(node.field('condition')), block(unit, node.field('body'), null)]
    return [{ kind: 'loop', bind: null, over: null, test, body, at: node }]
  },
  return_statement: (_, node) => [{ kind: 'return', value: valueIn(node), at: node }],
  raise_statement: (_, node) => [{ kind: 'throw', value: valueIn(node), at: node }],
  break_statement: jump,
  continue_statement: jump,
  try_statement: (unit, node) => [tryStatement(unit, node)],
  with_statement: (unit, node) => [
    ...named(childOf(node, 'with_clause')).flatMap(withItem),
    ...block(unit, node.field('body'), null),
  ],
  match_statement: matchStatement,
  assert_statement: (_, node) => {
    const [test] = named(node)
    const no: Stmt[] = [{ kind: 'throw', value: null, at: node }]
    return test ? [{ kind: 'if', test: expression(test), yes: [], no, at: node }] : []
  },
  delete_statement: skip,
  global_statement: skip,
  nonlocal_statement: skip,
  pass_statement: skip,
  block: (unit, node) => block(unit, node, null),
}

const valueIn = (node: Node): Expr | null => (named(node)[0] ? expression(named(node)[0]) : null)

function decorated(unit: Unit, node: Node, owner: string | null): Stmt[] {
  const marks = named(node)
    .filter((child) => child.kind() === 'decorator')
    .map((child) => child.text().replace(/^@\s*/, ''))
  const definition = node.field('definition')
  if (definition?.kind() === 'class_definition') return classBody(unit, definition)
  return definition ? define(unit, definition, owner, marks) : []
}

function forLoop(unit: Unit, node: Node): Stmt[] {
  const [bind, over] = [target(node.field('left')), expression(node.field('right'))]
  const body = block(unit, node.field('body'), null)
  const last = block(unit, childOf(node, 'else_clause')?.field('body') ?? null, null)
  return [{ kind: 'loop', bind, over, test: null, body, at: node }, ...last]
}

function simple(node: Node): Stmt[] {
  if (node.kind() === 'assignment') {
    const right = node.field('right')
    const type = node.field('type')?.text()
    if (!right) return []
    // a = b = value
    if (right.kind() === 'assignment') {
      const inner = simple(right)
      const first = inner[0]
      return first?.kind === 'assign' ? [...inner, { ...first, target: target(node.field('left')), at: node }] : inner
    }
    const assigned: Stmt = { kind: 'assign', target: target(node.field('left')), value: expression(right), at: node }
    return [type ? { ...assigned, type } : assigned]
  }
  if (node.kind() === 'augmented_assignment') {
    const [left, value] = [target(node.field('left')), expression(node.field('right'))]
    return [{ kind: 'assign', target: left, value, adds: true, at: node }]
  }
  return [doing(expression(node))]
}

function ifChain(unit: Unit, node: Node, rest: Node[]): Stmt {
  const [next, ...others] = rest
  const no = !next
    ? []
    : next.kind() === 'else_clause'
      ? block(unit, next.field('body'), null)
      : [ifChain(unit, next, others)]
  const yes = block(unit, node.field('consequence'), null)
  return { kind: 'if', test: expression(node.field('condition')), yes, no, at: node }
}

function tryStatement(unit: Unit, node: Node): Stmt {
  const clauses = named(node)
  const blockOf = (clause: Node) => block(unit, childOf(clause, 'block'), null)
  const ofKind = (...kinds: string[]) => clauses.filter((clause) => kinds.includes(String(clause.kind())))
  return {
    kind: 'try',
    body: [...block(unit, node.field('body'), null), ...ofKind('else_clause').flatMap(blockOf)],
    handlers: ofKind('except_clause', 'except_group_clause').map((clause) => [
      ...caught(errorOf(clause)),
      ...blockOf(clause),
    ]),
    last: ofKind('finally_clause').flatMap(blockOf),
    at: node,
  }
}

/** `except ValueError as error` */
function errorOf(clause: Node): Expr | null {
  const pattern = childOf(clause, 'as_pattern')
  const alias = pattern && named(pattern).at(-1)
  return alias ? target(named(alias)[0] ?? alias) : null
}

function withItem(node: Node): Stmt[] {
  const value = node.field('value') ?? named(node)[0]
  if (!value) return []
  if (value.kind() !== 'as_pattern') return [doing(expression(value))]
  const [source, alias] = named(value)
  return [{ kind: 'assign', target: target(named(alias)[0] ?? alias), value: expression(source), at: node }]
}

/** A case that is a fixed text compares with it; of other patterns nothing is known. */
function matchStatement(unit: Unit, node: Node): Stmt[] {
  const subject = node.field('subject') ?? named(node)[0]
  const asked = subject ? expression(subject) : other(node)
  const chain = named(node.field('body')).reduceRight<Stmt[]>((no, one) => {
    const pattern = named(one).find((child) => child.kind() === 'case_pattern')
    const fixed = fixedTexts(pattern)
    const list: Expr = { kind: 'list', items: fixed.map(expression), at: one }
    const test: Expr = fixed.length > 0 ? { kind: 'compare', op: 'in', left: asked, right: list, at: one } : other(one)
    return [{ kind: 'if', test, yes: block(unit, one.field('consequence'), null), no, at: one }]
  }, [])
  return [doing(asked), ...chain]
}

function fixedTexts(pattern: Node | undefined): Node[] {
  const [only] = named(pattern)
  const parts = only?.kind() === 'union_pattern' ? named(only) : only ? [only] : []
  return parts.every((part) => part.kind() === 'string') ? parts : []
}
