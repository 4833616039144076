// JavaScript and TypeScript, read for dataflow: classes, their methods and their fields.
import type { Node } from '../../grammar.ts'
import type { Expr, Stmt, Unit } from '../ir.ts'
import { childOf, doing, hasWord, named, other } from './children.ts'
import { isFunction, type Reader, typeOf } from './javascript-reader.ts'

export function classOf(reader: Reader, node: Node): void {
  const owner = node.field('name')?.text() ?? ''
  reader.unit.bases.set(owner, childOf(node, 'class_heritage')?.text() ?? '')
  let marks: string[] = []
  const made: Stmt[] = []
  for (const member of named(node.field('body'))) {
    if (member.kind() === 'decorator') {
      marks.push(member.text().slice(1))
      continue
    }
    if (member.kind() === 'method_definition') readMethod(reader, member, owner, marks)
    else if (/field_definition$/.test(String(member.kind()))) made.push(...readField(reader, member, owner, marks))
    else if (member.kind() === 'class_static_block')
      reader.unit.body.push(...reader.statements(childOf(member, 'statement_block')))
    marks = []
  }
  construct(reader.unit, node, owner, made)
}

/** What fields begin with is set before the constructor does anything else. */
function construct({ functions }: Unit, at: Node, owner: string, made: Stmt[]): void {
  if (made.length === 0) return
  const known = functions.findLast((fn) => fn.owner === owner && fn.name === 'constructor')
  if (known) known.body = [...made, ...known.body]
  else functions.push({ name: 'constructor', owner, params: [], marks: [], self: 'this', body: made, at })
}

function readMethod(reader: Reader, member: Node, owner: string, marks: string[]): void {
  reader.functionOf(member, member.field('name')?.text() ?? '', owner).marks.push(...marks)
  for (const param of named(member.field('parameters'))) {
    // constructor(private readonly db: Pool) declares a field.
    if (childOf(param, 'accessibility_modifier') || hasWord(param, 'readonly'))
      declareField(reader.unit, param.field('pattern')?.text() ?? '', typeOf(param))
  }
}

function readField(reader: Reader, member: Node, owner: string, marks: string[]): Stmt[] {
  const name = (member.field('name') ?? member.field('property'))?.text() ?? ''
  const value = member.field('value')
  const made = value?.kind() === 'new_expression' ? (value.field('constructor')?.text() ?? null) : null
  declareField(reader.unit, name, typeOf(member) ?? made)
  if (!value) return []
  if (isFunction(value)) {
    reader.functionOf(value, name, owner).marks.push(...marks)
    return []
  }
  const first = reader.expression(value)
  if (hasWord(member, 'static')) {
    reader.unit.body.push(doing(first))
    return []
  }
  const self: Expr = { kind: 'name', name: 'this', at: member }
  // What may be set anew is not known to be this, unless it is a thing that was made.
  const isFixed = hasWord(member, 'readonly') || first.kind === 'call'
  const worth: Expr = isFixed ? first : { kind: 'choice', test: null, options: [first, other(value)], at: value }
  return [{ kind: 'assign', target: { kind: 'member', object: self, name, at: member }, value: worth, at: member }]
}

function declareField(unit: Unit, name: string, type: string | null): void {
  if (type) unit.types.set(`.${name}`, type.replace(/[<[|].*$/s, '').trim())
}
