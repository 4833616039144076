// Python: conditions that always answer the same, comparisons that do not say what they seem to say, indexes that miss.
import type { Node } from '../grammar.ts'
import { askClose, askForEach, callIt, stopBefore } from './python-fixes.ts'
import {
  bodyOf,
  callee,
  classOf,
  comparison,
  decorators,
  fileText,
  fixedText,
  isInside,
  kindOf,
  parts,
  positional,
} from './python-tree.ts'
import type { PatternRule } from './rule.ts'

const languages = ['python'] as const
const isTestFile = (node: Node) => /\b(unittest|pytest|TestCase)\b/.test(fileText(node).slice(0, 4000))

export const pythonConditionRules: PatternRule[] = [
  {
    id: 'always-true',
    languages,
    kinds: ['boolean_operator'],
    severity: 'high',
    category: 'bug',
    cwe: 'CWE-571',
    title: 'This condition always answers the same',
    explanation:
      'A value that stands alone after `or` is true by itself; it is not compared with what stands before. Write `x in (a, b)`, or the whole comparison again.',
    find: alwaysSame,
    fix: askForEach,
  },
  {
    id: 'method-not-called',
    languages,
    kinds: ['if_statement', 'elif_clause', 'while_statement', 'not_operator', 'boolean_operator'],
    severity: 'high',
    category: 'bug',
    cwe: 'CWE-571',
    title: 'The function is asked about, not called',
    explanation: 'A function itself is always true. Call it: add the brackets.',
    find: uncalled,
    fix: callIt,
  },
  {
    id: 'self-compare',
    languages,
    kinds: ['comparison_operator', 'boolean_operator'],
    severity: 'high',
    category: 'bug',
    cwe: 'CWE-697',
    title: 'A value is compared with itself',
    explanation: 'The answer is always the same. One of the two names is probably wrong.',
    find: comparedWithItself,
  },
  {
    id: 'float-equality',
    languages,
    kinds: ['comparison_operator'],
    severity: 'medium',
    category: 'bug',
    cwe: 'CWE-1077',
    title: 'Fractions are compared for equality',
    explanation:
      'Fractions are rounded in binary: 0.1 + 0.2 is not 0.3, so this is false when it looks true. Use `math.isclose`, or count whole cents.',
    find: (node) => {
      const asked = comparison(node)
      if (!asked || !/^[!=]=$/.test(asked.operator) || isTestFile(node)) return null
      const sides = [asked.left, asked.right]
      return sides.some(isFraction) && !sides.some((side) => /['"]|approx|round\(/.test(side.text())) ? node : null
    },
    fix: askClose,
  },
  {
    id: 'index-past-end',
    languages,
    kinds: ['subscript', 'for_statement', 'while_statement'],
    onlyIn: /\blen\(/,
    severity: 'high',
    category: 'bug',
    cwe: 'CWE-193',
    title: 'The index runs one past the end',
    explanation: 'The last index of a list is `len(list) - 1`: this raises an IndexError in the last round.',
    find: pastEnd,
    fix: stopBefore,
  },
]

function alwaysSame(node: Node): Node | null {
  const [left, right] = [node.field('left'), node.field('right')]
  const operator = node.field('operator')?.text()
  if (!left || !right) return null
  const asked = comparison(lastPart(left))
  const isCondition =
    /^(if_statement|elif_clause|while_statement|boolean_operator|not_operator|conditional_expression|assert_statement|parenthesized_expression)$/.test(
      kindOf(node.parent()),
    )
  if (
    operator === 'or' &&
    kindOf(lastPart(left)) === 'comparison_operator' &&
    /^(==|in|!=|is)$/.test(asked?.operator ?? '') &&
    isTruthy(right) &&
    isCondition
  )
    return node
  const other = kindOf(right) === 'comparison_operator' ? comparison(right) : null
  if (!asked || !other || !isPlain(asked.left) || asked.left.text() !== other.left.text()) return null
  const [a, b] = [fixed(asked.right), fixed(other.right)]
  if (a === null || b === null || a === b) return null
  const same = operator === 'or' ? '!=' : '=='
  if (asked.operator === same && other.operator === same) return node
  return neverBoth(operator ?? '', asked.operator, Number(a), other.operator, Number(b)) ? node : null
}

/** `x < 3 and x > 5`, `x > 3 or x < 5`. */
function neverBoth(operator: string, first: string, a: number, second: string, b: number): boolean {
  if (Number.isNaN(a) || Number.isNaN(b)) return false
  if (/^<=?$/.test(second) && /^>=?$/.test(first)) return neverBoth(operator, second, b, first, a)
  if (!/^<=?$/.test(first) || !/^>=?$/.test(second)) return false
  return operator === 'and'
    ? a < b || (a === b && `${first}${second}` !== '<=>=')
    : a > b || (a === b && `${first}${second}` !== '<>')
}

const lastPart = (node: Node): Node =>
  kindOf(node) === 'boolean_operator' ? lastPart(node.field('right') ?? node) : node
const isPlain = (node: Node) => /^(identifier|attribute)$/.test(kindOf(node))
const fixed = (node: Node): string | null =>
  /^(integer|float|unary_operator)$/.test(kindOf(node))
    ? node.text().replaceAll('_', '')
    : fixedText(node) === null
      ? null
      : node.text()

function isTruthy(node: Node): boolean {
  const kind = kindOf(node)
  if (kind === 'string') return (fixedText(node) ?? '') !== ''
  return (kind === 'integer' || kind === 'float') && Number(node.text().replaceAll('_', '')) !== 0
}

function uncalled(node: Node): Node | null {
  const asked =
    kindOf(node) === 'boolean_operator' ? node.field('left') : (node.field('condition') ?? node.field('argument'))
  if (!asked || kindOf(asked) !== 'attribute' || asked.field('object')?.text() !== 'self') return null
  const owner = classOf(node)
  if (kindOf(node) === 'boolean_operator' && node.field('operator')?.text() !== 'and') return null
  const name = asked.field('attribute')?.text() ?? ''
  const method = parts(owner?.field('body')).find(
    (one) => kindOf(one) === 'function_definition' && one.field('name')?.text() === name,
  )
  const isSet = new RegExp(`\\bself\\.${name}\\s*(:[^=\\n]+)?=[^=]|\\b${name}\\s*=\\s`).test(owner?.text() ?? '')
  return method && !isSet && decorators(method).length === 0 ? asked : null
}

const path = /^[A-Za-z_]\w*(\.[A-Za-z_]\w*|\[\w+\])*$/

function comparedWithItself(node: Node): Node | null {
  if (kindOf(node) === 'boolean_operator') {
    const [left, right] = [node.field('left'), node.field('right')]
    return left && right && left.text() === right.text() && kindOf(left) !== 'call' ? node : null
  }
  const asked = comparison(node)
  // x != x is a known way to ask for NaN, and tests ask whether a comparison works at all.
  if (!asked || !/^(==|<|>|<=|>=|is|is not|in)$/.test(asked.operator) || isTestFile(node)) return null
  return asked.left.text() === asked.right.text() && path.test(asked.left.text()) ? node : null
}

function isFraction(side: Node): boolean {
  if (kindOf(side) === 'parenthesized_expression') return parts(side).some(isFraction)
  if (kindOf(side) !== 'binary_operator') return false
  return /(^|[^\w.])\d*\.\d*[1-9]\d*\b/.test(side.text()) && !/^\*\*$/.test(side.field('operator')?.text() ?? '')
}

function pastEnd(node: Node): Node | null {
  if (kindOf(node) === 'subscript') {
    const index = node.field('subscript')?.text()
    const list = node.field('value')?.text() ?? ''
    return index === `len(${list})` && kindOf(node.parent()) !== 'slice' ? node : null
  }
  const found = kindOf(node) === 'for_statement' ? countedPast(node) : comparedPast(node)
  if (!found) return null
  const { list, index, at } = found
  const used = node
    .findAll({ rule: { kind: 'subscript' } })
    .find((one) => one.field('value')?.text() === list && one.field('subscript')?.text() === index)
  const body = bodyOf(node)
    .map((one) => one.text())
    .join('\n')
  const isGuarded = new RegExp(
    `\\b(if|while|and|or)\\b[^\\n]*\\b${index}\\b\\s*(<|==|!=|>=)|try:|\\b${index}\\s*(-=|\\+=|=[^=])|\\bbreak\\b`,
  ).test(body.replace(kindOf(node) === 'while_statement' ? new RegExp(`\\b${index}\\s*\\+=\\s*1`) : /$^/, ''))
  return used && !isGuarded && !isInside(used, node.field('right') ?? node.field('condition') ?? used.parent() ?? used)
    ? at
    : null
}

/** `for i in range(len(list) + 1)`. */
function countedPast(loop: Node): { list: string; index: string; at: Node } | null {
  const over = loop.field('right')
  if (!over || callee(over) !== 'range') return null
  const given = positional(over)
  const end = given[1] ?? given[0]
  const list = /^len\((.+)\)\s*\+\s*1$/.exec(end?.text() ?? '')?.[1]
  return list && given.length < 3 ? { list, index: loop.field('left')?.text() ?? '', at: over } : null
}

/** `while i <= len(list)`. */
function comparedPast(loop: Node): { list: string; index: string; at: Node } | null {
  const test = loop.field('condition')
  const asked = kindOf(test) === 'comparison_operator' && test ? comparison(test) : null
  const list = asked?.operator === '<=' ? /^len\((.+)\)$/.exec(asked.right.text())?.[1] : undefined
  return list && asked && kindOf(asked.left) === 'identifier' && test
    ? { list, index: asked.left.text(), at: test }
    : null
}
