// Python: a file and its statements.
import type { Node } from '../../grammar.ts'
import type { Case, Expr, File, Handler, Stmt } from '../form.ts'
import { expression, parameters } from './python-expressions.ts'
import {
  childOf,
  finishReading,
  functionAt,
  inScope,
  kindOf,
  namesIn,
  other,
  owned,
  parts,
  type Reading,
  startReading,
} from './reading.ts'

export function readPython(root: Node): File {
  const reading = startReading(root)
  return finishReading(reading, block(reading, root))
}

export const block = (reading: Reading, node: Node | null, owner: string | null = null): Stmt[] =>
  parts(node).flatMap((child) => statement(reading, child, owner))

type Read = (reading: Reading, node: Node, owner: string | null) => Stmt[]

const statement: Read = (reading, node, owner) => {
  const read = readers[kindOf(node)]
  return read ? read(reading, node, owner) : [{ kind: 'do', value: expression(reading, node), at: node }]
}

const nothing: Read = () => []

/** What is imported is there from here on; that it may not be is for a handler around it. */
const imported: Read = (reading, node) => {
  const names = node.fieldChildren('name').map((one) => one.field('alias')?.text() ?? one.text().split('.')[0] ?? '')
  const targets = names.map((name): Expr => {
    owned(reading, name)
    return { kind: 'name', name, at: node }
  })
  return [{ kind: 'assign', targets, value: { kind: 'call', callee: other(node), args: [], at: node }, at: node }]
}

const readers: Record<string, Read> = {
  import_statement: imported,
  import_from_statement: imported,
  future_import_statement: nothing,
  pass_statement: nothing,
  expression_statement: (reading, node) => parts(node).flatMap((child) => simple(reading, child)),
  decorated_definition: (reading, node, owner) => {
    const marks = parts(node).flatMap((one) => (kindOf(one) === 'decorator' ? [one.text().slice(1)] : []))
    const inner = node.field('definition')
    if (kindOf(inner) === 'class_definition' && inner) return classBody(reading, inner)
    return inner ? define(reading, inner, owner, marks) : []
  },
  function_definition: (reading, node, owner) => define(reading, node, owner, []),
  class_definition: (reading, node) => classBody(reading, node),
  if_statement: (reading, node) => {
    const rest = node.children().filter((child) => /^(elif|else)_clause$/.test(kindOf(child)))
    return [chain(reading, node, rest)]
  },
  for_statement: (reading, node) => {
    const over = expression(reading, node.field('right'))
    const bind = [target(reading, node.field('left') ?? node)]
    const [body, last] = [block(reading, node.field('body')), elseOf(reading, node)]
    return [{ kind: 'loop', test: null, bind, over, body, update: [], last, label: null, at: node }]
  },
  while_statement: (reading, node) => {
    const test = expression(reading, node.field('condition'))
    const [body, last] = [block(reading, node.field('body')), elseOf(reading, node)]
    return [{ kind: 'loop', test, bind: [], over: null, body, update: [], last, label: null, at: node }]
  },
  return_statement: (reading, node) => [{ kind: 'return', value: valueIn(reading, node), at: node }],
  raise_statement: (reading, node) => [{ kind: 'throw', value: valueIn(reading, node), at: node }],
  break_statement: (_, node) => [{ kind: 'break', label: null, at: node }],
  continue_statement: (_, node) => [{ kind: 'continue', label: null, at: node }],
  assert_statement: (reading, node) => {
    const [test] = parts(node)
    const no: Stmt[] = [{ kind: 'throw', value: null, at: node }]
    return test ? [{ kind: 'if', test: expression(reading, test), yes: [], no, sworn: true, at: node }] : []
  },
  delete_statement: (reading, node) => parts(node).flatMap((child) => deleted(reading, child)),
  global_statement: fromAround,
  nonlocal_statement: fromAround,
  try_statement: tryStatement,
  with_statement: withStatement,
  match_statement: matchStatement,
  block: (reading, node) => block(reading, node),
}

/** The names are not the function's own: whoever calls it sees them change. */
function fromAround(reading: Reading, node: Node): Stmt[] {
  for (const name of parts(node)) reading.scope.fn.changes.add(name.text())
  return []
}

function deleted(reading: Reading, node: Node): Stmt[] {
  if (kindOf(node) === 'identifier')
    return [{ kind: 'assign', targets: [target(reading, node)], value: other(node), at: node }]
  const [object, ...keys] = parts(node).map((one) => expression(reading, one))
  if (kindOf(node) === 'subscript' && object) {
    // An item is taken out, as by `pop`.
    const callee: Expr = { kind: 'member', object, name: 'pop', at: node }
    return [{ kind: 'do', value: { kind: 'call', callee, args: keys, at: node }, at: node }]
  }
  return [
    {
      kind: 'do',
      value: other(
        node,
        parts(node).map((one) => expression(reading, one)),
      ),
      at: node,
    },
  ]
}

const elseOf = (reading: Reading, node: Node): Stmt[] =>
  block(reading, childOf(node, 'else_clause')?.field('body') ?? null)

const valueIn = (reading: Reading, node: Node): Expr | null => {
  const [value] = parts(node)
  return value ? expression(reading, value) : null
}

export function target(reading: Reading, node: Node): Expr {
  const read = expression(reading, node)
  for (const name of namesIn(read)) owned(reading, name)
  return read
}

function simple(reading: Reading, node: Node): Stmt[] {
  const [left, right, type] = [node.field('left'), node.field('right'), node.field('type')?.text()]
  const told = type ? { type } : {}
  if (kindOf(node) === 'assignment' && left) {
    if (!right) return [{ kind: 'assign', targets: [], value: null, ...told, at: node }]
    const rest = kindOf(right) === 'assignment' ? simple(reading, right) : []
    const [first] = rest
    if (first?.kind === 'assign') return [{ ...first, targets: [...first.targets, target(reading, left)] }]
    return [{ kind: 'assign', value: expression(reading, right), targets: [target(reading, left)], ...told, at: node }]
  }
  if (kindOf(node) === 'augmented_assignment' && left) {
    const op = (node.field('operator')?.text() ?? '+=').slice(0, -1)
    return [{ kind: 'assign', value: expression(reading, right), targets: [target(reading, left)], op, at: node }]
  }
  return [{ kind: 'do', value: expression(reading, node), at: node }]
}

function chain(reading: Reading, node: Node, rest: Node[]): Stmt {
  const [next, ...others] = rest
  const test = expression(reading, node.field('condition'))
  const yes = block(reading, node.field('consequence'))
  const no = !next
    ? []
    : kindOf(next) === 'else_clause'
      ? block(reading, next.field('body'))
      : [chain(reading, next, others)]
  return { kind: 'if', test, yes, no, at: node }
}

function tryStatement(reading: Reading, node: Node): Stmt[] {
  const clauses = parts(node)
  const of = (kind: string) =>
    clauses.filter((one) => kindOf(one) === kind).flatMap((one) => block(reading, childOf(one, 'block')))
  const body = block(reading, node.field('body'))
  const handlers = clauses
    .filter((one) => /^except(_group)?_clause$/.test(kindOf(one)))
    .map((one): Handler => {
      const [what] = parts(one).filter((child) => kindOf(child) !== 'block')
      const alias = kindOf(what) === 'as_pattern' ? what?.children().at(-1)?.text() : undefined
      const types = (kindOf(what) === 'as_pattern' ? parts(what)[0] : what)?.text()
      return {
        at: one,
        names: alias ? [alias] : [],
        types: types ? [types] : [],
        body: block(reading, childOf(one, 'block')),
      }
    })
  return [{ kind: 'try', body, handlers, orElse: of('else_clause'), last: of('finally_clause'), at: node }]
}

function withStatement(reading: Reading, node: Node): Stmt[] {
  const clause = childOf(node, 'with_clause')
  const items = parts(clause).flatMap((item): Stmt[] => {
    const value = item.field('value') ?? parts(item)[0]
    if (!value) return []
    if (kindOf(value) !== 'as_pattern') return [{ kind: 'do', value: expression(reading, value), at: item }]
    const [source, alias] = parts(value)
    const name = parts(alias)[0] ?? alias ?? item
    return [{ kind: 'assign', value: expression(reading, source), targets: [target(reading, name)], at: item }]
  })
  const hushes = /\b(suppress|raises|assertRaises\w*|warns)\b/.test(clause?.text() ?? '')
  return [{ kind: 'with', items, body: block(reading, node.field('body')), hushes, at: node }]
}

function matchStatement(reading: Reading, node: Node): Stmt[] {
  const asked = node.field('subject')
  const cases = parts(node.field('body')).map((one): Case => {
    const patterns = parts(one).filter((child) => kindOf(child) === 'case_pattern')
    const all = patterns.length === 1 && patterns[0]?.text() === '_' && !childOf(one, 'if_clause')
    return { at: one, tests: all ? [] : [other(one)], body: block(reading, one.field('consequence')), falls: false }
  })
  return [{ kind: 'switch', subject: asked ? expression(reading, asked) : null, cases, at: node }]
}

function define(reading: Reading, node: Node, owner: string | null, marks: string[]): Stmt[] {
  const name = node.field('name')?.text() ?? ''
  const fn = functionAt(node, name, owner)
  fn.marks = marks
  fn.isAsync = kindOf(node.children()[0]) === 'async'
  fn.result = node.field('return_type')?.text() ?? null
  inScope(reading, fn, () => {
    parameters(reading, fn, node.field('parameters'))
    fn.body = block(reading, node.field('body'))
  })
  owned(reading, name)
  return [{ kind: 'define', fn, at: node }]
}

function classBody(reading: Reading, node: Node): Stmt[] {
  const owner = node.field('name')?.text() ?? null
  // Its names are the class's own: what the statements make of them is not followed.
  const fn = functionAt(node, '(class)', owner)
  inScope(reading, fn, () => {
    fn.body = block(reading, node.field('body'), owner)
  })
  const name = owner ?? ''
  owned(reading, name)
  return [{ kind: 'assign', targets: [{ kind: 'name', name, at: node }], value: other(node), at: node }]
}
