// A pattern rule: what to look for in the tree, and what else must hold before it is worth a finding.
import type { Language } from '#contract/language.ts'
import type { Node } from '../grammar.ts'
import type { Advice } from '../hit.ts'

export type PatternRule = Advice & {
  id: string
  languages: readonly Language[]
  /** The kinds of node to look at. */
  kinds: readonly string[]
  /** Only in files that this matches: cheap to ask, so it is asked first. */
  onlyIn?: RegExp
  /** The node to mark, or null when this is no case. */
  find: (node: Node) => Node | null
  /** What would mend it, given the marked node; it is tried before anybody sees it. */
  fix?: (marked: Node) => Mend | null
}

/** Each node is replaced as a whole; with `before` the text is put in front of it. */
export type Mend<At = Node> = { title: string; edits: { at: At; newText: string; before?: true }[] }

/** The arguments of a call, without brackets and commas. */
export const argumentsOf = perNode((call): readonly Node[] => {
  const list = call.field('arguments')
  return list ? list.children().filter((child) => child.isNamed() && child.kind() !== 'comment') : []
})

/** `b` of `a.b(...)`, or the bare name that is called. */
export const calleeName = perNode((call): string => {
  const callee = call.field('function') ?? call.field('name')
  return callee ? (/([\w$]+)\s*$/.exec(callee.text())?.[1] ?? '') : ''
})

/** Worked out once for each node: dozens of rules ask the same of the same call, and every step into the tree is dear. */
function perNode<Answer>(ask: (node: Node) => Answer): (node: Node) => Answer {
  const known = new WeakMap<Node, Answer>()
  return (node) => {
    if (!known.has(node)) known.set(node, ask(node))
    return known.get(node) as Answer
  }
}
