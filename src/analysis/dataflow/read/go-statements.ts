// Statements of Go.
import type { Node } from '../../grammar.ts'
import type { Expr, Stmt } from '../ir.ts'
import { childOf, doing, named, other } from './children.ts'
import { assignment, declaration } from './go-assignments.ts'
import { expression } from './go-expressions.ts'
import { type GoFile, namedResults } from './go-file.ts'

/** What a function or a function literal does. */
export function bodyOf(file: GoFile, fn: Node): Stmt[] {
  const names = namedResults(fn)
  const body = block(file, fn.field('body'))
  return names.length > 0 ? body.map((stmt) => returning(stmt, names)) : body
}

/** A bare `return` gives back what its results are named. */
function returning(stmt: Stmt, names: string[]): Stmt {
  const all = (body: Stmt[]) => body.map((one) => returning(one, names))
  if (stmt.kind === 'if') return { ...stmt, yes: all(stmt.yes), no: all(stmt.no) }
  if (stmt.kind === 'loop') return { ...stmt, body: all(stmt.body) }
  if (stmt.kind !== 'return' || stmt.value) return stmt
  const items = names.map((name): Expr => ({ kind: 'name', name, at: stmt.at }))
  const [only] = items
  return { ...stmt, value: items.length === 1 && only ? only : { kind: 'list', items, at: stmt.at } }
}

export function block(file: GoFile, node: Node | null): Stmt[] {
  return named(node).flatMap((child) =>
    child.kind() === 'statement_list' ? block(file, child) : statement(file, child),
  )
}

export function statement(file: GoFile, node: Node): Stmt[] {
  const outer = file.fills
  file.fills = []
  const read = plainStatement(file, node)
  const filled = file.fills
  file.fills = outer
  return filled.length > 0 ? [...filled, ...read] : read
}

function plainStatement(file: GoFile, node: Node): Stmt[] {
  const value = (child: Node | null | undefined) => expression(file, child, node)
  switch (node.kind()) {
    case 'expression_statement':
    case 'go_statement':
    case 'defer_statement':
      return named(node).flatMap((child) => called(file, child))
    case 'short_var_declaration':
    case 'assignment_statement':
    case 'receive_statement':
      return assignment(file, node)
    case 'var_declaration':
    case 'const_declaration':
      return declaration(file, node)
    case 'send_statement':
      return [
        {
          kind: 'assign',
          target: value(node.field('channel')),
          value: value(node.field('value')),
          adds: true,
          at: node,
        },
      ]
    case 'if_statement':
      return ifStatement(file, node)
    case 'for_statement':
      return loop(file, node)
    case 'expression_switch_statement':
      return valueSwitch(file, node)
    case 'type_switch_statement':
      return typeSwitch(file, node)
    case 'select_statement':
      return chain(file, node, () => other(node))
    case 'return_statement':
      return returned(file, node)
    case 'continue_statement':
    case 'goto_statement':
      return [{ kind: 'jump', at: node }]
    case 'break_statement':
      return leavesLoop(node) ? [{ kind: 'jump', at: node }] : []
    case 'block':
    case 'labeled_statement':
      return block(file, node)
    default:
      return []
  }
}

/** `copy(to, from)` writes into its first argument. */
function called(file: GoFile, node: Node): Stmt[] {
  const call = expression(file, node, node)
  if (call.kind !== 'call' || call.callee.kind !== 'name' || call.callee.name !== 'copy') return [doing(call)]
  const [to, from] = call.args
  return to && from ? [{ kind: 'assign', target: to.value, value: from.value, adds: true, at: node }] : []
}

function ifStatement(file: GoFile, node: Node): Stmt[] {
  const first = node.field('initializer')
  const otherwise = node.field('alternative')
  const begun = first ? statement(file, first) : []
  const test = expression(file, node.field('condition'), node)
  return [
    ...begun,
    {
      kind: 'if',
      test,
      yes: block(file, node.field('consequence')),
      no: otherwise?.kind() === 'if_statement' ? statement(file, otherwise) : block(file, otherwise),
      at: node,
    },
  ]
}

function loop(file: GoFile, node: Node): Stmt[] {
  const body = block(file, node.field('body'))
  const range = childOf(node, 'range_clause')
  if (range) {
    const [first, second] = named(range.field('left'))
    // Of a counter nothing is known; of two, the second is the item.
    const item = second ?? (first && !/^(i|j|n|idx|index|_)$/.test(first.text()) ? first : null)
    const keyed = second && first && /^(k|key|name|field|param|header|col|column)$/.test(first.text()) ? [first] : []
    const over = expression(file, range.field('right'), range)
    const targets = [...keyed, ...(item ? [item] : [])].map((one) => expression(file, one, range))
    const bind: Expr | null = targets.length > 0 ? { kind: 'choice', test: null, options: targets, at: range } : null
    return [{ kind: 'loop', bind, over, test: null, body, at: node }]
  }
  const clause = childOf(node, 'for_clause')
  const begun = clause?.field('initializer')
  const step = clause?.field('update')
  const condition = clause ? clause.field('condition') : named(node).find((child) => child.kind() !== 'block')
  const test = condition ? expression(file, condition, node) : null
  const after = step ? statement(file, step) : []
  return [
    ...(begun ? statement(file, begun) : []),
    { kind: 'loop', bind: null, over: null, test, body: [...body, ...after], at: node },
  ]
}

function valueSwitch(file: GoFile, node: Node): Stmt[] {
  const first = node.field('initializer')
  const subject = node.field('value')
  const asked = subject ? expression(file, subject, node) : null
  const cases = chain(file, node, (one) => {
    const values = named(one.field('value')).map((value) => expression(file, value, one))
    if (!asked)
      return values.length === 1 && values[0] ? values[0] : { kind: 'logic', op: 'or', parts: values, at: one }
    return { kind: 'compare', op: 'in', left: asked, right: { kind: 'list', items: values, at: one }, at: one }
  })
  return [...(first ? statement(file, first) : []), ...cases]
}

function typeSwitch(file: GoFile, node: Node): Stmt[] {
  const subject = expression(file, node.field('value'), node)
  const alias = named(node.field('alias'))[0]
  const asked: Expr = alias ? { kind: 'name', name: alias.text(), at: alias } : subject
  const begun: Stmt[] = alias ? [{ kind: 'assign', target: asked, value: subject, at: node }] : []
  const cases = chain(file, node, (one) => {
    const types = one.children().filter((child) => /_type$|^type_identifier$/.test(String(child.kind())))
    const only = types.length === 1 ? types[0] : undefined
    if (!only) return other(one)
    return { kind: 'compare', op: 'is a', left: asked, right: { kind: 'text', value: only.text(), at: only }, at: one }
  })
  return [...begun, ...cases]
}

/** Cases as a chain of questions; what stands under `default` is asked last. */
function chain(file: GoFile, node: Node, testOf: (one: Node) => Expr): Stmt[] {
  const cases = named(node).filter((child) => /_case$/.test(String(child.kind())))
  const bodyOfCase = (one: Node) => {
    const received = one.field('communication')
    return [
      ...(received ? statement(file, received) : []),
      ...one.children().flatMap((child) => (child.kind() === 'statement_list' ? block(file, child) : [])),
    ]
  }
  const last = cases.find((one) => one.kind() === 'default_case')
  return cases
    .filter((one) => one !== last)
    .reduceRight<Stmt[]>(
      (no, one) => [{ kind: 'if', test: testOf(one), yes: bodyOfCase(one), no, at: one }],
      last ? bodyOfCase(last) : [],
    )
}

function returned(file: GoFile, node: Node): Stmt[] {
  const list = named(named(node)[0])
  const items = list.map((one) => expression(file, one, node))
  // A function that is handed out is called by whoever gets it.
  const handedOut = items.flatMap((item): Stmt[] =>
    item.kind === 'function'
      ? [
          doing({
            kind: 'call',
            callee: { kind: 'name', name: '(caller)', at: node },
            args: [{ value: item }],
            at: node,
          }),
        ]
      : [],
  )
  const [only] = items
  if (!only) return [{ kind: 'return', value: null, at: node }]
  const value: Expr = items.length === 1 ? only : { kind: 'list', items, at: node }
  return [...handedOut, { kind: 'return', value, at: node }]
}

/** In a `switch` or `select` a `break` goes on behind it. */
function leavesLoop(node: Node): boolean {
  const around = node
    .ancestors()
    .find((one) => /^(for_statement|(expression_|type_)?switch_statement|select_statement)$/.test(String(one.kind())))
  return childOf(node, 'label_name') !== null || around?.kind() === 'for_statement'
}
