// Go: a file and its statements.
import type { Node } from '../../grammar.ts'
import type { Case, Expr, File, Stmt } from '../form.ts'
import { expression, functionOf } from './go-expressions.ts'
import {
  changed,
  childOf,
  constant,
  declare,
  finishReading,
  inScope,
  kindOf,
  namesIn,
  other,
  parts,
  type Reading,
  startReading,
} from './reading.ts'

export function readGo(root: Node): File {
  const reading = startReading(root)
  return finishReading(reading, block(reading, root))
}

export const block = (reading: Reading, node: Node | null): Stmt[] =>
  parts(node).flatMap((child) =>
    kindOf(child) === 'statement_list' ? block(reading, child) : statement(reading, child),
  )

const scoped = (reading: Reading, node: Node | null): Stmt[] => inScope(reading, null, () => block(reading, node))

type Read = (reading: Reading, node: Node) => Stmt[]

function statement(reading: Reading, node: Node): Stmt[] {
  const read = readers[kindOf(node)]
  if (read) return read(reading, node)
  return isSilent.test(kindOf(node)) ? [] : [{ kind: 'do', value: expression(reading, node), at: node }]
}

const isSilent = /^package_clause$|^import_|^type_declaration$|^empty_statement$|^ERROR$|^fallthrough/

const value = (reading: Reading, node: Node, field: string): Expr | null => {
  const inner = node.field(field)
  return inner ? expression(reading, inner) : null
}
const define: Read = (reading, node) => {
  const receiver = /(\w+)(\[[^\]]*\])?\s*\)$/.exec(node.field('receiver')?.text() ?? '')?.[1] ?? null
  return [{ kind: 'define', fn: functionOf(reading, node, node.field('name')?.text() ?? '', receiver), at: node }]
}
const leave =
  (kind: 'break' | 'continue'): Read =>
  (_, node) => [{ kind, label: childOf(node, 'label_name')?.text() ?? null, at: node }]
const declaration: Read = (reading, node) =>
  node
    .children()
    .flatMap((one) => (kindOf(one) === 'var_spec_list' ? one.children() : [one]))
    .filter((one) => /^(var|const)_spec$/.test(kindOf(one)))
    .flatMap((one) => declared(reading, one))

const readers: Record<string, Read> = {
  function_declaration: define,
  method_declaration: define,
  expression_statement: (reading, node) =>
    parts(node).map((one) => ({ kind: 'do', value: expression(reading, one), at: node })),
  go_statement: (reading, node) =>
    parts(node).map((one) => ({ kind: 'do', value: other(node, [expression(reading, one)]), at: node })),
  defer_statement: (reading, node) =>
    parts(node).map((one) => ({ kind: 'defer', value: expression(reading, one), at: node })),
  short_var_declaration: assignment,
  assignment_statement: assignment,
  receive_statement: assignment,
  inc_statement: counted,
  dec_statement: counted,
  var_declaration: declaration,
  const_declaration: declaration,
  send_statement: (reading, node) => {
    const args = parts(node).map((one) => expression(reading, one))
    const value: Expr = { kind: 'call', callee: { kind: 'name', name: '(send)', at: node }, args, at: node }
    return [{ kind: 'do', value, at: node }]
  },
  if_statement: ifStatement,
  for_statement: loop,
  expression_switch_statement: (reading, node) => switched(reading, node, value(reading, node, 'value')),
  type_switch_statement: (reading, node) => switched(reading, node, null),
  select_statement: (reading, node) => switched(reading, node, null),
  return_statement: (reading, node) => {
    const [list] = parts(node)
    const values = parts(list).map((one) => expression(reading, one))
    const [only] = values
    if (!list || !only) return [{ kind: 'return', value: null, at: node }]
    const all: Expr = values.length === 1 ? only : { kind: 'list', items: values, exact: true, at: list }
    return [{ kind: 'return', value: all, at: node }]
  },
  break_statement: leave('break'),
  continue_statement: leave('continue'),
  goto_statement: (_, node) => [{ kind: 'throw', value: null, at: node }],
  block: (reading, node) => [{ kind: 'block', body: scoped(reading, node), label: null, at: node }],
  labeled_statement: (reading, node) => {
    const label = node.field('label')?.text() ?? ''
    const inner = parts(node)
      .slice(1)
      .flatMap((one) => statement(reading, one))
    const labelled = inner.map((one) => (one.kind === 'loop' ? { ...one, label } : one))
    return [{ kind: 'block', body: labelled, label, at: node }]
  },
}

/** `:=` makes new names of those that its own block does not have. */
function assignment(reading: Reading, node: Node): Stmt[] {
  const right = kindOf(node) === 'receive_statement' ? [node.field('right')] : parts(node.field('right'))
  const values = right.flatMap((one) => (one ? [expression(reading, one)] : []))
  const sign = node.field('operator')?.text() ?? (kindOf(node) === 'short_var_declaration' ? ':=' : '=')
  const isNew = kindOf(node) === 'short_var_declaration' || sign === ':='
  const left = parts(node.field('left')).map((one) => {
    if (isNew && kindOf(one) === 'identifier') return nameAt(reading, one)
    const read = expression(reading, one)
    for (const name of namesIn(read)) changed(reading, name)
    return read
  })
  const op = sign.length > 1 && !isNew ? { op: sign.slice(0, -1) } : {}
  return assigned(node, left, values, op)
}

const nameAt = (reading: Reading, node: Node): Expr => ({ kind: 'name', name: declare(reading, node.text()), at: node })

function assigned(
  at: Node,
  left: Expr[],
  values: Expr[],
  more: { op?: string; type?: string; declares?: boolean },
): Stmt[] {
  const [only] = values
  if (left.length > 1 && values.length === 1 && only)
    return [{ kind: 'assign', targets: [{ kind: 'list', items: left, exact: true, at }], value: only, ...more, at }]
  if (left.length > 1 && values.length === left.length) {
    const both: Expr = { kind: 'list', items: values, exact: true, at }
    return [{ kind: 'assign', targets: [{ kind: 'list', items: left, exact: true, at }], value: both, ...more, at }]
  }
  return left.map(
    (target, index): Stmt => ({ kind: 'assign', targets: [target], value: values[index] ?? null, ...more, at }),
  )
}

function declared(reading: Reading, node: Node): Stmt[] {
  const values = parts(node.field('value')).map((one) => expression(reading, one))
  const names = node
    .children()
    .filter((one) => kindOf(one) === 'identifier')
    .map((one) => nameAt(reading, one))
  const type = node.field('type')?.text()
  // A constant says how the program is built: `const debug = false`.
  if (kindOf(node) === 'const_spec')
    return assigned(
      node,
      names,
      values.map((one) => (one.kind === 'const' && typeof one.value === 'boolean' ? other(one.at) : one)),
      {},
    )
  return assigned(node, names, values, { declares: true, ...(type && { type }) })
}

function counted(reading: Reading, node: Node): Stmt[] {
  const [what] = parts(node)
  const target = what ? expression(reading, what) : other(node)
  for (const name of namesIn(target)) changed(reading, name)
  const op = kindOf(node) === 'inc_statement' ? '+' : '-'
  return [{ kind: 'assign', targets: [target], value: constant(node, 1), op, at: node }]
}

/** What stands before the `;` is known inside only. */
function ifStatement(reading: Reading, node: Node): Stmt[] {
  return inScope(reading, null, () => {
    const begin = node.field('initializer')
    const before = begin ? statement(reading, begin) : []
    const test = value(reading, node, 'condition') ?? other(node)
    const yes = scoped(reading, node.field('consequence'))
    const rest = node.field('alternative')
    const no = kindOf(rest) === 'block' ? scoped(reading, rest) : rest ? statement(reading, rest) : []
    return [...before, { kind: 'if', test, yes, no, at: node }]
  })
}

function loop(reading: Reading, node: Node): Stmt[] {
  return inScope(reading, null, () => {
    const clause = childOf(node, 'for_clause')
    const range = childOf(node, 'range_clause')
    if (range) return [rangeLoop(reading, node, range)]
    const begin = clause?.field('initializer')
    const before = begin ? statement(reading, begin) : []
    const asked = clause ? clause.field('condition') : parts(node).find((one) => kindOf(one) !== 'block')
    const test = asked ? expression(reading, asked) : constant(node, true)
    const body = scoped(reading, node.field('body'))
    const next = clause?.field('update')
    const update = next ? statement(reading, next) : []
    return [...before, { kind: 'loop', test, bind: [], over: null, body, update, last: [], label: null, at: node }]
  })
}

function rangeLoop(reading: Reading, node: Node, range: Node): Stmt {
  const over = value(reading, range, 'right') ?? other(range)
  const isNew = range.children().some((one) => one.text() === ':=')
  const bind = parts(range.field('left')).map((one) => {
    if (isNew) return nameAt(reading, one)
    const read = expression(reading, one)
    for (const name of namesIn(read)) changed(reading, name)
    return read
  })
  const body = scoped(reading, node.field('body'))
  return { kind: 'loop', test: null, bind, over, body, update: [], last: [], label: null, at: node }
}

function switched(reading: Reading, node: Node, subject: Expr | null): Stmt[] {
  return inScope(reading, null, () => {
    const begin = node.field('initializer')
    const before = begin ? statement(reading, begin) : []
    const alias = node.field('alias')
    for (const one of parts(alias)) declare(reading, one.text())
    const clauses = node.children().filter((one) => /_case$/.test(kindOf(one)))
    const cases = clauses.map((one): Case => inScope(reading, null, () => caseOf(reading, one)))
    return [...before, { kind: 'switch', subject, cases, at: node }]
  })
}

function caseOf(reading: Reading, node: Node): Case {
  const asked = node.field('value')
  const talk = node.field('communication')
  const given = kindOf(node) === 'default_case' ? [] : parts(asked)
  const types = node.fieldChildren('type')
  const opaque = types.length > 0 || talk ? [other(node)] : []
  const tests = kindOf(node) === 'expression_case' ? given.map((one) => expression(reading, one)) : opaque
  const skip = new Set([asked?.id(), ...types.map((one) => one.id())])
  const before = talk ? statement(reading, talk) : []
  const inside = parts(node).filter((one) => !skip.has(one.id()) && one.id() !== talk?.id())
  const body = inside.flatMap((one) =>
    kindOf(one) === 'statement_list' ? block(reading, one) : statement(reading, one),
  )
  const falls = /\bfallthrough\s*$/.test(node.text())
  return { at: node, tests, body: [...before, ...body], falls }
}
