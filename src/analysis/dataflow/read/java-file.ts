// What the reader of a Java file keeps in mind: its classes, their fields and methods, and the names of the method at hand.
import type { Node } from '../../grammar.ts'
import type { Unit } from '../ir.ts'
import { childOf, hasWord, named } from './children.ts'

export type JavaClass = { fields: Map<string, { isStatic: boolean }>; methods: Set<string>; outer: string | null }

export type JavaFile = {
  unit: Unit
  classes: Map<string, JavaClass>
  enums: Set<string>
  /** Methods of this file that give numbers, truth values and the like. */
  numbers: Set<string>
  /** The class whose body is being read. */
  owner: string | null
  /** Names that the method at hand declares, with their types. */
  locals: Map<string, string>
  /** What the method at hand returns goes to the browser as a page. */
  isPage: boolean
  /** Those of them that hold a path without `..` in it. */
  normalised: Set<string>
}

export const classKinds = [
  'class_declaration',
  'interface_declaration',
  'enum_declaration',
  'record_declaration',
  'annotation_type_declaration',
]

export function newFile(root: Node): JavaFile {
  const unit: Unit = { imports: new Map(), functions: [], body: [], types: new Map(), bases: new Map() }
  const file: JavaFile = {
    unit,
    classes: new Map(),
    enums: new Set(),
    numbers: new Set(),
    owner: null,
    locals: new Map(),
    isPage: false,
    normalised: new Set(),
  }
  readImports(unit, root)
  const classes = root.findAll({ rule: { any: classKinds.map((kind) => ({ kind })) } })
  for (const one of classes) if (one.kind() === 'enum_declaration') file.enums.add(nameOf(one))
  for (const one of classes) readClass(file, one)
  return file
}

function readImports(unit: Unit, root: Node): void {
  for (const node of named(root)) {
    if (node.kind() !== 'import_declaration') continue
    const path = childOf(node, 'scoped_identifier')?.text()
    if (path && !childOf(node, 'asterisk')) unit.imports.set(path.slice(path.lastIndexOf('.') + 1), path)
  }
}

function readClass(file: JavaFile, node: Node): void {
  const outer = node.ancestors().find((one) => classKinds.includes(String(one.kind())))
  const known: JavaClass = { fields: new Map(), methods: new Set(), outer: outer ? nameOf(outer) : null }
  file.classes.set(nameOf(node), known)
  const bases = [node.field('superclass'), node.field('interfaces'), childOf(node, 'extends_interfaces')]
  file.unit.bases.set(nameOf(node), bases.map((base) => base?.text() ?? '').join(' '))
  for (const component of named(node.field('parameters'))) readComponent(file, known, component)
  for (const member of membersOf(node)) {
    if (member.kind() === 'method_declaration') readMethod(file, known, member)
    else if (/^(field|constant)_declaration$/.test(String(member.kind()))) readField(file, known, member)
  }
}

/** Part of a record: a field, and a method that gives it. */
function readComponent(file: JavaFile, known: JavaClass, component: Node): void {
  const [name, type] = [component.field('name')?.text(), component.field('type')?.text()]
  if (!name || !type) return
  known.fields.set(name, { isStatic: false })
  noteType(file, name, type)
  if (isNumber(file, type)) file.numbers.add(name)
}

function readMethod(file: JavaFile, known: JavaClass, method: Node): void {
  const name = nameOf(method)
  known.methods.add(name)
  const type = method.field('type')?.text() ?? ''
  if (isNumber(file, type) && !/^(get|read|next|valueOf|of)$/.test(name)) file.numbers.add(name)
}

function readField(file: JavaFile, known: JavaClass, field: Node): void {
  const isStatic = field.kind() === 'constant_declaration' || hasWord(childOf(field, 'modifiers') ?? field, 'static')
  const type = field.field('type')?.text() ?? ''
  for (const declarator of named(field)) {
    if (declarator.kind() !== 'variable_declarator') continue
    known.fields.set(nameOf(declarator), { isStatic })
    noteType(file, nameOf(declarator), type)
  }
}

function noteType(file: JavaFile, name: string, type: string): void {
  const full = plainName(fullType(file, type))
  file.unit.types.set(`.${name}`, full)
  file.unit.types.set(name, full)
}

export const nameOf = (node: Node): string => node.field('name')?.text() ?? ''

/** What stands in the body of a class; in an enum behind its constants. */
export const membersOf = (node: Node): Node[] =>
  named(node.field('body')).flatMap((child) => (child.kind() === 'enum_body_declarations' ? named(child) : [child]))

/** A type with the path of its package, if that is imported by name. An enum of this file is just `enum`. */
export function fullType(file: JavaFile, type: string): string {
  const head = /^[\w$]+/.exec(type)?.[0] ?? ''
  if (file.enums.has(head) && head === type) return 'enum'
  const path = file.unit.imports.get(head)
  return path ? path + type.slice(head.length) : type
}

/** Without what stands in pointed brackets. */
export const plainName = (type: string): string => type.replace(/<.*>/s, '').trim()

export const numberTypes =
  /^(int|long|short|byte|char|boolean|float|double|([\w.]+\.)?(Integer|Long|Short|Byte|Boolean|Float|Double|Character|BigInteger|BigDecimal|UUID|Local(Date|Time|DateTime)|Instant|(Zoned|Offset)DateTime|Duration|Year|YearMonth|AtomicInteger|AtomicLong|Optional(Int|Long|Double))|enum)$/

export const isNumber = (file: JavaFile, type: string): boolean => numberTypes.test(fullType(file, type))

/** The class, from this one outwards, that has such a method. */
export function ownerOfMethod(file: JavaFile, method: string): string | null {
  for (let owner = file.owner; owner; owner = file.classes.get(owner)?.outer ?? null)
    if (file.classes.get(owner)?.methods.has(method)) return owner
  return null
}

export const ownField = (file: JavaFile, name: string) =>
  file.owner ? file.classes.get(file.owner)?.fields.get(name) : undefined
