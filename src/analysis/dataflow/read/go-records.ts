// Records of Go that are filled from a request: which fields their type lets the outside set.
import type { Node } from '../../grammar.ts'
import type { Expr, Stmt } from '../ir.ts'
import { named, text } from './children.ts'
import { fullType, type GoFile, plain } from './go-file.ts'

/** `type User struct {...}`, kept under its name: the fields that a decoder sets. */
export const records = (declaration: Node): Stmt[] =>
  named(declaration).flatMap((spec): Stmt[] => {
    const [name, type] = [spec.field('name'), spec.field('type')]
    if (spec.kind() !== 'type_spec' || !name || type?.kind() !== 'struct_type') return []
    const target: Expr = { kind: 'name', name: name.text(), at: name }
    return [{ kind: 'assign', target, value: { kind: 'map', entries: settable(type), at: type }, at: spec }]
  })

/** Exported, and not taken out by a tag. */
const settable = (struct: Node) =>
  struct
    .children()
    .flatMap((list) => (list.kind() === 'field_declaration_list' ? named(list) : []))
    .filter((field) => !/\b(json|form|binding|bson):"-/.test(field.field('tag')?.text() ?? ''))
    .flatMap((field) => field.children().filter((child) => child.kind() === 'field_identifier'))
    .filter((name) => /^[A-Z]/.test(name.text()))
    .map((name) => ({ key: text(name, name.text()), value: text(name, name.text()) }))

/** What comes in, made into a record of the type its name is declared with. */
export function filled(file: GoFile, node: Node, name: string, made: Expr): { value: Expr; type?: string } {
  const type = declaredType(node, name)
  const [first = '', second] = type?.split('.') ?? []
  const root: Expr = { kind: 'name', name: first, at: node }
  const record: Expr = second ? { kind: 'member', object: root, name: second, at: node } : root
  const value: Expr = {
    kind: 'call',
    callee: { kind: 'name', name: '(typed record)', at: node },
    args: [{ value: made }, ...(type ? [{ value: record }] : [])],
    made: true,
    at: node,
  }
  return { value, ...(type && { type: plain(fullType(file.unit, type)) }) }
}

/** `var u User`, `u := &models.User{}`, `u := new(User)` */
function declaredType(node: Node, name: string): string | undefined {
  if (!/^\w+$/.test(name)) return undefined
  const around = node
    .ancestors()
    .find((one) => /^(function_declaration|method_declaration|func_literal)$/.test(String(one.kind())))
  const before = new RegExp(
    `\\bvar\\s+${name}\\s+\\*?([\\w.]+)|\\b${name}\\s*:?=\\s*(?:&?([\\w.]+)\\{|new\\(([\\w.]+)\\))|[(,]\\s*${name}\\s+\\*?([\\w.]+)`,
  ).exec(around?.text() ?? '')
  return before?.slice(1).find((one) => one !== undefined)
}
