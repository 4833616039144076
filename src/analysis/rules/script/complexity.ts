// Functions that are too deep to follow.
import { type Node, within } from './node.ts'
import type { ScriptRule } from './rule.ts'

/** As SonarSource counts cognitive complexity: a branch costs one, and one more for each it stands in. */
const MOST = 75

export const complexityRules: ScriptRule[] = [
  {
    id: 'complex-function',
    cwe: 'CWE-1121',
    severity: 'low',
    category: 'maintainability',
    title: 'This function is too deep to follow',
    explanation:
      'It has so many branches inside branches that no reader can hold all ways in mind, and no test covers them. Move parts of it into functions of their own.',
    kinds: ['FunctionDeclaration', 'FunctionExpression', 'ArrowFunctionExpression'],
    find: (fn) => (complexity(fn) > MOST ? headOf(fn) : null),
  },
]

const branches =
  /^(IfStatement|ForStatement|ForOfStatement|ForInStatement|WhileStatement|DoWhileStatement|ConditionalExpression|CatchClause|SwitchStatement)$/

function complexity(fn: Node): number {
  let sum = 0
  // In the order of the text, so that whatever still goes on when the next begins is around it.
  const open: number[] = []
  for (const at of within(fn, false)) {
    const isBranch = branches.test(at.type)
    if (!isBranch && at.type !== 'LogicalExpression') continue
    while (open.length > 0 && (open.at(-1) ?? 0) <= at.range[0]) open.pop()
    if (!isBranch) sum += at.parent?.type === 'LogicalExpression' && at.parent.operator === at.operator ? 0 : 1
    else if (isElseIf(at)) sum += 1
    else {
      sum += 1 + open.length
      open.push(at.range[1])
    }
    if (at.type === 'IfStatement' && at.alternate && at.alternate.type !== 'IfStatement') sum += 1
  }
  return sum
}

const isElseIf = ({ type, parent, range }: Node) =>
  type === 'IfStatement' && parent?.type === 'IfStatement' && parent.alternate?.range[0] === range[0]

/** The name, or whatever the function begins with. */
const headOf = (fn: Node): Node => {
  const { parent } = fn
  const named =
    parent?.type === 'VariableDeclarator'
      ? parent.id
      : /^(MethodDefinition|Property|PropertyDefinition)$/.test(parent?.type ?? '')
        ? parent?.key
        : null
  return fn.id ?? named ?? fn
}
