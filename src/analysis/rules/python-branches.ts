// Python: branches that do the same, and conditions asked twice in one chain.
import type { Node } from '../grammar.ts'
import { kindOf, parts } from './python-tree.ts'
import type { PatternRule } from './rule.ts'

const languages = ['python'] as const

export const pythonBranchRules: PatternRule[] = [
  {
    id: 'identical-branches',
    languages,
    kinds: ['if_statement', 'conditional_expression'],
    severity: 'medium',
    category: 'bug',
    cwe: 'CWE-561',
    title: 'All branches do the same',
    explanation: 'The condition changes nothing: one of the branches was probably meant to differ.',
    find: (node) => {
      if (kindOf(node) === 'conditional_expression') {
        const [yes, , no] = parts(node)
        return yes && no && plain(yes) === plain(no) ? node : null
      }
      const branches = branchesOf(node)
      const bodies = branches.map(({ body }) => plain(body))
      const isWhole = branches.length > 1 && branches.at(-1)?.test === null
      return isWhole && bodies.every((body) => body === bodies[0]) ? node : null
    },
  },
  {
    id: 'condition-repeated',
    languages,
    kinds: ['if_statement'],
    onlyIn: /\belif\b/,
    severity: 'high',
    category: 'bug',
    cwe: 'CWE-561',
    title: 'This condition was already asked above',
    explanation: 'When it holds, the earlier branch was taken: this one is never reached.',
    find: (node) => {
      const seen = new Set<string>()
      for (const { test } of branchesOf(node)) {
        const text = test ? plain(test) : ''
        // A call may answer differently the second time.
        if (test && seen.has(text) && !/\(|:=/.test(text)) return test
        seen.add(text)
      }
      return null
    },
  },
]

/** Each condition with what it leads to; null for the last `else`. */
function branchesOf(node: Node): { test: Node | null; body: Node }[] {
  const clauses = node.children().filter((child) => /^(elif|else)_clause$/.test(kindOf(child)))
  return [node, ...clauses].flatMap((one) => {
    const body = one.field('consequence') ?? one.field('body')
    return body ? [{ test: one.field('condition'), body }] : []
  })
}

const plain = (node: Node): string => node.text().replace(/\s+/g, ' ').trim()
