// Fractions in Go that are compared as if they were exact.

import type { Node } from '../grammar.ts'
import { askClose } from './go-fixes.ts'
import { functionAround, goRule, kindOf, root } from './go-tree.ts'
import type { PatternRule } from './rule.ts'

export const goFloatRules: PatternRule[] = [
  goRule({
    id: 'float-equality',
    kinds: ['binary_expression'],
    onlyIn: /float(32|64)|\d\.\d/,
    severity: 'medium',
    category: 'bug',
    cwe: 'CWE-1077',
    title: 'Computed fractions are compared for equality',
    explanation:
      'Fractions are rounded at every step, so 0.1+0.2 is not 0.3. Ask whether the difference is small: math.Abs(a-b) < 1e-9; count money in cents.',
    find: (node) => {
      if (!/^[!=]=$/.test(node.field('operator')?.text() ?? '')) return null
      const sides = [node.field('left'), node.field('right')]
      if (
        sides.some((side) =>
          /^-?\d+(\.0*)?$|^(math\.(Inf|NaN|Floor|Trunc|Round|Ceil|MaxFloat\w+)|nil|"|len\()/.test(side?.text() ?? ''),
        )
      )
        return null
      // v+v == v asks for zero and infinity.
      const [left, right] = sides.map((side) => side?.text() ?? '')
      if (left?.split(/\W+/).includes(right ?? '')) return null
      return sides.some((side) => side && isComputed(side)) ? node : null
    },
    fix: askClose,
  }),
]

/** Arithmetic with a fraction in it, or a sum that was gathered in a fraction. */
function isComputed(node: Node): boolean {
  const text = node.text()
  if (kindOf(node) === 'parenthesized_expression')
    return node.children().some((child) => child.isNamed() && isComputed(child))
  if (kindOf(node) === 'binary_expression' && /^[-+*/]$/.test(node.field('operator')?.text() ?? ''))
    return (
      /\b\d+\.\d|float(32|64)\(/.test(text) ||
      (/^[\w.]+\s*[-+*/]\s*[\w.]+$/.test(text) && text.split(/\s*[-+*/]\s*/).every((one) => isFraction(node, one)))
    )
  return (
    kindOf(node) === 'float_literal' &&
    /\.\d*[1-9]/.test(text) &&
    !/^[01]?\.(5|25|75)0*$/.test(text) &&
    otherIsGathered(node)
  )
}

const otherIsGathered = (node: Node): boolean => {
  const parent = node.parent()
  const other = [parent?.field('left'), parent?.field('right')].find((side) => side?.id() !== node.id())?.text() ?? ''
  return (
    /^\w+$/.test(other) &&
    isFraction(node, other) &&
    new RegExp(`\\b${other}\\s*[-+*/]=`).test(functionAround(node)?.text() ?? '')
  )
}

/** Declared as a fraction: a field of this file, a parameter, a variable. */
function isFraction(node: Node, name: string): boolean {
  const last = name.slice(name.lastIndexOf('.') + 1)
  const place = name.includes('.') ? root(node) : functionAround(node)
  const whole = place?.text() ?? ''
  return (
    new RegExp(`\\b${last}(\\s*,\\s*\\w+)*\\s+float(32|64)\\b`).test(whole) &&
    !new RegExp(`\\b${last}(\\s*,\\s*\\w+)*\\s+(u?int\\d*|string|bool)\\b`).test(whole)
  )
}
