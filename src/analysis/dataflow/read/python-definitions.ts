// Functions, classes and imports of Python, read for dataflow.
import type { Node } from '../../grammar.ts'
import type { Func, Stmt, Unit } from '../ir.ts'
import { named } from './children.ts'
import { paramsOf } from './python-calls.ts'
import { block } from './python-statements.ts'

export function define(unit: Unit, node: Node, owner: string | null, marks: string[]): Stmt[] {
  const params = paramsOf(node.field('parameters'))
  const isMethod = owner !== null && !marks.some((mark) => /^staticmethod/.test(mark))
  const fn: Func = {
    name: node.field('name')?.text() ?? '',
    owner,
    params,
    marks: [...marks, ...framework(unit, node, owner, marks)],
    self: isMethod ? (params[0]?.name ?? null) : null,
    body: block(unit, node.field('body'), null),
    at: node,
  }
  if (isMethod) fn.params = params.slice(1)
  // What stands at the top can be called from anywhere; what stands in a function is its own.
  const isTop =
    owner !== null || node.ancestors().every((one) => !/^(function_definition|lambda)$/.test(String(one.kind())))
  if (!isTop) return [{ kind: 'define', fn, at: node }]
  unit.functions.push(fn)
  return []
}

const methods = /^(get|post|put|patch|delete|head|options|prepare|on_get|on_post|on_put|on_patch|on_delete)$/

/** Marks of our own for functions that a framework calls without a decorator. */
function framework(unit: Unit, node: Node, owner: string | null, marks: string[]): string[] {
  const imported = [...unit.imports.values()]
  const uses = (name: string) => imported.some((one) => one === name || one.startsWith(`${name}.`))
  const params = named(node.field('parameters'))
  const name = node.field('name')?.text() ?? ''
  const found: string[] = []
  if (
    owner !== null &&
    methods.test(name) &&
    /View|Handler|Resource|Endpoint|Controller/.test(unit.bases.get(owner) ?? '')
  )
    found.push('http method')
  const isView = owner === null && /^_?request\b/.test(params[0]?.text() ?? '') && uses('django')
  if (isView && /\b(HttpResponse\w*|JsonResponse|render|redirect|Http404)\(/.test(node.text()))
    found.push('django view')
  const isPage =
    (uses('flask') || uses('bottle') || uses('quart')) && marks.some((mark) => /(^|\.)(route|get|post)\(/.test(mark))
  if (isPage) found.push('page')
  if (
    owner === null &&
    /^\w*(lambda_)?handler$/.test(name) &&
    /^\(event\b[^,]*,\s*_?context\b/.test(node.field('parameters')?.text() ?? '')
  )
    found.push('lambda handler')
  return found
}

export function classBody(unit: Unit, node: Node): Stmt[] {
  const name = node.field('name')?.text() ?? ''
  unit.bases.set(name, node.field('superclasses')?.text() ?? '')
  for (const statement of named(node.field('body'))) declare(unit, named(statement)[0])
  // Its fields are set when it is read; methods become functions of the unit.
  return block(unit, node.field('body'), name)
}

/** `name: str` in a class declares a field of its objects. */
function declare(unit: Unit, node: Node | undefined): void {
  const type = node?.kind() === 'assignment' ? node.field('type')?.text() : undefined
  const name = node?.field('left')?.text() ?? ''
  const known = unit.types.get(`.${name}`)
  // One name with two types in one file tells nothing.
  if (type) unit.types.set(`.${name}`, known === undefined || known === type ? type : 'object')
}

export function readImport(unit: Unit, node: Node): void {
  const from = node.kind() === 'import_from_statement' ? node.field('module_name') : null
  const module = from?.text()
  const prefix = module ? `${module.replace(/^\.+/, '')}.` : ''
  for (const child of named(node)) {
    if (child.kind() === 'aliased_import')
      unit.imports.set(child.field('alias')?.text() ?? '', prefix + (child.field('name')?.text() ?? ''))
    else if (child.kind() === 'dotted_name' && child.id() !== from?.id()) {
      const name = child.text()
      if (module) unit.imports.set(name, prefix + name)
      else unit.imports.set(name.split('.')[0] ?? name, name.split('.')[0] ?? name)
    }
  }
}
