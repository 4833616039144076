// JavaScript and TypeScript, read for dataflow: a file and its statements.
import type { Node } from '../../grammar.ts'
import type { Expr, Stmt, Unit } from '../ir.ts'
import { caught, doing, named } from './children.ts'
import { classOf } from './javascript-classes.ts'
import { declared, exported, readImport, takenApart } from './javascript-declarations.ts'
import { expressionReader } from './javascript-expressions.ts'
import { functionOf } from './javascript-functions.ts'
import type { Reader } from './javascript-reader.ts'

export function readJavascript(root: Node): Unit {
  const unit: Unit = { imports: new Map(), functions: [], body: [], types: new Map(), bases: new Map() }
  const reader: Reader = {
    unit,
    root,
    expression: (node) => expressionReader(reader)(node),
    statement: (node) => statement(reader, node),
    statements: (node) => named(node).flatMap((child) => statement(reader, child)),
    functionOf: (node, name, owner = null) => functionOf(reader, node, name, owner),
    classOf: (node) => classOf(reader, node),
  }
  unit.body = reader.statements(root)
  return unit
}

function statement(reader: Reader, node: Node): Stmt[] {
  const field = (name: string) => node.field(name)
  switch (node.kind()) {
    case 'import_statement':
      readImport(reader.unit, node)
      return []
    case 'export_statement':
      return exported(reader, node)
    case 'lexical_declaration':
    case 'variable_declaration':
      return named(node).flatMap((declarator) => declared(reader, declarator))
    case 'function_declaration':
    case 'generator_function_declaration':
      return [{ kind: 'define', fn: reader.functionOf(node, field('name')?.text() ?? ''), at: node }]
    case 'class_declaration':
    case 'abstract_class_declaration':
      reader.classOf(node)
      return []
    case 'expression_statement':
      return named(node).flatMap((child) => simple(reader, child))
    case 'statement_block':
      return reader.statements(node)
    case 'labeled_statement':
      return body(reader, field('body'))
    case 'return_statement':
    case 'throw_statement': {
      const [value] = named(node)
      const kind = node.kind() === 'return_statement' ? 'return' : 'throw'
      return [{ kind, value: value ? reader.expression(value) : null, at: node }]
    }
    case 'break_statement':
    case 'continue_statement':
      return [{ kind: 'jump', at: node }]
    default:
      return branching(reader, node)
  }
}

function branching(reader: Reader, node: Node): Stmt[] {
  const { expression, statements } = reader
  const field = (name: string) => node.field(name)
  switch (node.kind()) {
    case 'if_statement': {
      const test = expression(field('condition'))
      const yes = body(reader, field('consequence'))
      const no = field('alternative')
      return [{ kind: 'if', test, yes, no: no ? body(reader, named(no)[0] ?? null) : [], at: node }]
    }
    case 'for_statement':
      return counted(reader, node)
    case 'for_in_statement': {
      // `for (const key in object)` gives names: they come from whoever wrote the object.
      const [bind, over] = [expression(field('left')), expression(field('right'))]
      return [{ kind: 'loop', bind, over, test: null, body: body(reader, field('body')), at: node }]
    }
    case 'while_statement':
    case 'do_statement': {
      const test = expression(field('condition'))
      return [{ kind: 'loop', bind: null, over: null, test, body: body(reader, field('body')), at: node }]
    }
    case 'try_statement': {
      const handler = field('handler')
      const error = handler?.field('parameter')
      const handlers = handler
        ? [[...caught(error ? expression(error) : null), ...statements(handler.field('body'))]]
        : []
      const last = field('finalizer')
      const ended = last ? statements(last.field('body')) : []
      return [{ kind: 'try', body: statements(field('body')), handlers, last: ended, at: node }]
    }
    case 'switch_statement':
      return switched(reader, node)
    default:
      return isSilent.test(String(node.kind())) ? [] : simple(reader, node)
  }
}

const isSilent = /declaration$|^empty_statement$|^type_|^interface_|^enum_|^ambient_|^comment$|^debugger_|^hash_bang/

const body = (reader: Reader, of: Node | null): Stmt[] =>
  of?.kind() === 'statement_block' ? reader.statements(of) : of ? reader.statement(of) : []

function counted(reader: Reader, node: Node): Stmt[] {
  const filled = (name: string) => {
    const part = node.field(name)
    return part && part.kind() !== 'empty_statement' ? part : null
  }
  const [first, asked, next] = [filled('initializer'), filled('condition'), filled('increment')]
  const test = asked?.kind() === 'expression_statement' ? (named(asked)[0] ?? null) : asked
  const inside = [...body(reader, node.field('body')), ...(next ? simple(reader, next) : [])]
  return [
    ...(first ? reader.statement(first) : []),
    { kind: 'loop', bind: null, over: null, test: test ? reader.expression(test) : null, body: inside, at: node },
  ]
}

function simple(reader: Reader, node: Node): Stmt[] {
  const { expression } = reader
  const kind = node.kind()
  const [left, right] = [node.field('left'), node.field('right')]
  if (kind === 'assignment_expression' && left && right)
    return (
      takenApart(reader, left, expression(right)) ?? [
        { kind: 'assign', target: expression(left), value: expression(right), at: node },
      ]
    )
  if (kind === 'augmented_assignment_expression') {
    const operator = node.field('operator')?.text() ?? '+='
    const value = expression(right)
    // What is there already may stay.
    const worth: Expr = /^(\?\?|\|\|)=$/.test(operator)
      ? { kind: 'choice', test: null, options: [expression(left), value], at: node }
      : value
    const adds = operator === '+='
    return [{ kind: 'assign', target: expression(left), value: worth, at: node, ...(adds && { adds }) }]
  }
  if (kind === 'sequence_expression') return named(node).flatMap((part) => simple(reader, part))
  return [doing(expression(node))]
}

function switched(reader: Reader, node: Node): Stmt[] {
  const left = reader.expression(node.field('value'))
  return named(node.field('body')).reduceRight<Stmt[]>((no, one) => {
    const value = one.field('value')
    const yes = named(one)
      .filter((child) => child.id() !== value?.id())
      .flatMap((child) => reader.statement(child))
      .filter(({ kind }) => kind !== 'jump')
    if (!value) return yes.concat(no)
    const right = reader.expression(value)
    return [{ kind: 'if', test: { kind: 'compare', op: '==', left, right, at: one }, yes, no, at: one }]
  }, [])
}
