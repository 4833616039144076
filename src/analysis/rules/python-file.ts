// What is asked about a whole Python file again and again, found once: its text, functions, classes and assignments.
import type { Node } from '../grammar.ts'

type Scope = { node: Node; id: number; kind: string; name: string; from: number; to: number; owner: number | null }
type Assignment = { name: string; node: Node; scope: number; left: Node; value: Node }

type PythonFile = { root: Node; text: string; scopes: Scope[]; assignments: Map<string, Assignment[]> | null }

const files = new WeakMap<object, PythonFile>()

export function fileOf(node: Node): PythonFile {
  const key = node.getRoot()
  const known = files.get(key)
  if (known) return known
  const root = key.root()
  const file: PythonFile = { root, text: root.text(), scopes: scopesOf(root), assignments: null }
  files.set(key, file)
  return file
}

const scopeKinds = ['function_definition', 'lambda', 'class_definition']

function scopesOf(root: Node): Scope[] {
  const scopes: Scope[] = []
  for (const node of root.findAll({ rule: { any: scopeKinds.map((kind) => ({ kind })) } })) {
    const { start, end } = node.range()
    scopes.push({
      node,
      id: node.id(),
      kind: String(node.kind()),
      name: node.field('name')?.text() ?? '',
      from: start.index,
      to: end.index,
      owner: null,
    })
  }
  for (const [index, scope] of scopes.entries())
    scope.owner = around(scopes, index - 1, scope.from, scope.to)?.id ?? null
  return scopes
}

/** The innermost that holds the stretch, of those up to here; they stand in the order of the text. */
function around(scopes: Scope[], last: number, from: number, to: number, kinds?: RegExp): Scope | undefined {
  for (let index = last; index >= 0; index--) {
    const scope = scopes[index]
    if (scope && scope.from <= from && scope.to >= to && (!kinds || kinds.test(scope.kind))) return scope
  }
  return undefined
}

/** The innermost function, lambda or class around a node (not the node itself) that is of such a kind. */
export function scopeAround(node: Node, kinds: RegExp): Scope | undefined {
  const { scopes } = fileOf(node)
  const { start, end } = node.range()
  let [low, high] = [0, scopes.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((scopes[middle]?.from ?? 0) <= start.index) low = middle + 1
    else high = middle
  }
  const id = node.id()
  for (let index = low - 1; index >= 0; index--) {
    const scope = scopes[index]
    if (scope && scope.to >= end.index && scope.id !== id && kinds.test(scope.kind)) return scope
  }
  return undefined
}

export const functionsNamed = (node: Node, name: string): Node[] =>
  fileOf(node)
    .scopes.filter((scope) => scope.kind === 'function_definition' && scope.name === name)
    .map((scope) => scope.node)

/** Plain assignments to a name in this function or, for the file itself, at its top. */
export function assignmentsOf(scope: Node, name: string): Assignment[] {
  const file = fileOf(scope)
  file.assignments ??= readAssignments(file)
  const id = scope.id()
  return (file.assignments.get(name) ?? []).filter((one) => one.scope === id)
}

function readAssignments({ root }: PythonFile): Map<string, Assignment[]> {
  const found = new Map<string, Assignment[]>()
  const top = root.id()
  for (const node of root.findAll({ rule: { kind: 'assignment' } })) {
    const [left, value] = [node.field('left'), node.field('right')]
    if (!left || !value) continue
    const name = left.text()
    const scope = scopeAround(node, /./)?.id ?? top
    found.set(name, [...(found.get(name) ?? []), { name, node, scope, left, value }])
  }
  return found
}
