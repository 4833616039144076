// JavaScript and TypeScript, read for dataflow: classes, their methods and their fields.
import type { Node } from '../../grammar.ts'
import type { Unit } from '../ir.ts'
import { childOf, doing, hasWord, named } from './children.ts'
import { isFunction, type Reader, typeOf } from './javascript-reader.ts'

export function classOf(reader: Reader, node: Node): void {
  const owner = node.field('name')?.text() ?? ''
  reader.unit.bases.set(owner, childOf(node, 'class_heritage')?.text() ?? '')
  let marks: string[] = []
  for (const member of named(node.field('body'))) {
    if (member.kind() === 'decorator') {
      marks.push(member.text().slice(1))
      continue
    }
    if (member.kind() === 'method_definition') readMethod(reader, member, owner, marks)
    else if (/field_definition$/.test(String(member.kind()))) readField(reader, member, owner, marks)
    else if (member.kind() === 'class_static_block')
      reader.unit.body.push(...reader.statements(childOf(member, 'statement_block')))
    marks = []
  }
}

function readMethod(reader: Reader, member: Node, owner: string, marks: string[]): void {
  reader.functionOf(member, member.field('name')?.text() ?? '', owner).marks.push(...marks)
  for (const param of named(member.field('parameters'))) {
    // constructor(private readonly db: Pool) declares a field.
    if (childOf(param, 'accessibility_modifier') || hasWord(param, 'readonly'))
      declareField(reader.unit, param.field('pattern')?.text() ?? '', typeOf(param))
  }
}

function readField(reader: Reader, member: Node, owner: string, marks: string[]): void {
  const name = (member.field('name') ?? member.field('property'))?.text() ?? ''
  const value = member.field('value')
  const made = value?.kind() === 'new_expression' ? (value.field('constructor')?.text() ?? null) : null
  declareField(reader.unit, name, typeOf(member) ?? made)
  if (value && isFunction(value)) reader.functionOf(value, name, owner).marks.push(...marks)
  else if (value) reader.unit.body.push(doing(reader.expression(value)))
}

function declareField(unit: Unit, name: string, type: string | null): void {
  if (type) unit.types.set(`.${name}`, type.replace(/[<[|].*$/s, '').trim())
}
