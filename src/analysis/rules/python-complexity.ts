// Python: functions with very many ways through them.
import type { Node } from '../grammar.ts'
import type { PatternRule } from './rule.ts'

/** As SonarSource counts cognitive complexity: a branch costs one, and one more for each it stands in. */
const MOST = 75

const nesting = [
  'if_statement',
  'for_statement',
  'while_statement',
  'except_clause',
  'match_statement',
  'conditional_expression',
]
const flat = ['elif_clause', 'else_clause', 'boolean_operator']

export const pythonComplexityRules: PatternRule[] = [
  {
    id: 'complex-function',
    languages: ['python'],
    kinds: ['function_definition'],
    severity: 'low',
    category: 'maintainability',
    cwe: 'CWE-1121',
    title: 'This function is too deep to follow',
    explanation:
      'It has so many branches inside branches that no reader can hold all ways in mind, and no test covers them. Move parts of it into functions of their own.',
    find: (fn) => {
      const { start, end } = fn.range()
      return end.line - start.line >= 20 && complexity(fn) > MOST ? (fn.field('name') ?? fn) : null
    },
  },
]

function complexity(fn: Node): number {
  let sum = 0
  // In the order of the text, so that whatever still goes on when the next begins is around it.
  const open: number[] = []
  for (const node of fn.findAll({ rule: { any: [...nesting, ...flat].map((kind) => ({ kind })) } })) {
    const { start, end } = node.range()
    while (open.length > 0 && (open.at(-1) ?? 0) <= start.index) open.pop()
    if (flat.includes(String(node.kind()))) sum += node.kind() === 'boolean_operator' && !isFirst(node) ? 0 : 1
    else {
      sum += 1 + open.length
      open.push(end.index)
    }
  }
  return sum
}

/** Of a row of the same operators. */
const isFirst = (node: Node) => node.parent()?.field('operator')?.text() !== node.field('operator')?.text()
