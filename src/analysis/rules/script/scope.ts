// Which variable a name is, what it was given, and which module or function it stands for.
import type { Scope } from 'eslint'
import { bare, isFunction, isText, type Node, pathOf } from './node.ts'
import type { Script } from './rule.ts'

export type Variable = Scope.Variable

const asNode = (node: unknown) => node as Node

export function variableOf(name: Node | undefined, { code }: Script): Variable | null {
  if (name?.type !== 'Identifier' || !name.name) return null
  for (let scope: Scope.Scope | null = code.getScope(name as never); scope; scope = scope.upper) {
    const found = scope.set.get(name.name)
    if (found) return found
  }
  return null
}

/** All places where it is read or written, in order. */
export const usesOf = (variable: Variable): Node[] => variable.references.map(({ identifier }) => asNode(identifier))

export const writesOf = (variable: Variable): Node[] =>
  variable.references.filter((one) => one.isWrite()).map(({ identifier }) => asNode(identifier))

export const readsOf = (variable: Variable): Node[] =>
  variable.references.filter((one) => one.isRead()).map(({ identifier }) => asNode(identifier))

/** Where it is declared: a declarator, a function, an import, a parameter's function. */
export const declarationOf = (variable: Variable | null): Node | undefined => {
  const node = variable?.defs[0]?.node
  return node ? asNode(node) : undefined
}

export const isParameter = (variable: Variable | null) => variable?.defs[0]?.type === 'Parameter'

/** What a variable is given, if that happens once, where it is declared, and not by a pattern. */
export function givenTo(variable: Variable | null): Node | undefined {
  const declarator = declarationOf(variable)
  if (!variable || declarator?.type !== 'VariableDeclarator' || declarator.id?.type !== 'Identifier') return undefined
  return writesOf(variable).length <= 1 ? declarator.init : undefined
}

/** The expression a name stands for, through constants; anything else stands for itself. */
export function source(node: Node | undefined, file: Script, depth = 3): Node | undefined {
  const at = bare(node)
  if (depth === 0 || !at) return at
  if (at.type === 'Identifier') {
    const given = givenTo(variableOf(at, file))
    return given ? source(given, file, depth - 1) : at
  }
  if (at.type === 'MemberExpression' && !at.computed) {
    const object = source(at.object, file, depth - 1)
    const property =
      object?.type === 'ObjectExpression'
        ? object.properties?.find(({ key, computed }) => !computed && key?.name === at.property?.name)
        : undefined
    return property ? source(property.value as Node, file, depth - 1) : at
  }
  return at
}

/** The fixed text it is, through constants. */
export function textOf(node: Node | undefined, file: Script): string | undefined {
  const at = source(node, file)
  if (isText(at)) return at.value
  if (at?.type === 'TemplateLiteral' && at.expressions?.length === 0) return at.quasis?.[0]?.value.cooked
  return undefined
}

/** The function of this file that is called, or a name stands for. */
export function functionOf(node: Node | undefined, file: Script): Node | undefined {
  const at = bare(node)
  if (isFunction(at)) return at
  if (at?.type === 'MemberExpression' && at.object?.type === 'ThisExpression') return methodOf(at)
  const variable = variableOf(at, file)
  // A parameter's declaration is the function, too.
  if (variable?.defs[0]?.type === 'FunctionName') return declarationOf(variable)
  const given = givenTo(variable)
  return isFunction(given) ? given : undefined
}

/** `this.name` inside of a class. */
function methodOf(member: Node): Node | undefined {
  let at = member.parent
  while (at && at.type !== 'ClassBody') at = at.parent
  const all = at && Array.isArray(at.body) ? at.body : []
  const found = all.find(({ key, computed }) => !computed && key?.name === member.property?.name)
  return found?.type === 'MethodDefinition' || isFunction(found?.value as Node) ? (found?.value as Node) : undefined
}

/** `fs/promises.open` for a name that was imported or required; otherwise the path as it is written. */
export function fullName(node: Node | undefined, file: Script): string {
  const path = pathOf(node)
  let root = bare(node)
  while (root && /^(MemberExpression|CallExpression)$/.test(root.type)) root = bare(root.object ?? root.callee)
  const variable = variableOf(root, file)
  const definition = variable?.defs[0]
  if (!definition || !root?.name) return path
  const module = moduleOf(asNode(definition.node), asNode(definition.parent), root.name)
  return module === null ? path : module + path.slice(root.name.length)
}

function moduleOf(node: Node, parent: Node | undefined, local: string): string | null {
  const from = (source: Node | undefined) => String(source?.value ?? '').replace(/^node:/, '')
  if (node.type === 'ImportSpecifier') return `${from(parent?.source)}.${node.imported?.name ?? local}`
  if (/^Import(Default|Namespace)Specifier$/.test(node.type)) return from(parent?.source)
  if (node.type !== 'VariableDeclarator') return null
  const init = bare(node.init)
  const called = init?.type === 'MemberExpression' ? init.object : init
  if (called?.type !== 'CallExpression' || called.callee?.name !== 'require' || !isText(called.arguments?.[0]))
    return null
  const module = from(called.arguments[0]) + (init?.type === 'MemberExpression' ? `.${init.property?.name}` : '')
  if (node.id?.type !== 'ObjectPattern') return module
  const property = node.id.properties?.find(({ value }) => (value as Node | undefined)?.name === local)
  return `${module}.${property?.key?.name ?? local}`
}
