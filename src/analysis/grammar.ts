// The one parsing substrate: tree-sitter's grammars for the five languages, registered once per thread.
import go from '@ast-grep/lang-go'
import java from '@ast-grep/lang-java'
import python from '@ast-grep/lang-python'
import { kind, parse, registerDynamicLanguage, type SgNode } from '@ast-grep/napi'
import type { Range } from '#contract/finding.ts'
import type { Language } from '#contract/language.ts'
import { nodeOf, type Node as SyntaxNode } from './syntax-node.ts'

registerDynamicLanguage({ python, go, java })

export type Grammar = 'python' | 'go' | 'java' | 'JavaScript' | 'TypeScript' | 'Tsx'
export type Node = SyntaxNode
export type ParsedNode = SgNode

/** Null for plain text. In `.ts` files `<T>x` is a cast, in all other TypeScript it may be JSX. */
export function grammarOf(language: Language, path: string): Grammar | null {
  if (language === 'text') return null
  if (language === 'javascript') return 'JavaScript'
  if (language === 'typescript') return /\.[mc]?ts$/i.test(path) ? 'TypeScript' : 'Tsx'
  return language
}

/** For whoever asks each place once. */
export const parsed = (grammar: Grammar, code: string): ParsedNode => parse(grammar, code).root()

/** Several analysers read one text after another in one thread. */
const MOST_KEPT = 2
const latest: { grammar: Grammar; code: string; root: Node }[] = []

export function treeOf(grammar: Grammar, code: string): Node {
  const before = latest.find((one) => one.code === code && one.grammar === grammar)
  if (before) return before.root
  const root = nodeOf(parsed(grammar, code))
  latest.unshift({ grammar, code, root })
  latest.length = Math.min(latest.length, MOST_KEPT)
  return root
}

/** All nodes of these kinds; a kind that the grammar does not have is none. */
export function nodesOf(root: Node, grammar: Grammar, kinds: readonly string[]): Node[] {
  const known = kinds.filter((name) => kind(grammar, name) > 0)
  return known.length > 0 ? root.findAll({ rule: { any: known.map((name) => ({ kind: name })) } }) : []
}

export function rangeOfNode(node: Pick<Node, 'range'>): Range {
  const { start, end } = node.range()
  return {
    startLine: start.line + 1,
    startColumn: start.column + 1,
    endLine: end.line + 1,
    endColumn: end.column + 1,
  }
}

export type Broken = { node: Node; missing: boolean }

/** The parser's search reads the text of each node, and in a text nested deep that is the square of its length. */
const MOST_SEARCHED = 32_000

/** Where the grammar had to give up or to invent something, outermost and first in the text first. */
export function brokenNodes(root: Node): Broken[] {
  const { end: last } = root.range()
  // A walk from here crosses the parser's border at every node, which takes fifteen times as long on usual code.
  const searched = last.index <= MOST_SEARCHED
  const found: Broken[] = []
  let brokenUntil = 0
  for (const node of searched ? root.findAll(brokenOrEmpty) : everyNode(root)) {
    const { start, end } = node.range()
    const missing = node.kind() !== 'ERROR'
    if (start.index < brokenUntil || (missing && !isInvented(node, root))) continue
    if (!missing) brokenUntil = end.index
    found.push({ node, missing })
  }
  return found
}

const brokenOrEmpty = { rule: { any: [{ kind: 'ERROR' }, { regex: '^$' }] } }

function isInvented(node: Node, root: Node): boolean {
  const { start, end } = node.range()
  return start.index === end.index && node.isLeaf() && node.id() !== root.id() && !emptyByRight.has(String(node.kind()))
}

/** With a stack of our own: code nested 20,000 deep must not overflow the thread's. */
function* everyNode(root: Node): Generator<Node> {
  const stack = [root]
  for (let node = stack.pop(); node; node = stack.pop()) {
    yield node
    stack.push(...node.children().toReversed())
  }
}

/** Kinds that are empty in healthy code. */
const emptyByRight = new Set(['program', 'module', 'source_file', 'block', 'automatic_semicolon', 'string_content'])
