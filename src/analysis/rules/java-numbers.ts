// Java: fractions cut off, indexes one too far, keys given twice.
import type { Node } from '../grammar.ts'
import { askLess, divideAsDouble } from './java-fixes.ts'
import { java, kindOf, named, textOf, typeOf } from './java-tree.ts'
import type { PatternRule } from './rule.ts'

const bug = { languages: java, category: 'bug' } as const

export const javaNumberRules: PatternRule[] = [
  {
    ...bug,
    id: 'integer-division',
    fix: divideAsDouble,
    kinds: ['variable_declarator', 'assignment_expression', 'return_statement', 'binary_expression'],
    onlyIn: /\b(double|float)\b/,
    severity: 'high',
    cwe: 'CWE-682',
    title: 'The fraction is cut off before it becomes a decimal number',
    explanation:
      'Whole numbers divide to a whole number: 1 / 2 is 0. Turn one of them into a double first: (double) a / b.',
    find: divides,
  },
  {
    ...bug,
    id: 'off-by-one',
    fix: askLess,
    kinds: ['for_statement'],
    onlyIn: /<=\s*[\w.()]+\.(length|size)\b/,
    severity: 'high',
    cwe: 'CWE-193',
    title: 'The last round reads behind the end',
    explanation:
      'Indexes run from 0 to length - 1; with `<=` the last one is the length itself, and an exception is thrown. Use `<`.',
    find: (node) => {
      const asked = /^(\w+)\s*<=\s*([\w.]+?)\.(length|size\(\)|length\(\))$/.exec(textOf(node, 'condition'))
      const body = textOf(node, 'body')
      if (!asked) return null
      const [, index, list] = asked
      const name = (list ?? '').replace(/\./g, '\\.')
      const reads = new RegExp(
        `(?<![\\w.])${name}\\s*(\\[\\s*${index}\\s*\\]|\\.(get|charAt|elementAt)\\(\\s*${index}\\s*\\))`,
      )
      const isGuarded = new RegExp(
        `\\b${index}\\s*(<|==|!=|>=)\\s*${name}\\.|${name}\\.(length|size\\(\\)|length\\(\\))\\s*(>|==|!=|<=)\\s*${index}|break|\\?`,
      )
      return reads.test(body) && !isGuarded.test(body) ? node.field('condition') : null
    },
  },
  {
    ...bug,
    id: 'duplicate-key',
    kinds: ['method_invocation'],
    onlyIn: /\b(Map|Set)\.of/,
    severity: 'high',
    cwe: 'CWE-694',
    title: 'A key stands twice in this map or set',
    explanation: 'Map.of and Set.of throw an exception when a key is given twice: the class cannot even be loaded.',
    find: (call) => {
      const isMap = /^(java\.util\.)?Map$/.test(textOf(call, 'object'))
      const isSet = /^(java\.util\.)?Set$/.test(textOf(call, 'object'))
      const args = named(call.field('arguments'))
      const entries = textOf(call, 'name') === 'ofEntries'
      if (!(isMap || isSet) || !/^of(Entries)?$/.test(textOf(call, 'name'))) return null
      const keys = entries
        ? args.flatMap((one) => named(one.field('arguments')).slice(0, 1))
        : args.filter((_, index) => isSet || index % 2 === 0)
      const seen = new Set<string>()
      return keys.find((key) => /literal$/.test(kindOf(key)) && (seen.has(key.text()) || !seen.add(key.text()))) ?? null
    },
  },
]

const whole = /^(int|long|short|byte|Integer|Long)$/

/** A division of whole numbers that is kept as, or counted with, a fraction. */
function divides(node: Node): Node | null {
  const kind = kindOf(node)
  if (kind === 'binary_expression') {
    // 1.5 * (a / b)
    const sides = [node.field('left'), node.field('right')]
    const inner = sides.map((side) => (side && kindOf(side) === 'parenthesized_expression' ? named(side)[0] : null))
    const hit = inner.find((side) => side && isWholeDivision(side))
    const isFraction = sides.some(
      (side) => side && (kindOf(side) === 'decimal_floating_point_literal' || /^(double|float)$/.test(typeOf(side))),
    )
    return /^[-+*]$/.test(textOf(node, 'operator')) && hit && isFraction ? hit : null
  }
  const value = kind === 'return_statement' ? named(node)[0] : (node.field('value') ?? node.field('right'))
  const type =
    kind === 'variable_declarator'
      ? textOf(node.parent(), 'type')
      : kind === 'assignment_expression'
        ? typeOf(node.field('left') ?? node)
        : textOf(
            node.ancestors().find((one) => /^(method_declaration|lambda_expression)$/.test(kindOf(one))),
            'type',
          )
  return value && /^(double|float|Double|Float)$/.test(type) && isWholeDivision(value) ? value : null
}

function isWholeDivision(node: Node): boolean {
  if (kindOf(node) !== 'binary_expression' || textOf(node, 'operator') !== '/') return false
  const [left, right] = [node.field('left'), node.field('right')]
  return left !== null && right !== null && isWhole(left) && isWhole(right)
}

function isWhole(node: Node): boolean {
  if (kindOf(node) === 'parenthesized_expression') return isWhole(named(node)[0] ?? node)
  if (/^[\w.]+\.(size|length)\(\)$|^\w+\.length$/.test(node.text())) return true
  if (kindOf(node) === 'binary_expression') {
    const sides = [node.field('left'), node.field('right')]
    return /^[-+*/%]$/.test(textOf(node, 'operator')) && sides.every((side) => side !== null && isWhole(side))
  }
  return whole.test(typeOf(node))
}
