// Java: a file, its classes and its statements.
import type { Node } from '../../grammar.ts'
import type { Case, Expr, File, Handler, Stmt } from '../form.ts'
import { member } from './java-classes.ts'
import { expression, target } from './java-expressions.ts'
import {
  constant,
  declare,
  finishReading,
  inScope,
  kindOf,
  other,
  parts,
  type Reading,
  startReading,
} from './reading.ts'

export function readJava(root: Node): File {
  const reading = startReading(root)
  for (const one of parts(root)) member(reading, one, null)
  return finishReading(reading, [])
}

export const block = (reading: Reading, node: Node | null): Stmt[] =>
  parts(node).flatMap((one) => statement(reading, one))

const scoped = (reading: Reading, node: Node | null | undefined): Stmt[] =>
  inScope(reading, null, () =>
    kindOf(node) === 'block' ? block(reading, node ?? null) : node ? statement(reading, node) : [],
  )

type Read = (reading: Reading, node: Node) => Stmt[]

function statement(reading: Reading, node: Node): Stmt[] {
  const read = readers[kindOf(node)]
  if (read) return read(reading, node)
  if (/_declaration$/.test(kindOf(node))) {
    member(reading, node, null)
    return []
  }
  return kindOf(node) === 'ERROR' || kindOf(node) === ';' ? [] : simple(reading, node)
}

const leave =
  (kind: 'break' | 'continue'): Read =>
  (_, node) => [{ kind, label: parts(node)[0]?.text() ?? null, at: node }]
const first = (reading: Reading, node: Node): Expr | null => {
  const [value] = parts(node)
  return value ? expression(reading, value) : null
}
const loop: Read = (reading, node) => {
  const test = expression(reading, node.field('condition'))
  const body = scoped(reading, node.field('body'))
  const once = kindOf(node) === 'do_statement'
  return [{ kind: 'loop', test, once, bind: [], over: null, body, update: [], last: [], label: null, at: node }]
}

const readers: Record<string, Read> = {
  local_variable_declaration: (reading, node) => declaration(reading, node),
  expression_statement: (reading, node) => parts(node).flatMap((one) => simple(reading, one)),
  block: (reading, node) => [{ kind: 'block', body: scoped(reading, node), label: null, at: node }],
  if_statement: (reading, node) => {
    const test = expression(reading, node.field('condition'))
    const yes = scoped(reading, node.field('consequence'))
    return [{ kind: 'if', test, yes, no: scoped(reading, node.field('alternative')), at: node }]
  },
  while_statement: loop,
  do_statement: loop,
  for_statement: counted,
  enhanced_for_statement: each,
  return_statement: (reading, node) => [{ kind: 'return', value: first(reading, node), at: node }],
  throw_statement: (reading, node) => [{ kind: 'throw', value: first(reading, node), at: node }],
  yield_statement: (reading, node) => [
    { kind: 'do', value: other(node, [first(reading, node) ?? other(node)]), at: node },
  ],
  break_statement: leave('break'),
  continue_statement: leave('continue'),
  try_statement: tryStatement,
  try_with_resources_statement: (reading, node) =>
    inScope(reading, null, () => {
      const items = parts(node.field('resources')).flatMap((one) => resource(reading, one))
      const whole = tryStatement(reading, node)
      const [all] = whole
      if (all?.kind !== 'try') return whole
      const body: Stmt[] = [{ kind: 'with', items, body: all.body, hushes: false, at: node }]
      return [{ ...all, body }]
    }),
  switch_expression: switched,
  switch_statement: switched,
  synchronized_statement: (reading, node) => {
    const [asked] = parts(node)
    // While it waited for the lock, others may have changed what they reach.
    const args = asked ? [expression(reading, asked)] : []
    const taken: Expr = { kind: 'call', callee: { kind: 'name', name: 'synchronized', at: node }, args, at: node }
    const value: Stmt[] = [{ kind: 'do', value: taken, at: node }]
    return [...value, { kind: 'block', body: scoped(reading, node.field('body')), label: null, at: node }]
  },
  labeled_statement: (reading, node) => {
    const [label, inner] = parts(node)
    const read = inner ? statement(reading, inner) : []
    const name = label?.text() ?? ''
    return [
      {
        kind: 'block',
        label: name,
        body: read.map((one) => (one.kind === 'loop' ? { ...one, label: name } : one)),
        at: node,
      },
    ]
  },
  assert_statement: (reading, node) => [
    {
      kind: 'do',
      value: other(
        node,
        parts(node).map((one) => whenSworn(expression(reading, one))),
      ),
      at: node,
    },
  ],
}

/** Assertions may be switched off: what one of them sets may be what it was. */
const whenSworn = (e: Expr): Expr => (e.kind === 'set' ? { ...e, value: other(e.at, [e.value]) } : e)

function declaration(reading: Reading, node: Node): Stmt[] {
  const type = node.field('type')?.text() ?? ''
  return node
    .children()
    .filter((one) => kindOf(one) === 'variable_declarator')
    .map((one): Stmt => {
      const [name, value] = [one.field('name'), one.field('value')]
      const read = value ? expression(reading, value) : null
      const to: Expr = { kind: 'name', name: declare(reading, name?.text() ?? ''), at: name ?? one }
      const list = one.field('dimensions') ? `${type}[]` : type
      return { kind: 'assign', targets: [to], value: read, declares: true, type: list, at: one }
    })
}

function simple(reading: Reading, node: Node): Stmt[] {
  const [left, right] = [node.field('left'), node.field('right')]
  if (kindOf(node) === 'assignment_expression' && left && right) {
    const sign = node.field('operator')?.text() ?? '='
    const value = expression(reading, right)
    return [
      {
        kind: 'assign',
        targets: [target(reading, left)],
        value,
        ...(sign !== '=' && { op: sign.slice(0, -1) }),
        at: node,
      },
    ]
  }
  if (kindOf(node) === 'update_expression') {
    const op = node.text().includes('++') ? '+' : '-'
    const what = parts(node)[0] ?? node
    return [{ kind: 'assign', targets: [target(reading, what)], value: constant(node, 1), op, at: node }]
  }
  return [{ kind: 'do', value: expression(reading, node), at: node }]
}

function counted(reading: Reading, node: Node): Stmt[] {
  return inScope(reading, null, () => {
    const begin = node.fieldChildren('init').flatMap((one) => statement(reading, one))
    const asked = node.field('condition')
    const test = asked ? expression(reading, asked) : constant(node, true)
    const update = node.fieldChildren('update').flatMap((one) => simple(reading, one))
    const body = scoped(reading, node.field('body'))
    return [...begin, { kind: 'loop', test, bind: [], over: null, body, update, last: [], label: null, at: node }]
  })
}

function each(reading: Reading, node: Node): Stmt[] {
  const over = expression(reading, node.field('value'))
  return inScope(reading, null, () => {
    const name = node.field('name') ?? node
    const type = node.field('type')?.text() ?? ''
    const bind: Expr[] = [{ kind: 'name', name: declare(reading, name.text()), at: name }]
    const body = scoped(reading, node.field('body'))
    return [{ kind: 'loop', test: null, bind, over, body, update: [], last: [], label: null, type, at: node }]
  })
}

function resource(reading: Reading, node: Node): Stmt[] {
  const [name, value] = [node.field('name'), node.field('value')]
  if (!name || !value) return parts(node).map((one) => ({ kind: 'do', value: expression(reading, one), at: node }))
  const read = expression(reading, value)
  const to: Expr = { kind: 'name', name: declare(reading, name.text()), at: name }
  return [{ kind: 'assign', targets: [to], value: read, declares: true, at: node }]
}

function tryStatement(reading: Reading, node: Node): Stmt[] {
  const body = scoped(reading, node.field('body'))
  const clauses = parts(node)
  const handlers = clauses
    .filter((one) => kindOf(one) === 'catch_clause')
    .map(
      (one): Handler =>
        inScope(reading, null, () => {
          const caught = parts(one).find((child) => kindOf(child) === 'catch_formal_parameter')
          const name = caught?.field('name')?.text()
          const types = parts(caught)
            .filter((child) => kindOf(child) === 'catch_type')
            .flatMap((child) => parts(child).map((type) => type.text()))
          return {
            at: one,
            names: name ? [declare(reading, name)] : [],
            types,
            body: scoped(reading, one.field('body')),
          }
        }),
    )
  const ending = clauses.find((one) => kindOf(one) === 'finally_clause')
  const last = ending ? scoped(reading, parts(ending)[0] ?? null) : []
  return [{ kind: 'try', body, handlers, orElse: [], last, at: node }]
}

export function switched(reading: Reading, node: Node): Stmt[] {
  const subject = expression(reading, node.field('condition'))
  return inScope(reading, null, () => {
    const groups = parts(node.field('body'))
    const cases = groups.map((one): Case => {
      const labels = parts(one).filter((child) => kindOf(child) === 'switch_label')
      const isDefault = labels.some((label) => label.text().startsWith('default'))
      const tests = isDefault ? [] : labels.flatMap((label) => parts(label).map((child) => expression(reading, child)))
      const inside = parts(one).filter((child) => kindOf(child) !== 'switch_label')
      const falls = kindOf(one) === 'switch_block_statement_group'
      return { at: one, tests, body: inside.flatMap((child) => statement(reading, child)), falls }
    })
    return [{ kind: 'switch', subject, cases, at: node }]
  })
}
