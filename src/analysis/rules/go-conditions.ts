// Conditions in Go that always have the same answer, and branches that are never reached.

import type { Node } from '../grammar.ts'
import { askForNaN, otherOperator } from './go-fixes.ts'
import { following, goRule, kindOf, parts, statementsOf } from './go-tree.ts'
import type { PatternRule } from './rule.ts'

const textOf = (node: Node | null | undefined) => node?.text() ?? ''

const constant = /^("|`|'|-?\d|(\w+\.)?[A-Z]\w*$|nil$|true$|false$)/

const chain = (node: Node | null, operator: string): Node[] =>
  !node
    ? []
    : kindOf(node) === 'binary_expression' && textOf(node.field('operator')) === operator
      ? [...chain(node.field('left'), operator), ...chain(node.field('right'), operator)]
      : [node]

/** Variables in capitals may be equal. */
const isSentinel = (text: string) => /^(\w+\.)?(Err\w*|EOF|Default\w*)$/.test(text)

/** Asked twice, a call may answer differently. */
const isPlain = (condition: string) => !/\w\(|<-/.test(condition.replace(/\b(len|strings\.\w+|errors\.(Is|As))\(/g, ''))

const squeezed = (node: Node | null) => textOf(node).replace(/\s+/g, ' ')

export const goConditionRules: PatternRule[] = [
  goRule({
    id: 'always-true-condition',
    kinds: ['binary_expression'],
    onlyIn: /\|\||&&|>=\s*0|<\s*0/,
    severity: 'high',
    category: 'bug',
    cwe: 'CWE-571',
    title: 'The condition always has the same answer',
    explanation:
      'A value cannot be two things at once, so one side decides for both. `&&` and `||` are probably mixed up.',
    find: alwaysSame,
    fix: otherOperator,
  }),
  goRule({
    id: 'identical-branches',
    kinds: ['if_statement', 'expression_switch_statement'],
    onlyIn: /\belse\b|switch\s*\{/,
    severity: 'medium',
    category: 'bug',
    cwe: 'CWE-561',
    title: 'This branch repeats an earlier one',
    explanation:
      'The same condition was asked before, so this branch is never reached, or both branches do the same. One of them was probably meant to differ.',
    find: repeatedBranch,
  }),
  goRule({
    id: 'unreachable-code',
    kinds: ['return_statement', 'break_statement', 'continue_statement', 'goto_statement', 'expression_statement'],
    severity: 'medium',
    category: 'bug',
    cwe: 'CWE-561',
    title: 'The code behind this is never reached',
    explanation: 'The function or the round of the loop has ended here. The lines are in the wrong order or left over.',
    find: (node) => {
      if (kindOf(node) === 'expression_statement' && !/^(panic|os\.Exit)\(/.test(node.text())) return null
      const [next] = following(node)
      if (!next || /^(labeled_statement|empty_statement|fallthrough_statement)$/.test(kindOf(next))) return null
      // The compiler wants an end, and some say aloud that none is reached.
      const formal =
        kindOf(node) === 'expression_statement' ? /^(return_statement|break_statement|expression_statement)$/ : /^$/
      return formal.test(kindOf(next)) || /^panic\(/.test(next.text()) ? null : next
    },
  }),
  goRule({
    id: 'compared-with-nan',
    kinds: ['binary_expression'],
    onlyIn: /math\.NaN\(\)/,
    severity: 'high',
    category: 'bug',
    cwe: 'CWE-697',
    title: 'Nothing is equal to NaN',
    explanation: 'Not even NaN itself: the comparison always gives the same answer. Use math.IsNaN.',
    find: (node) =>
      /^([=!]=|[<>]=?)$/.test(textOf(node.field('operator'))) &&
      [node.field('left'), node.field('right')].some((side) => textOf(side) === 'math.NaN()')
        ? node
        : null,
    fix: askForNaN,
  }),
]

function alwaysSame(node: Node): Node | null {
  const operator = textOf(node.field('operator'))
  const [left, right] = [node.field('left'), node.field('right')]
  if (/^len\([\w.]+\)\s*(>=|<)\s*0$/.test(node.text())) return node
  if (operator !== '||' && operator !== '&&') return null
  // a != 1 || b || a != 2: each with all others of the chain before it
  const sides = [left, right].flatMap((side) => chain(side, operator))
  const last = sides.at(-1)
  if (!last || kindOf(last) !== 'binary_expression') return null
  return sides.slice(0, -1).some((one) => kindOf(one) === 'binary_expression' && contradict(one, last, operator))
    ? node
    : null
}

function contradict(a: Node, b: Node, operator: string): boolean {
  const [op1, op2] = [textOf(a.field('operator')), textOf(b.field('operator'))]
  const [x, y] = [textOf(a.field('right')), textOf(b.field('right'))]
  if (
    textOf(a.field('left')) !== textOf(b.field('left')) ||
    /[([]/.test(textOf(a.field('left')).replace(/^len\(/, '')) ||
    !constant.test(x) ||
    !constant.test(y)
  )
    return false
  const expected = operator === '||' ? '!=' : '=='
  if (op1 === expected && op2 === expected) return x !== y && !(isSentinel(x) || isSentinel(y))
  const [m, n] = [Number(x), Number(y)]
  if (Number.isNaN(m) || Number.isNaN(n)) return false
  const below = /^</
  if (operator === '&&')
    return (/^>/.test(op1) && below.test(op2) && m > n) || (below.test(op1) && /^>/.test(op2) && m < n)
  return (/^>/.test(op1) && below.test(op2) && m < n) || (below.test(op1) && /^>/.test(op2) && m > n)
}

function repeatedBranch(node: Node): Node | null {
  if (kindOf(node) === 'expression_switch_statement') {
    if (node.field('value') || node.field('initializer')) return null
    const cases = parts(node).filter((one) => kindOf(one) === 'expression_case')
    return (
      cases.find(
        (one, index) =>
          isPlain(textOf(one.field('value'))) &&
          cases.slice(0, index).some((before) => textOf(before.field('value')) === textOf(one.field('value'))),
      ) ?? null
    )
  }
  const otherwise = node.field('alternative')
  const same =
    otherwise &&
    kindOf(otherwise) === 'block' &&
    squeezed(otherwise) === squeezed(node.field('consequence')) &&
    statementsOf(otherwise).length > 0
  if (same && kindOf(node.parent()) !== 'if_statement') return otherwise
  if (node.field('initializer')) return null
  const condition = textOf(node.field('condition'))
  for (
    let above = node.parent(), child = node;
    above &&
    kindOf(above) === 'if_statement' &&
    above.field('alternative')?.id() === child.id() &&
    !above.field('initializer');
    child = above, above = above.parent()
  )
    if (textOf(above.field('condition')) === condition && isPlain(condition)) return node
  return null
}
