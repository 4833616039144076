// What the reader of a Go file keeps in mind while it goes through it.
import type { Node } from '../../grammar.ts'
import type { Stmt, Unit } from '../ir.ts'
import { childOf, named } from './children.ts'

export type GoFile = {
  unit: Unit
  /** What functions of this file give back, as types, by their names. */
  results: Map<string, string[]>
  /** Assignments that calls such as `Decode(&in)` make, to be put before the statement they stand in. */
  fills: Stmt[]
}

/** `*http.Request` is `net/http.Request`: told with the path of its package. */
export const fullType = (unit: Unit, type: string): string =>
  type.replace(/\b(\w+)\./g, (whole, name: string) => (unit.imports.has(name) ? `${unit.imports.get(name)}.` : whole))

/** `gopkg.in/yaml.v3` and `.../echo/v4` are told without their version. */
export function readImports(unit: Unit, root: Node): void {
  for (const spec of root.findAll({ rule: { kind: 'import_spec' } })) {
    const path = (spec.field('path')?.text() ?? '').slice(1, -1).replace(/\/v\d+$|\.v\d+$/, '')
    const name = spec.field('name')?.text() ?? path.slice(path.lastIndexOf('/') + 1).replace(/^go-|-go$|\.go$/g, '')
    if (path && name !== '_' && name !== '.') unit.imports.set(name, path)
  }
}

/** One type per result: `(n int, err error)` gives two. */
export function resultTypes(unit: Unit, fn: Node): string[] {
  const result = fn.field('result')
  if (!result) return []
  if (result.kind() !== 'parameter_list') return [fullType(unit, result.text())]
  return named(result).flatMap((one) => {
    const type = fullType(unit, one.field('type')?.text() ?? '')
    return Array<string>(Math.max(1, resultNames(one).length)).fill(type)
  })
}

/** Names of results, where they have any. */
export function namedResults(fn: Node): string[] {
  const result = fn.field('result')
  return result?.kind() === 'parameter_list' ? named(result).flatMap(resultNames) : []
}

const resultNames = (parameter: Node): string[] =>
  parameter
    .children()
    .filter((child) => child.kind() === 'identifier')
    .map((child) => child.text())

/** Fields and their types, by the name with a dot before it. */
export function readFields(unit: Unit, root: Node): void {
  for (const field of root.findAll({ rule: { kind: 'field_declaration' } })) {
    const type = field.field('type')?.text()
    if (!type) continue
    for (const child of field.children())
      if (child.kind() === 'field_identifier') unit.types.set(`.${child.text()}`, plain(fullType(unit, type)))
  }
}

/** A type as values are known by it: no star. */
export const plain = (type: string): string => type.replace(/^[*&\s]+/, '')

/** `x` of `&x`, else null. */
export function addressed(node: Node): Node | null {
  if (node.kind() !== 'unary_expression' || node.field('operator')?.text() !== '&') return null
  const operand = node.field('operand')
  return operand && childOf(node, 'composite_literal') === null ? operand : null
}
