// Syntax errors of Go and Java, read off the grammar's tree: what it had to skip and what it had to invent.
import type { Language } from '#contract/language.ts'
import { type Broken, brokenNodes, type Node, rangeOfNode } from '../grammar.ts'
import type { Complaint } from './syntax.ts'

const LONGEST_SNIPPET = 30

export function treeSyntax(language: Language, root: Node): Complaint[] {
  return brokenNodes(root)
    .filter((broken) => !knownMisreading(language, broken))
    .map(complaint)
}

function complaint({ node, missing }: Broken): Complaint {
  if (missing) return { range: rangeOfNode(node), message: `${wanted(String(node.kind()))} is missing here.` }
  const firstLine = node.text().trim().split('\n')[0] ?? ''
  const snippet = firstLine.length > LONGEST_SNIPPET ? `${firstLine.slice(0, LONGEST_SNIPPET)}…` : firstLine
  // A broken region may span the rest of the file: only its first line is marked.
  const range = rangeOfNode(node)
  const end =
    range.endLine > range.startLine ? { endLine: range.startLine, endColumn: range.startColumn + firstLine.length } : {}
  return { range: { ...range, ...end }, message: `\`${snippet}\` does not fit here.` }
}

function wanted(kind: string): string {
  if (kind.trim() === '') return 'a new line'
  if (/^\W+$/.test(kind)) return `\`${kind}\``
  return `${/^[aeiou]/.test(kind) ? 'an' : 'a'} ${kind.replaceAll('_', ' ')}`
}

/** Valid code that the grammar is older than. */
function knownMisreading(language: Language, { node, missing }: Broken): boolean {
  if (language !== 'java' || missing) return false
  const text = node.text().trim()
  const imported = node.ancestors().find((one) => one.kind() === 'import_declaration')
  // Statements before `super(...)` and module imports came with Java 25.
  return /^(super|this)\b/.test(text) || /^import\s+module\s/.test(imported?.text() ?? '')
}
