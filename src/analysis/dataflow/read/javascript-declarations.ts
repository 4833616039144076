// JavaScript and TypeScript, read for dataflow: variables, imports and exports.
import type { Node } from '../../grammar.ts'
import type { Expr, Stmt, Unit } from '../ir.ts'
import { childOf, hasWord, named } from './children.ts'
import { isFunction, keyText, type Reader, typeOf } from './javascript-reader.ts'

export function declared(reader: Reader, node: Node): Stmt[] {
  const name = node.field('name')
  const value = node.field('value')
  const type = typeOf(node)
  if (!name || !value) return []
  const full = moduleMember(reader.unit, value.text())
  if (full !== null) return bindImport(reader.unit, name, full)
  const worth =
    isFunction(value) && name.kind() === 'identifier'
      ? asFunction(reader, value, name.text())
      : reader.expression(value)
  const parts = takenApart(reader, name, worth)
  return parts ?? [{ kind: 'assign', target: reader.expression(name), value: worth, at: node, ...(type && { type }) }]
}

/**
 * `const { a, b: { c } } = x.y` is `a = x.y.a` and `c = x.y.b.c`, which the tables know by name.
 * Null for all other targets and values.
 */
export function takenApart(reader: Reader, pattern: Node, from: Expr): Stmt[] | null {
  if (pattern.kind() !== 'object_pattern' || !isPlace(from)) return null
  return named(pattern).flatMap((entry): Stmt[] => {
    const key = entry.field('key') ?? entry.field('left') ?? entry
    const name = keyText(key)
    const target = entry.kind() === 'pair_pattern' ? entry.field('value') : key
    if (entry.kind() === 'rest_pattern' || name?.kind !== 'text' || !target) {
      const rest = named(entry)[0]
      return entry.kind() === 'rest_pattern' && rest
        ? [{ kind: 'assign', target: reader.expression(rest), value: from, at: entry }]
        : []
    }
    const inner = target.kind() === 'assignment_pattern' ? (target.field('left') ?? target) : target
    const value: Expr = { kind: 'member', object: from, name: name.value, at: entry }
    const parts = takenApart(reader, inner, value)
    return parts ?? [{ kind: 'assign', target: reader.expression(inner), value, at: entry }]
  })
}

const isPlace = (expr: Expr): boolean => expr.kind === 'name' || (expr.kind === 'member' && isPlace(expr.object))

const asFunction = (reader: Reader, node: Node, name: string): Expr => ({
  kind: 'function',
  fn: reader.functionOf(node, name),
  at: node,
})

/** `require('x').y`, `await import('x')`, `promisify(x.y)`, or something of an import: what it is called in full. */
function moduleMember(unit: Unit, value: string): string | null {
  const loaded = /^(?:await\s+)?(?:require|import)\(\s*['"]([^'"]+)['"]\s*\)((?:\.\w+)*)$/.exec(value)
  if (loaded) return plain(loaded[1] ?? '') + (loaded[2] ?? '').replace(/^\.default/, '')
  const promised = /^(?:[\w.]+\.)?promisify\(\s*([\s\S]+?)\s*\)$/.exec(value)
  if (promised) return moduleMember(unit, promised[1] ?? '')
  const [, head, rest] = /^(\w+)((?:\.\w+)*)$/.exec(value) ?? []
  const known = head === undefined ? undefined : unit.imports.get(head)
  return known === undefined ? null : known + (rest ?? '')
}

function bindImport(unit: Unit, name: Node, full: string): Stmt[] {
  if (name.kind() === 'identifier') unit.imports.set(name.text(), full)
  for (const child of name.kind() === 'object_pattern' ? named(name) : []) {
    const key = child.field('key')?.text() ?? child.text()
    const local = child.field('value')?.text() ?? child.text()
    unit.imports.set(local, `${full}.${key}`)
  }
  return []
}

/** `node:fs/promises` is called `fs.promises`. */
export const plain = (module: string) => module.replace(/^node:/, '').replace(/\/promises$/, '.promises')

export function readImport(unit: Unit, node: Node): void {
  const module = plain(node.field('source')?.text().slice(1, -1) ?? '')
  for (const child of named(childOf(node, 'import_clause'))) {
    if (child.kind() === 'identifier') unit.imports.set(child.text(), module)
    if (child.kind() === 'namespace_import') unit.imports.set(named(child)[0]?.text() ?? '', module)
    for (const one of child.kind() === 'named_imports' ? named(child) : []) {
      const name = one.field('name')?.text() ?? ''
      unit.imports.set(one.field('alias')?.text() ?? name, name === 'default' ? module : `${module}.${name}`)
    }
  }
}

export function exported(reader: Reader, node: Node): Stmt[] {
  const declaration = node.field('declaration')
  const value = node.field('value')
  const before = reader.unit.functions.length
  const made = declaration
    ? reader.statement(declaration)
    : value
      ? [known(node, 'default', isFunction(value) ? asFunction(reader, value, 'default') : reader.expression(value))]
      : named(childOf(node, 'export_clause')).flatMap((one) => handedOn(reader, node, one))
  if (!declaration && !value && childOf(node, 'export_clause') === null) handOnAll(reader.unit, node)
  const isDefault = hasWord(node, 'default')
  for (const fn of reader.unit.functions.slice(before))
    if (fn.at.parent()?.id() === node.id() || fn.at.ancestors()[2]?.id() === node.id())
      fn.marks.push(`export:${isDefault ? 'default' : fn.name}`)
  return made
}

/** What a file gives to others is known by a name that no code can have. */
const known = (node: Node, name: string, value: Expr): Stmt => ({
  kind: 'assign',
  target: { kind: 'name', name: `export:${name}`, at: node },
  value,
  at: node,
})

/** `export { a as b }`, or the same of another file. */
function handedOn(reader: Reader, node: Node, one: Node): Stmt[] {
  const name = one.field('name')?.text() ?? ''
  const given = one.field('alias')?.text() ?? name
  const source = node.field('source')?.text().slice(1, -1)
  if (source === undefined) return [known(node, given, { kind: 'name', name, at: one })]
  reader.unit.imports.set(`export:${given}`, name === 'default' ? plain(source) : `${plain(source)}.${name}`)
  return []
}

function handOnAll(unit: Unit, node: Node): void {
  const source = node.field('source')?.text().slice(1, -1)
  if (source !== undefined) unit.imports.set(`export:*${source}`, plain(source))
}
