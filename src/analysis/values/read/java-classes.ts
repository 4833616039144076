// Java: classes, what stands in them, and functions.
import type { Node } from '../../grammar.ts'
import type { Func, Param } from '../form.ts'
import { block } from './java.ts'
import { expression } from './java-expressions.ts'
import { declare, functionAt, inScope, kindOf, parts, type Reading } from './reading.ts'

/** Classes, and what stands in them. Fields are known by their names everywhere in the class. */
export function member(reading: Reading, node: Node, owner: string | null): void {
  const kind = kindOf(node)
  if (/^(class|enum|record|interface)_declaration$/.test(kind)) {
    const name = node.field('name')?.text() ?? null
    const fields = node.field('parameters')
    // A record is made of what its head names.
    if (kind === 'record_declaration' && name && fields) {
      const fn = functionAt(node, name, name)
      inScope(reading, fn, () => {
        fn.params = parts(fields).map((one) => parameter(reading, one))
      })
    }
    for (const one of parts(node.field('body'))) member(reading, one, name)
  }
  if (kind === 'enum_body_declarations') for (const one of parts(node)) member(reading, one, owner)
  if (kind === 'method_declaration' || kind === 'constructor_declaration' || kind === 'compact_constructor_declaration')
    functionOf(reading, node, node.field('name')?.text() ?? '', owner)
  if (kind === 'static_initializer' || kind === 'block') functionOf(reading, node, '(start)', owner)
  if (kind === 'field_declaration') {
    const type = node.field('type')?.text() ?? ''
    for (const one of parts(node))
      if (kindOf(one) === 'variable_declarator') reading.types.set(one.field('name')?.text() ?? '', type)
    const fn = functionAt(node, '(field)', owner)
    inScope(reading, fn, () => {
      for (const one of parts(node)) {
        const value = one.field('value')
        if (value) fn.body.push({ kind: 'do', value: expression(reading, value), at: one })
      }
    })
  }
}

export function functionOf(reading: Reading, node: Node, name: string, owner: string | null): Func {
  const fn = functionAt(node, name, owner)
  fn.result = node.field('type')?.text() ?? null
  const modifiers = parts(node).find((one) => kindOf(one) === 'modifiers')
  fn.marks = modifiers ? modifiers.text().split(/\s+/) : []
  inScope(reading, fn, () => {
    const list = node.field('parameters')
    fn.params =
      kindOf(list) === 'identifier' && list
        ? [parameter(reading, list)]
        : parts(list).map((one) => parameter(reading, one))
    const body = node.field('body') ?? (kindOf(node) === 'static_initializer' ? (parts(node).at(-1) ?? null) : node)
    if (/block|body$/.test(kindOf(body))) fn.body = block(reading, body)
    else if (body && body.id() !== node.id()) fn.body = [{ kind: 'return', value: expression(reading, body), at: body }]
  })
  return fn
}

function parameter(reading: Reading, node: Node): Param {
  const name = node.field('name') ?? node
  const marks = /@Nullable\b/.test(node.text()) ? '@Nullable ' : ''
  const type = node.field('type')?.text() ?? null
  return {
    name: kindOf(name) === 'identifier' ? declare(reading, name.text()) : '',
    at: node,
    type: type && marks + type,
    value: null,
  }
}
