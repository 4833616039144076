// JavaScript and TypeScript: functions, their parameters and classes.
import type { Node } from '../../grammar.ts'
import type { Expr, Func, Param } from '../form.ts'
import { statements } from './javascript.ts'
import { expression, pattern } from './javascript-expressions.ts'
import { functionAt, inScope, kindOf, namesIn, other, parts, type Reading } from './reading.ts'

export function functionOf(reading: Reading, node: Node, name: string, owner: string | null = null): Func {
  const fn = functionAt(node, name, owner)
  fn.isAsync = node.children().some((child) => kindOf(child) === 'async')
  fn.yields = node.children().some((child) => kindOf(child) === '*')
  fn.result = node.field('return_type')?.text().replace(/^:\s*/, '') ?? null
  inScope(reading, fn, () => {
    const single = node.field('parameter')
    const all = single ? [single] : parts(node.field('parameters'))
    fn.params = all.flatMap((one) => parameter(reading, one))
    const body = node.field('body')
    if (kindOf(body) === 'statement_block') fn.body = statements(reading, body)
    else if (body) fn.body = [{ kind: 'return', value: expression(reading, body), at: body }]
  })
  return fn
}

function parameter(reading: Reading, node: Node): Param[] {
  const inner = node.field('pattern') ?? (kindOf(node) === 'assignment_pattern' ? node.field('left') : node)
  const given = node.field('value') ?? (kindOf(node) === 'assignment_pattern' ? node.field('right') : null)
  if (!inner || kindOf(inner) === 'this') return []
  const type = node.field('type')?.text().replace(/^:\s*/, '') ?? null
  const names = namesIn(pattern(reading, inner, true))
  const value = given ? expression(reading, given) : null
  if (kindOf(inner) === 'identifier')
    return [
      {
        name: names[0] ?? '',
        at: node,
        type: kindOf(node) === 'optional_parameter' ? `${type} | undefined` : type,
        value,
      },
    ]
  return [{ name: '', at: node, type, value }]
}

/** Methods are functions of their own; of fields only their values are looked at. */
export function classBody(reading: Reading, node: Node): Expr {
  const owner = node.field('name')?.text() ?? null
  const fn = functionAt(node, '(class)', owner)
  inScope(reading, fn, () => {
    for (const one of parts(node.field('body'))) {
      const value = one.field('value')
      if (kindOf(one) === 'method_definition') functionOf(reading, one, one.field('name')?.text() ?? '', owner)
      else if (value) fn.body.push({ kind: 'do', value: expression(reading, value), at: one })
    }
  })
  return other(node)
}
