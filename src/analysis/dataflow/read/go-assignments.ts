// Assignments and declarations of Go, where a call may give several results.
import type { Node } from '../../grammar.ts'
import type { Expr, Stmt } from '../ir.ts'
import { named, other } from './children.ts'
import { expression } from './go-expressions.ts'
import { fullType, type GoFile, plain } from './go-file.ts'

export function assignment(file: GoFile, node: Node): Stmt[] {
  const operator = node.field('operator')?.text() ?? '='
  const left = named(node.field('left'))
  const right = node.kind() === 'receive_statement' ? [node.field('right')] : named(node.field('right'))
  if (operator !== '=' && operator !== '+=') return []
  return assigned(
    file,
    node,
    left,
    right.filter((one) => one !== null),
    operator === '+=',
  )
}

export function declaration(file: GoFile, node: Node): Stmt[] {
  const constant = node.kind() === 'const_declaration'
  return node.findAll({ rule: { kind: constant ? 'const_spec' : 'var_spec' } }).flatMap((spec): Stmt[] => {
    const names = spec.children().filter((child) => child.kind() === 'identifier')
    const type = spec.field('type')?.text()
    const values = named(spec.field('value'))
    if (values.length > 0) return assigned(file, spec, names, values, false, constant)
    const told = type ? { type: plain(fullType(file.unit, type)) } : {}
    return names.map((name) => ({
      kind: 'assign',
      target: expression(file, name, spec),
      value: type === 'string' ? { kind: 'text', value: '', at: spec } : other(spec),
      at: spec,
      ...told,
    }))
  })
}

function assigned(file: GoFile, at: Node, left: Node[], right: Node[], adds: boolean, constant = false): Stmt[] {
  const [only] = right
  if (left.length > 1 && right.length === 1 && only) return severalResults(file, at, left, only)
  return left.flatMap((name, index): Stmt[] => {
    const from = right[index]
    if (!from || name.text() === '_') return from ? [{ kind: 'do', value: expression(file, from, at), at }] : []
    const read = expression(file, from, at)
    // A flag may be set in a function literal, which is not followed back.
    const value =
      read.kind === 'literal' && !constant && name.kind() === 'identifier' ? other(read.at) : failure(name.text(), read)
    const type = typeOf(file, from)[0]
    return [
      {
        kind: 'assign',
        target: expression(file, name, at),
        value,
        at,
        ...(adds && { adds: true as const }),
        ...(type && { type }),
      },
    ]
  })
}

/** `v, ok := m[k]`, `v, err := f()`: an answer and whether it is one. */
function severalResults(file: GoFile, at: Node, left: Node[], from: Node): Stmt[] {
  const value = expression(file, from, at)
  const [first, second] = left
  const nameOf = (node: Node | undefined): Expr => (node ? expression(file, node, at) : other(at))
  const assign = (target: Expr, what: Expr, type?: string): Stmt => ({
    kind: 'assign',
    target,
    value: what,
    at,
    ...(type && { type }),
  })
  if (value.kind === 'index' && from.kind() === 'index_expression') {
    const known: Expr = { kind: 'compare', op: 'in', left: value.key, right: value.object, at }
    return [assign(nameOf(first), value), assign(nameOf(second), known)]
  }
  // An error stands last: in front of one, `e` is an event or an employee.
  const isTold = (node: Node) => isVerdict(node.text()) && (node.text() !== 'e' || node === left.at(-1))
  const targets = left.map((node): Expr => (isTold(node) ? other(node) : nameOf(node)))
  const useful = targets.filter((target) => target.kind !== 'other')
  const verdict = left.at(-1)
  const asks =
    value.kind === 'call' && verdict && isVerdict(verdict.text())
      ? { asks: { name: verdict.text(), test: succeeded(verdict.text(), value) } }
      : {}
  const own = value.kind === 'call' && (file.results.get(lastName(value.callee))?.length ?? 0) > 1
  const [target] = useful
  const type = typeOf(file, from)[0]
  if (useful.length === 1 && target && target === targets[0] && !own)
    return [{ ...assign(target, value, type), ...asks } as Stmt]
  return [{ ...assign({ kind: 'list', items: targets, at }, value), ...asks } as Stmt]
}

/** An error says that a call failed, whatever else its text may say. */
const failure = (name: string, value: Expr): Expr =>
  /^(err|\w*Err)$/.test(name) && value.kind === 'call' ? succeeded(name, value) : value

/** Errors tell of failure, everything else of success. */
const succeeded = (name: string, call: Expr): Expr =>
  /err/i.test(name) ? { kind: 'logic', op: 'not', parts: [call], at: call.at } : call

const isVerdict = (name: string) =>
  /^(_|ok|found|exists|known|present|more|isPrefix|loaded|err|e|\w*Err|err\d|\w*Error|errs?)$/.test(name)

const lastName = (callee: Expr): string => (callee.kind === 'name' || callee.kind === 'member' ? callee.name : '')

/** Types of a value as far as the text tells them. */
function typeOf(file: GoFile, node: Node): string[] {
  const told = node.kind() === 'unary_expression' ? (node.field('operand') ?? node) : node
  if (told.kind() === 'composite_literal') return [plain(fullType(file.unit, told.field('type')?.text() ?? ''))]
  if (told.kind() === 'selector_expression' && /^\w+\.Request$/.test(told.text())) return ['net/http.Request']
  if (told.kind() !== 'call_expression') return []
  const callee = told.field('function')?.text() ?? ''
  const own = file.results.get(callee.slice(callee.lastIndexOf('.') + 1))
  if (own && (!callee.includes('.') || !file.unit.imports.has(callee.split('.')[0] ?? ''))) return own.map(plain)
  const name = fullType(file.unit, callee)
  return known.flatMap(([shape, type]) => (shape.test(name) ? [name.replace(shape, type)] : [])).slice(0, 1)
}

/** What well-known calls give. */
const known: [RegExp, string][] = [
  [/^database\/sql\.(Open|OpenDB)$/, 'database/sql.DB'],
  [/^(.*\/sqlx)\.(Open|Connect|MustConnect|MustOpen)$/, '$1.DB'],
  [/^(.*gorm)\.Open$/, '$1.DB'],
  [/^(.*\/pgxpool)\.(New|Connect)$/, '$1.Pool'],
  [/^(.*\/pgx)\.Connect$/, '$1.Conn'],
  [/^.*\.(Begin|BeginTx|Beginx|MustBegin)$/, 'database/sql.Tx'],
  [/^((text|html)\/template)\.(Must|New|ParseFiles|ParseGlob)\b.*$/, '$1.Template'],
  [/^(.*\.Request|(r|req|request)\.WithContext)$/, 'net/http.Request'],
  [/^net\.(Dial|DialTimeout)$/, 'net.Conn'],
  [/^.*\.Accept$/, 'net.Conn'],
  [/^.*\.Upgrade$/, 'websocket.Conn'],
  [/^log\.(New|Default)$/, 'log.Logger'],
]
