// Go, read for dataflow.
import type { Node } from '../../grammar.ts'
import type { Func, Param, Unit } from '../ir.ts'
import { childOf, named } from './children.ts'
import { parametersOf } from './go-expressions.ts'
import { fullType, type GoFile, plain, readFields, readImports, resultTypes } from './go-file.ts'
import { records } from './go-records.ts'
import { bodyOf, statement } from './go-statements.ts'

export function readGo(root: Node): Unit {
  const unit: Unit = { imports: new Map(), functions: [], body: [], types: new Map(), bases: new Map() }
  const file: GoFile = { unit, results: new Map(), fills: [] }
  readImports(unit, root)
  readFields(unit, root)
  const declared = named(root)
  for (const fn of declared) if (isFunction(fn)) file.results.set(fn.field('name')?.text() ?? '', resultTypes(unit, fn))
  for (const node of declared) {
    if (isFunction(node)) unit.functions.push(functionOf(file, node))
    else if (/^(var|const)_declaration$/.test(String(node.kind()))) {
      readTypes(unit, node)
      unit.body.push(...statement(file, node))
    } else if (node.kind() === 'type_declaration') unit.body.push(...records(node))
  }
  return unit
}

const isFunction = (node: Node) => /^(function|method)_declaration$/.test(String(node.kind()))

function functionOf(file: GoFile, node: Node): Func {
  const receiver = named(node.field('receiver'))[0]
  const type = receiver?.field('type')?.text() ?? null
  return {
    name: node.field('name')?.text() ?? '',
    owner: type && plain(type).replace(/\[.*$/s, ''),
    params: sendsRequests(node)
      ? outgoing(parametersOf(file, node.field('parameters')))
      : parametersOf(file, node.field('parameters')),
    body: bodyOf(file, node),
    marks: [],
    self: (receiver && childOf(receiver, 'identifier')?.text()) ?? null,
    at: node,
  }
}

/** A client's side: its requests come from here and not from outside. */
const sendsRequests = (node: Node) =>
  /^(RoundTrip|Do)$/.test(node.field('name')?.text() ?? '') ||
  /\bhttp\.Response\b/.test(node.field('result')?.text() ?? '')

const outgoing = (params: Param[]): Param[] =>
  params.map((param) => ({ ...param, type: param.type?.replace(/http\.Request$/, 'http.OutgoingRequest') ?? null }))

/** Types of what stands at the top of the file. */
function readTypes(unit: Unit, declaration: Node): void {
  for (const spec of declaration.findAll({ rule: { kind: 'var_spec' } })) {
    const type = spec.field('type')?.text()
    if (!type) continue
    for (const child of spec.children())
      if (child.kind() === 'identifier') unit.types.set(child.text(), plain(fullType(unit, type)))
  }
}
