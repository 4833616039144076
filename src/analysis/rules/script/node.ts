// A node of ESLint's tree, as loosely as rules need it, and what they ask of its surroundings.

/** Which of the fields there are depends on `type`. */
export type Node = {
  type: string
  parent?: Node
  range: [number, number]
  name?: string
  value?: Node | string | number | boolean | null
  raw?: string
  operator?: string
  kind?: string
  computed?: boolean
  async?: boolean
  generator?: boolean
  delegate?: boolean
  optional?: boolean
  regex?: { pattern: string; flags: string }
  callee?: Node
  object?: Node
  property?: Node
  key?: Node
  left?: Node
  right?: Node
  test?: Node
  init?: Node
  id?: Node
  argument?: Node
  expression?: Node | boolean
  alternate?: Node
  consequent?: Node | Node[]
  body?: Node | Node[]
  block?: Node
  handler?: Node
  finalizer?: Node
  param?: Node
  source?: Node
  imported?: Node
  discriminant?: Node
  returnType?: Node
  arguments?: Node[]
  params?: Node[]
  elements?: (Node | null)[]
  properties?: Node[]
  declarations?: Node[]
  expressions?: Node[]
  quasis?: { value: { cooked?: string; raw: string } }[]
  cases?: Node[]
  [more: string]: unknown
}

export const isFunction = (node: Node | undefined): boolean =>
  /^(FunctionDeclaration|FunctionExpression|ArrowFunctionExpression)$/.test(node?.type ?? '')

export const isLoop = (node: Node | undefined): boolean =>
  /^(For|ForOf|ForIn|While|DoWhile)Statement$/.test(node?.type ?? '')

/** Casts, non-null marks, optional chains and brackets taken away; `await` too. */
export function bare(node: Node | undefined): Node | undefined {
  let at = node
  while (at && wrappers.test(at.type)) at = (at.expression as Node | undefined) ?? at.argument
  return at
}

const wrappers =
  /^(ChainExpression|TSAsExpression|TSNonNullExpression|TSSatisfiesExpression|TSTypeAssertion|AwaitExpression|ParenthesizedExpression)$/

/** `a.b.c`, `this.a`, `f().a`; calls in between are told as `()`, everything else as `?`. */
export function pathOf(node: Node | undefined): string {
  const at = bare(node)
  if (!at) return '?'
  if (at.type === 'Identifier' || at.type === 'PrivateIdentifier') return at.name ?? '?'
  if (at.type === 'ThisExpression') return 'this'
  if (at.type === 'Super') return 'super'
  if (at.type === 'CallExpression') return `${pathOf(at.callee)}()`
  if (at.type === 'NewExpression') return pathOf(at.callee)
  if (at.type === 'ImportExpression') return 'import()'
  if (at.type !== 'MemberExpression') return '?'
  const property =
    at.computed && at.property?.type !== 'Literal' ? '[]' : String(at.property?.name ?? at.property?.value)
  return `${pathOf(at.object)}.${property}`
}

export const lastOf = (path: string) => path.slice(path.lastIndexOf('.') + 1)

/** What a call calls, as `pathOf` tells it; empty for all other nodes. */
export const callee = (node: Node | undefined): string =>
  node?.type === 'CallExpression' || node?.type === 'NewExpression' ? pathOf(node.callee) : ''

/** Every node above it, the nearest first. */
export function* above(node: Node): Generator<Node> {
  for (let at = node.parent; at; at = at.parent) yield at
}

export function functionAround(node: Node): Node | null {
  for (const at of above(node)) if (isFunction(at)) return at
  return null
}

/** The loop it runs in, without leaving its function. */
export function loopAround(node: Node): Node | null {
  let inner = node
  for (const at of above(node)) {
    if (isFunction(at)) return null
    const runsAgain = at.body === inner || at.test === inner || at.update === inner
    if (isLoop(at) && runsAgain) return at
    inner = at
  }
  return null
}

/** The name a function is known by. */
export function nameOf(fn: Node | null): string {
  if (!fn) return ''
  const { parent } = fn
  if (fn.id?.name) return fn.id.name
  if (parent?.type === 'VariableDeclarator') return parent.id?.name ?? ''
  if (parent?.type === 'AssignmentExpression') return lastOf(pathOf(parent.left))
  return String(parent?.key?.name ?? parent?.key?.value ?? '')
}

export const statementsOf = (node: Node | undefined): Node[] =>
  Array.isArray(node?.body) ? node.body : node?.body ? statementsOf(node.body) : []

/** Its nodes in order, itself first; functions inside are left out when told so. */
export function* within(node: Node | undefined, enterFunctions = true): Generator<Node> {
  const stack = node ? [node] : []
  for (let at = stack.pop(); at; at = stack.pop()) {
    yield at
    if (!enterFunctions && at !== node && isFunction(at)) continue
    const children = Object.entries(at).flatMap(([field, value]) => (field === 'parent' ? [] : childNodes(value)))
    stack.push(...children.reverse())
  }
}

const childNodes = (value: unknown): Node[] =>
  Array.isArray(value) ? value.flatMap(childNodes) : isNode(value) ? [value] : []

const isNode = (value: unknown): value is Node =>
  typeof value === 'object' && value !== null && typeof (value as Node).type === 'string' && 'range' in value

export const isInside = (node: Node, outer: Node | undefined | null): boolean =>
  outer !== undefined && outer !== null && node.range[0] >= outer.range[0] && node.range[1] <= outer.range[1]

/** The value of a property of an object that is written here. */
export const entry = (object: Node | undefined, name: RegExp): Node | undefined =>
  object?.type === 'ObjectExpression'
    ? object.properties?.find(({ key, computed }) => !computed && name.test(String(key?.name ?? key?.value)))
    : undefined

export const heldBy = (property: Node | undefined): Node | undefined => property?.value as Node | undefined

export const isText = (node: Node | undefined): node is Node & { value: string } =>
  node?.type === 'Literal' && typeof node.value === 'string'
