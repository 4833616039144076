// What the names of a Java file stand for: where each is declared, with which type; found once, asked often.
import type { Node } from '../grammar.ts'

type Declared = { start: number; end: number; node: Node; type: string }

type Facts = {
  text: string
  names: Map<string, Declared[]>
  /** Types that methods of a name give back. */
  results: Map<string, Set<string>>
  /** Methods and constructors by name. */
  methods: Map<string, Node[]>
}

const known = new WeakMap<object, Facts>()

export function factsOf(node: Node): Facts {
  const tree = node.getRoot()
  const before = known.get(tree)
  if (before) return before
  const facts = gather(tree.root())
  known.set(tree, facts)
  return facts
}

const kinds = [
  'variable_declarator',
  'formal_parameter',
  'enhanced_for_statement',
  'resource',
  'catch_formal_parameter',
  'method_declaration',
  'constructor_declaration',
]

function gather(root: Node): Facts {
  const facts: Facts = { text: root.text(), names: new Map(), results: new Map(), methods: new Map() }
  for (const node of root.findAll({ rule: { any: kinds.map((kind) => ({ kind })) } })) {
    const kind = String(node.kind())
    const name = node.field('name')?.text()
    if (!name) continue
    if (/^(method|constructor)_declaration$/.test(kind)) {
      facts.methods.set(name, [...(facts.methods.get(name) ?? []), node])
      const types = facts.results.get(name) ?? new Set()
      facts.results.set(name, types.add(node.field('type')?.text() ?? ''))
      continue
    }
    const parent = node.parent()
    const type = (node.field('type') ?? parent?.field('type'))?.text() ?? ''
    const { start, end } = scopeOf(node, kind).range()
    const all = facts.names.get(name) ?? []
    all.push({ start: start.index, end: end.index, node, type })
    facts.names.set(name, all)
  }
  return facts
}

/** What a name is known in: the block, the loop or the method it is declared for. */
function scopeOf(node: Node, kind: string): Node {
  if (kind === 'enhanced_for_statement') return node
  const parent = node.parent()
  // declarator - declaration - block; parameter - parameters - method; resource - resources - try
  return parent?.parent() ?? parent ?? node
}

/** The nearest declaration of a name, seen from here. */
export function declaredAs(from: Node, name: string): Declared | undefined {
  const all = factsOf(from).names.get(name)
  if (!all) return undefined
  const at = from.range().start.index
  let best: Declared | undefined
  for (const one of all)
    if (one.start <= at && at < one.end && (!best || one.end - one.start < best.end - best.start)) best = one
  return best
}
