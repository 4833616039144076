// JavaScript and TypeScript, read for dataflow: the entries of objects, and JSX.
import type { Node } from '../../grammar.ts'
import type { Expr } from '../ir.ts'
import { childOf, named, other, text } from './children.ts'
import { isFunction, keyText, type Reader } from './javascript-reader.ts'

type Read = Reader['expression']

export function entryOf(reader: Reader, node: Node): { key: Expr | null; value: Expr }[] {
  const { expression } = reader
  if (node.kind() === 'pair' || node.kind() === 'pair_pattern') {
    const key = node.field('key')
    const value = node.field('value')
    const name = key && (keyText(key) ?? expression(named(key)[0]))
    const isNamed = key && value && isFunction(value)
    const worth: Expr = isNamed
      ? { kind: 'function', fn: reader.functionOf(value, key.text()), at: value }
      : expression(value)
    return [
      { key: name, value: name?.kind === 'text' && toldKeys.test(name.value) ? told(node, name.value, worth) : worth },
    ]
  }
  if (node.kind() === 'method_definition') {
    const name = node.field('name')
    return [
      {
        key: name ? keyText(name) : null,
        value: { kind: 'function', fn: reader.functionOf(node, name?.text() ?? ''), at: node },
      },
    ]
  }
  if (/^shorthand_property/.test(String(node.kind())))
    return [{ key: text(node, node.text()), value: expression(node) }]
  if (node.kind() === 'object_assignment_pattern') {
    const left = node.field('left')
    return left ? [{ key: text(left, left.text()), value: expression(left) }] : []
  }
  return [{ key: null, value: expression(node) }]
}

/** Keys that do something with their value wherever they stand: told to `key:<its name>`, where a table can listen. */
const toldKeys = /^\$(where|function|accumulator)$/

const told = (at: Node, key: string, value: Expr): Expr => ({
  kind: 'call',
  callee: { kind: 'name', name: `key:${key}`, at },
  args: [{ value }],
  at,
})

/** Each attribute is told to `jsx:<its name>`, where a table can listen; the element itself is nothing to follow. */
export function markup(expression: Read, node: Node): Expr {
  const open = childOf(node, 'jsx_opening_element') ?? node
  const attributes = named(open)
    .filter((child) => child.kind() === 'jsx_attribute')
    .flatMap((attribute): Expr[] => {
      const [name, value] = named(attribute)
      if (!name || !value) return []
      const callee: Expr = { kind: 'name', name: `jsx:${name.text()}`, at: attribute }
      return [{ kind: 'call', callee, args: [{ value: expression(value) }], at: attribute }]
    })
  const inside = named(node).filter((child) =>
    /^jsx_(element|self_closing_element|fragment|expression)$/.test(String(child.kind())),
  )
  return other(node, [...attributes, ...inside.filter((child) => named(child).length > 0).map(expression)])
}
