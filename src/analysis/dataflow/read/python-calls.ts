// Calls, texts and functions without a name in Python, read for dataflow.
import type { Node } from '../../grammar.ts'
import type { Arg, Expr, Func, Param, Stmt } from '../ir.ts'
import { join, named, other, text, unescaped } from './children.ts'
import { expression, target } from './python-expressions.ts'

export function callOf(node: Node): Expr {
  const called = expression(node.field('function'))
  // The builtin one, and not that of regular expressions.
  const callee: Expr = called.kind === 'name' && called.name === 'compile' ? { ...called, name: '(code of)' } : called
  const list = node.field('arguments')
  const args = list?.kind() === 'generator_expression' ? [{ value: expression(list) }] : named(list).map(argument)
  // '...'.format(a, b) and '...'.join(list) are texts made of parts.
  if (
    callee.kind === 'member' &&
    (callee.object.kind === 'text' || callee.object.kind === 'join') &&
    /^(format|join|format_map)$/.test(callee.name)
  )
    return join(node, [callee.object, ...args.map(({ value }) => value)])
  return { kind: 'call', callee, args, at: node }
}

function argument(node: Node): Arg {
  if (node.kind() === 'keyword_argument')
    return { name: node.field('name')?.text() ?? '', value: expression(node.field('value')) }
  if (node.kind() === 'list_splat' || node.kind() === 'dictionary_splat')
    return { value: expression(node), spread: true }
  return { value: expression(node) }
}

export function stringOf(node: Node): Expr {
  const raw = /^[a-z]*r/i.test(node.text().slice(0, 3))
  const parts = node.children().flatMap((child): Expr[] => {
    if (child.kind() === 'string_content') return [text(child, raw ? child.text() : unescaped(child.text()))]
    if (child.kind() === 'interpolation') return [interpolation(child)]
    return []
  })
  const [only] = parts
  if (parts.length === 0) return text(node, '')
  return parts.length === 1 && only?.kind === 'text' ? { ...only, at: node } : join(node, parts)
}

/** `{name!r}` is quoted and has no line breaks. */
function interpolation(node: Node): Expr {
  const value = expression(node.field('expression') ?? named(node)[0])
  if (!/!r\s*[:}]/.test(node.text())) return value
  return { kind: 'call', callee: { kind: 'name', name: 'repr', at: node }, args: [{ value }], at: node }
}

export function lambda(node: Node): Expr {
  const body = expression(node.field('body'))
  return functionOf(node, [{ kind: 'return', value: body, at: body.at }], paramsOf(node.field('parameters')))
}

const functionOf = (at: Node, body: Stmt[], params: Param[]): Expr => {
  const fn: Func = { name: '', owner: null, params, marks: [], self: null, body, at }
  return { kind: 'function', fn, at }
}

/** `[f(x) for x in xs if test]`: what f gives for an item. */
export function comprehension(node: Node): Expr {
  const made = node.field('body')
  const value = made?.kind() === 'pair' ? recordOf(made) : made ? expression(made) : other(node)
  const inside: Stmt[] = [{ kind: 'return', value, at: value.at }]
  const body = named(node).reduceRight<Stmt[]>((within, clause) => {
    if (clause.kind() === 'if_clause')
      return [{ kind: 'if', test: expression(named(clause)[0]), yes: within, no: [], at: clause }]
    if (clause.kind() !== 'for_in_clause') return within
    const [bind, over] = [target(clause.field('left')), expression(clause.field('right'))]
    return [{ kind: 'loop', bind, over, test: null, body: within, at: clause }]
  }, inside)
  return { kind: 'call', callee: functionOf(node, body, []), args: [], at: node }
}

const recordOf = (pair: Node): Expr => ({
  kind: 'map',
  entries: [{ key: expression(pair.field('key')), value: expression(pair.field('value')) }],
  at: pair,
})

export function paramsOf(list: Node | null): Param[] {
  return named(list).flatMap((node): Param[] => {
    const kind = String(node.kind())
    const plain = kind === 'identifier' ? node : (node.field('name') ?? node.find({ rule: { kind: 'identifier' } }))
    if (!plain || /separator$/.test(kind)) return []
    const fallback = node.field('value')?.text()
    const type = node.field('type')?.text() ?? null
    // What FastAPI hands in by itself is told by its default.
    const given = /^(Depends|Security|Inject|Provide)\b/.test(fallback ?? '') ? 'Depends' : null
    const mark = /^(?:\w+\.)*Annotated\[.*?,\s*(.*)\]$/s.exec(type ?? '')?.[1]
    return [
      { name: plain.text(), type: given ?? type, marks: [fallback, mark].filter((one) => one !== undefined), at: node },
    ]
  })
}
