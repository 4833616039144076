// JavaScript and TypeScript, read for dataflow: functions, their parameters, and what a framework hands to them.
import type { Node } from '../../grammar.ts'
import type { Arg, Expr, Func, Param, Stmt } from '../ir.ts'
import { named } from './children.ts'
import { takenApart } from './javascript-declarations.ts'
import { type Reader, typeOf } from './javascript-reader.ts'

export function functionOf(reader: Reader, node: Node, name: string, owner: string | null): Func {
  const single = node.field('parameter')
  const before: Stmt[] = []
  const params = (single ? [single] : named(node.field('parameters'))).map((param, index) =>
    paramOf(reader, param, index, before),
  )
  const body = node.field('body')
  const isBlock = body?.kind() === 'statement_block'
  const self = owner === null ? null : 'this'
  const fn: Func = { name, owner, params, marks: marksOf(params), self, body: [], at: node }
  reader.unit.functions.push(fn)
  const value = !isBlock && body ? reader.expression(body) : null
  fn.body = [...before, ...(value ? [{ kind: 'return' as const, value, at: value.at }] : reader.statements(body))]
  return fn
}

/** `(req, res) =>` is a handler and `(parent, args) =>` a resolver, whatever they are handed to. */
function marksOf(params: Param[]): string[] {
  const [first, second] = params
  if (/^(res|response|reply|rep)$/.test(second?.name ?? '')) {
    if (first) first.type ??= 'Request'
    return ['handler']
  }
  if (
    /^_*(parent|root|obj|source)?$/.test(first?.name ?? '?') &&
    /^(args|#1)$/.test(second?.name ?? '') &&
    params.length > 2
  )
    return ['resolver']
  return []
}

/** A pattern gets a name of its own, and is taken apart first of all. */
function paramOf(reader: Reader, node: Node, index: number, before: Stmt[]): Param {
  const type = typeOf(node)
  const marks = named(node)
    .filter((child) => child.kind() === 'decorator')
    .map((child) => child.text().slice(1))
  const pattern = node.field('pattern') ?? node.field('left') ?? node
  if (pattern.kind() === 'identifier' || pattern.kind() === 'this')
    return { name: pattern.text(), type, marks, at: node }
  const name = `#${index}`
  const value: Expr = { kind: 'name', name, at: node }
  if (/pattern$/.test(String(pattern.kind())))
    before.push(
      ...(takenApart(reader, pattern, value) ?? [
        { kind: 'assign' as const, target: reader.expression(pattern), value, at: node },
      ]),
    )
  return { name, type, marks, at: node }
}

const routes = /^(get|post|put|patch|delete|head|options|all|use|route)$/
const ownEvents =
  /^(error|close|end|connect|connection|drain|timeout|open|ready|disconnect|disconnecting|lookup|listening|finish|aborted|ping|pong|upgrade|unexpected-response)$/

/** A function that is handed to a router is a handler, one that waits for a socket's data gets what came. */
export function markCallbacks(callee: Expr, args: Arg[]): void {
  if (callee.kind !== 'member') return
  const [first] = args
  const functions = args.flatMap(({ value }) => (value.kind === 'function' ? [value.fn] : []))
  if (first?.value.kind !== 'text' || functions.length === 0) return
  const event = first.value.value
  if (routes.test(callee.name) && /^[/*]/.test(event)) for (const fn of functions) markHandler(fn)
  else if (/^(on|once|addListener)$/.test(callee.name) && isSocket(callee.object) && !ownEvents.test(event))
    for (const fn of functions) fn.marks.push('incoming')
  else if (callee.name === 'addEventListener' && event === 'message')
    for (const { params } of functions) if (params[0]) params[0].type ??= 'MessageEvent'
}

function markHandler({ params, marks }: Func): void {
  const [request, response] = params.length > 3 ? params.slice(1) : params
  if (request && response) request.type ??= 'Request'
  if (response) response.type ??= 'Response'
  if (response && !marks.includes('handler')) marks.push('handler')
}

const isSocket = (expr: Expr) => expr.kind === 'name' && /^(socket|sock|ws|conn|connection|peer)$/i.test(expr.name)
