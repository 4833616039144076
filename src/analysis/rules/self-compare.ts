// A value compared with, or assigned to, itself, in Go and Java (ESLint and ruff see it in the other languages).

import type { Node } from '../grammar.ts'
import { keepInField } from './java-fixes-flow.ts'
import type { PatternRule } from './rule.ts'

const languages = ['go', 'java'] as const
const plainName = /^[A-Za-z_]\w*(\.[A-Za-z_]\w*)*$/

const selfAssign = {
  id: 'self-assign',
  severity: 'high',
  category: 'bug',
  title: 'A value is assigned to itself',
  explanation:
    'The line has no effect. One of the two names is probably wrong (in a constructor, `this.` may be missing).',
  find: (node: Node) => (/^[^=]*[^-+*/%&|^<>=!]=[^=]/.test(node.text()) && sameSides(node) ? node : null),
} as const

export const selfRules: PatternRule[] = [
  {
    id: 'self-compare',
    languages,
    kinds: ['binary_expression'],
    severity: 'high',
    category: 'bug',
    title: 'A value is compared with itself',
    explanation: 'The answer is always the same. One of the two names is probably wrong.',
    // x != x is a known way to ask for NaN.
    find: (node) =>
      /^(==|<|>|<=|>=|&&|\|\|)$/.test(node.field('operator')?.text() ?? '') && sameSides(node) ? node : null,
  },
  { ...selfAssign, languages: ['go'], kinds: ['assignment_statement'] },
  { ...selfAssign, languages: ['java'], kinds: ['assignment_expression'], fix: keepInField },
]

function sameSides(node: Node): boolean {
  const left = node.field('left')?.text().trim()
  return left !== undefined && left !== '_' && plainName.test(left) && left === node.field('right')?.text().trim()
}
