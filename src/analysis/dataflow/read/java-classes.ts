// Classes of Java: their methods become functions of the file, their fields get their values.
import type { Node } from '../../grammar.ts'
import type { Expr, Func, Param, Stmt } from '../ir.ts'
import { childOf, hasWord, named, other } from './children.ts'
import { initialValue } from './java-expressions.ts'
import { classKinds, fullType, type JavaFile, membersOf, nameOf, plainName } from './java-file.ts'
import { block } from './java-statements.ts'

export function readClass(file: JavaFile, node: Node): void {
  const outer = { owner: file.owner, locals: file.locals, normalised: file.normalised }
  Object.assign(file, { owner: nameOf(node), locals: new Map(), normalised: new Set() })
  // What the class says of all its methods; its part of their address is no one method's matter.
  const marks = marksOf(node).filter((mark) => !/^(\w*Mapping|Path|Controller)\b/.test(mark))
  const made: Stmt[] = []
  const constructors: Func[] = []
  for (const member of membersOf(node)) {
    const kind = String(member.kind())
    if (classKinds.includes(kind)) readClass(file, member)
    else if (/^(field|constant)_declaration$/.test(kind)) made.push(...fieldValues(file, member))
    else if (kind === 'method_declaration') file.unit.functions.push(methodOf(file, member, marks))
    else if (/constructor_declaration$/.test(kind)) constructors.push(constructorOf(file, member))
    else if (kind === 'static_initializer') file.unit.body.push(...block(file, childOf(member, 'block')))
    else if (kind === 'block') made.push(...block(file, member))
  }
  if (constructors.length === 0 && made.length > 0) constructors.push(constructed(node, file.owner, []))
  for (const one of constructors) file.unit.functions.push({ ...one, body: [...made, ...one.body] })
  Object.assign(file, outer)
}

/** Fixed values of the class itself go to the top of the file; those of its objects to their constructor. */
function fieldValues(file: JavaFile, field: Node): Stmt[] {
  const modifiers = childOf(field, 'modifiers') ?? field
  const isConstant = field.kind() === 'constant_declaration'
  const isStatic = isConstant || hasWord(modifiers, 'static')
  const type = field.field('type')?.text() ?? ''
  const made: Stmt[] = []
  for (const declarator of named(field)) {
    const given = declarator.kind() === 'variable_declarator' ? declarator.field('value') : null
    if (!given) continue
    const name: Expr = { kind: 'name', name: nameOf(declarator), at: declarator }
    const self: Expr = { kind: 'name', name: 'this', at: declarator }
    const first = initialValue(file, type, given)
    // What may be set anew is not known to be this.
    const isFixed = isConstant || hasWord(modifiers, 'final')
    const value: Expr = isFixed ? first : { kind: 'choice', test: null, options: [first, other(given)], at: given }
    const target: Expr = isStatic ? name : { kind: 'member', object: self, name: nameOf(declarator), at: declarator }
    const into = isStatic ? file.unit.body : made
    into.push({ kind: 'assign', target, value, type: plainName(fullType(file, type)), at: declarator })
  }
  return made
}

export function methodOf(file: JavaFile, node: Node, marks: string[]): Func {
  const outer = { locals: file.locals, normalised: file.normalised, isPage: file.isPage }
  const told = [...marksOf(node), ...marks]
  file.isPage = isPage(node, told)
  file.locals = new Map(outer.locals)
  file.normalised = new Set(outer.normalised)
  const params = parametersOf(file, node.field('parameters'))
  noteLocals(file, node)
  const fn: Func = {
    name: nameOf(node),
    owner: file.owner,
    params,
    body: block(file, node.field('body')),
    marks: told,
    self: 'this',
    at: node,
  }
  Object.assign(file, outer)
  return fn
}

/** Spring sends a text as it is, and browsers take it for a page unless it is said to be something else. */
function isPage(method: Node, marks: string[]): boolean {
  const all = marks.join(' ')
  if (method.field('type')?.text() !== 'String' || /\b(produces|Produces)\b(?!.*html)/s.test(all)) return false
  return (/Mapping\b/.test(all) && /\b(ResponseBody|RestController)\b/.test(all)) || /\bProduces\(.*html/is.test(all)
}

/** What a constructor is given is the business of who makes the object: here it comes from nowhere. */
const constructorOf = (file: JavaFile, node: Node): Func => constructed(node, file.owner, methodOf(file, node, []).body)

const constructed = (at: Node, owner: string | null, body: Stmt[]): Func => ({
  name: '<init>',
  owner,
  params: [],
  body,
  marks: [],
  self: 'this',
  at,
})

export function parametersOf(file: JavaFile, list: Node | null): Param[] {
  return named(list).flatMap((node): Param[] => {
    if (node.kind() === 'identifier') return [parameter(file, node, node.text(), '')]
    const declarator = node.kind() === 'spread_parameter' ? childOf(node, 'variable_declarator') : node
    const type = node.field('type') ?? named(node).find((child) => /type/.test(String(child.kind())))
    const name = declarator?.field('name')?.text()
    return name ? [parameter(file, node, name, type?.text() ?? '')] : []
  })
}

function parameter(file: JavaFile, at: Node, name: string, written: string): Param {
  const type = fullType(file, written)
  file.locals.set(name, plainName(type))
  return { name, type: written && written !== 'var' ? type : null, marks: marksOf(at), at }
}

/** Annotations, without the sign before them. */
export function marksOf(node: Node): string[] {
  const modifiers = childOf(node, 'modifiers')
  return named(modifiers ?? node)
    .filter((child) => /^(marker_)?annotation$/.test(String(child.kind())))
    .map((child) => child.text().replace(/^@\s*/, ''))
}

/** All names that a method declares, so that they are told from fields. */
function noteLocals(file: JavaFile, method: Node): void {
  const kinds = [
    'variable_declarator',
    'enhanced_for_statement',
    'resource',
    'catch_formal_parameter',
    'lambda_expression',
  ]
  for (const node of method.findAll({ rule: { any: kinds.map((kind) => ({ kind })) } })) {
    const name = node.field('name')?.text()
    const type = (node.field('type') ?? node.parent()?.field('type'))?.text() ?? ''
    if (name && !file.locals.has(name)) file.locals.set(name, plainName(fullType(file, type)))
    if (node.kind() === 'lambda_expression')
      for (const one of node
        .field('parameters')
        ?.text()
        .match(/\w+(?=\s*(,|\)|$))/g) ?? [])
        if (!file.locals.has(one)) file.locals.set(one, '')
  }
  for (const node of method.findAll({
    rule: { any: [{ kind: 'variable_declarator' }, { kind: 'assignment_expression' }] },
  })) {
    const value = (node.field('value') ?? node.field('right'))?.text() ?? ''
    const name = (node.field('name') ?? node.field('left'))?.text()
    if (name && pathMadePlain.test(value)) file.normalised.add(name.replace(/^this\./, ''))
  }
}

export const pathMadePlain = /\b(normalize|toRealPath|getCanonicalPath|getCanonicalFile)\(/
