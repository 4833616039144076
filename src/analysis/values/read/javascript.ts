// JavaScript and TypeScript: a file and its statements.
import type { Node } from '../../grammar.ts'
import type { Case, Expr, File, Stmt } from '../form.ts'
import { expression, pattern, target } from './javascript-expressions.ts'
import { classBody, functionOf } from './javascript-functions.ts'
import { constant, declare, finishReading, inScope, kindOf, parts, type Reading, startReading } from './reading.ts'

export function readJavascript(root: Node): File {
  const reading = startReading(root)
  return finishReading(reading, statements(reading, root))
}

/** What is declared anywhere in a block is known from its beginning. */
export function statements(reading: Reading, node: Node | null): Stmt[] {
  const all = parts(node)
  for (const one of all) hoist(reading, one)
  return all.flatMap((one) => statement(reading, one))
}

function hoist(reading: Reading, node: Node): void {
  if (/^(generator_)?function_declaration$|^class_declaration$/.test(kindOf(node))) {
    const name = node.field('name')?.text()
    if (name) declare(reading, name)
  }
  if (kindOf(node) === 'lexical_declaration')
    for (const one of parts(node))
      if (kindOf(one.field('name')) === 'identifier') declare(reading, one.field('name')?.text() ?? '')
}

type Read = (reading: Reading, node: Node) => Stmt[]

function statement(reading: Reading, node: Node): Stmt[] {
  const read = readers[kindOf(node)]
  if (read) return read(reading, node)
  return isSilent.test(kindOf(node)) ? [] : [{ kind: 'do', value: expression(reading, node), at: node }]
}

const isSilent =
  /^import_|declaration$|^empty_statement$|^type_|^interface_|^enum_|^ambient_|^debugger_|^hash_bang|^ERROR$|^with_/

const nested: Read = (reading, node) => [
  { kind: 'block', body: inScope(reading, null, () => statements(reading, node)), label: null, at: node },
]
const declaration: Read = (reading, node) =>
  parts(node).flatMap((one) => declared(reading, one, kindOf(node.children()[0]) as Word))
const leave =
  (kind: 'break' | 'continue'): Read =>
  (_, node) => [{ kind, label: node.field('label')?.text() ?? null, at: node }]
const define: Read = (reading, node) => {
  const name = node.field('name')?.text() ?? ''
  return [{ kind: 'define', fn: functionOf(reading, node, declare(reading, name)), at: node }]
}
const loop: Read = (reading, node) => {
  const once = kindOf(node) === 'do_statement'
  const test = expression(reading, node.field('condition'))
  return [
    {
      kind: 'loop',
      test,
      once,
      bind: [],
      over: null,
      body: body(reading, node.field('body')),
      update: [],
      last: [],
      label: null,
      at: node,
    },
  ]
}

const readers: Record<string, Read> = {
  export_statement: (reading, node) => {
    const inner = node.field('declaration') ?? node.field('value')
    return inner ? statement(reading, inner) : []
  },
  lexical_declaration: declaration,
  variable_declaration: declaration,
  function_declaration: define,
  generator_function_declaration: define,
  class_declaration: (reading, node) => [{ kind: 'do', value: classBody(reading, node), at: node }],
  abstract_class_declaration: (reading, node) => [{ kind: 'do', value: classBody(reading, node), at: node }],
  expression_statement: (reading, node) => parts(node).flatMap((one) => simple(reading, one)),
  statement_block: nested,
  return_statement: (reading, node) => [{ kind: 'return', value: first(reading, node), at: node }],
  throw_statement: (reading, node) => [{ kind: 'throw', value: first(reading, node), at: node }],
  break_statement: leave('break'),
  continue_statement: leave('continue'),
  if_statement: (reading, node) => {
    const test = expression(reading, node.field('condition'))
    const no = node.field('alternative')
    const yes = body(reading, node.field('consequence'))
    return [{ kind: 'if', test, yes, no: no ? body(reading, parts(no)[0] ?? null) : [], at: node }]
  },
  while_statement: loop,
  do_statement: loop,
  for_statement: counted,
  for_in_statement: each,
  try_statement: tryStatement,
  switch_statement: switched,
  labeled_statement: (reading, node) => {
    const label = node.field('label')?.text() ?? ''
    const inner = node.field('body')
    const read = inner ? statement(reading, inner) : []
    const [only] = read
    if (read.length === 1 && (only?.kind === 'loop' || only?.kind === 'block')) return [{ ...only, label }]
    return [
      { kind: 'block', body: read.map((one) => (one.kind === 'loop' ? { ...one, label } : one)), label, at: node },
    ]
  },
}

const first = (reading: Reading, node: Node): Expr | null => {
  const [value] = parts(node)
  return value ? expression(reading, value) : null
}

function body(reading: Reading, node: Node | null): Stmt[] {
  if (!node) return []
  return inScope(reading, null, () =>
    kindOf(node) === 'statement_block' ? statements(reading, node) : statement(reading, node),
  )
}

type Word = 'var' | 'let' | 'const'

function declared(reading: Reading, node: Node, word: Word): Stmt[] {
  const [name, value, type] = [node.field('name'), node.field('value'), node.field('type')?.text()]
  if (!name) return []
  // A function that is put into a `const` goes by that name.
  const isNamed = word === 'const' && /^(arrow_function|function_expression)$/.test(kindOf(value))
  const read = !value ? null : isNamed ? named(reading, value, name.text()) : expression(reading, value)
  const told = type ? { type: type.replace(/^:\s*/, '') } : {}
  return [
    {
      kind: 'assign',
      targets: [pattern(reading, name, word === 'var')],
      value: read,
      declares: true,
      ...told,
      at: node,
    },
  ]
}

const named = (reading: Reading, at: Node, name: string): Expr => ({
  kind: 'function',
  fn: functionOf(reading, at, name),
  at,
})

function simple(reading: Reading, node: Node): Stmt[] {
  const [left, right] = [node.field('left'), node.field('right')]
  const kind = kindOf(node)
  if (kind === 'assignment_expression' && left && right) {
    const value = expression(reading, right)
    return [{ kind: 'assign', targets: [target(reading, left)], value, at: node }]
  }
  if (kind === 'augmented_assignment_expression' && left && right) {
    const op = (node.field('operator')?.text() ?? '+=').slice(0, -1)
    return [{ kind: 'assign', targets: [target(reading, left)], value: expression(reading, right), op, at: node }]
  }
  if (kind === 'update_expression') {
    const op = node.text().includes('++') ? '+' : '-'
    const what = node.field('argument') ?? node
    return [{ kind: 'assign', targets: [target(reading, what)], value: constant(node, 1), op, at: node }]
  }
  if (kind === 'sequence_expression') return parts(node).flatMap((one) => simple(reading, one))
  return [{ kind: 'do', value: expression(reading, node), at: node }]
}

function counted(reading: Reading, node: Node): Stmt[] {
  return inScope(reading, null, () => {
    const filled = (name: string) => {
      const part = node.field(name)
      return part && kindOf(part) !== 'empty_statement' ? part : null
    }
    const begin = filled('initializer')
    if (begin) hoist(reading, begin)
    const start = begin ? statement(reading, begin) : []
    const asked = filled('condition')
    const inner = kindOf(asked) === 'expression_statement' && asked ? parts(asked)[0] : asked
    const test = inner ? expression(reading, inner) : null
    const next = filled('increment')
    const [inside, update] = [body(reading, node.field('body')), next ? simple(reading, next) : []]
    const all: Stmt = {
      kind: 'loop',
      test,
      bind: [],
      over: null,
      body: inside,
      update,
      last: [],
      label: null,
      at: node,
    }
    return [...start, all]
  })
}

function each(reading: Reading, node: Node): Stmt[] {
  const over = expression(reading, node.field('right'))
  return inScope(reading, null, () => {
    const left = node.field('left')
    const isNew = node.field('kind') !== null
    const bind = left ? [isNew ? pattern(reading, left, false) : target(reading, left)] : []
    const inside = body(reading, node.field('body'))
    return [{ kind: 'loop', test: null, bind, over, body: inside, update: [], last: [], label: null, at: node }]
  })
}

function tryStatement(reading: Reading, node: Node): Stmt[] {
  const [handler, last] = [node.field('handler'), node.field('finalizer')]
  const inner = body(reading, node.field('body'))
  const handlers = handler
    ? [
        inScope(reading, null, () => {
          const name = handler.field('parameter')
          const names = name && kindOf(name) === 'identifier' ? [declare(reading, name.text())] : []
          return { at: handler, names, types: [], body: body(reading, handler.field('body')) }
        }),
      ]
    : []
  return [
    { kind: 'try', body: inner, handlers, orElse: [], last: last ? body(reading, last.field('body')) : [], at: node },
  ]
}

function switched(reading: Reading, node: Node): Stmt[] {
  const subject = expression(reading, node.field('value'))
  return inScope(reading, null, () => {
    const cases = parts(node.field('body')).map((one): Case => {
      const value = one.field('value')
      const tests = value ? [expression(reading, value)] : []
      const inside = parts(one).filter((child) => child.id() !== value?.id())
      for (const child of inside) hoist(reading, child)
      return { at: one, tests, body: inside.flatMap((child) => statement(reading, child)), falls: true }
    })
    return [{ kind: 'switch', subject, cases, at: node }]
  })
}
