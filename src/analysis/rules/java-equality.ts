// Java: values that are compared or changed in the wrong way.

import type { Node } from '../grammar.ts'
import { askArrays, askEquals, askTolerance, keepResult } from './java-fixes.ts'
import { addHash } from './java-fixes-flow.ts'
import {
  around,
  hasModifier,
  java,
  kindOf,
  methodAround,
  methodText,
  named,
  textOf,
  typeOf,
  within,
} from './java-tree.ts'
import { argumentsOf, calleeName, type PatternRule } from './rule.ts'

const bug = { languages: java, category: 'bug' } as const

const boxed = /^(java\.lang\.)?(Integer|Long|Short|Byte|Double|Float|BigDecimal|BigInteger)$/

export const javaEqualityRules: PatternRule[] = [
  {
    ...bug,
    id: 'text-identity',
    fix: askEquals,
    kinds: ['binary_expression'],
    onlyIn: /[!=]=/,
    severity: 'high',
    cwe: 'CWE-597',
    title: 'Text is compared by identity',
    explanation: '`==` asks whether both are one object, which equal texts need not be. Use equals.',
    find: (node) => {
      if (!isEquality(node)) return null
      const sides = sidesOf(node)
      // A literal on one side is the business of string-identity.
      if (sides.some((side) => kindOf(side) === 'string_literal' || kindOf(side) === 'null_literal')) return null
      const types = sides.map(typeOf)
      // In an `equals`, or before one, identity is asked first to be quick.
      return types.every((type) => type === 'String') &&
        !/\bintern\(|\.equals\(|compareTo\(/.test(
          around(node, 'if_statement', 'return_statement', 'expression_statement')?.text().slice(0, 400) ?? '',
        ) &&
        !isShortcut(node)
        ? node
        : null
    },
  },
  {
    ...bug,
    id: 'number-identity',
    fix: askEquals,
    kinds: ['binary_expression'],
    onlyIn: /[!=]=/,
    severity: 'high',
    cwe: 'CWE-595',
    title: 'Two number objects are compared by identity',
    explanation: 'Only small numbers are shared objects; two equal large ones are not the same. Use equals.',
    find: (node) => {
      if (!isEquality(node)) return null
      return sidesOf(node).every((side) => boxed.test(typeOf(side)) && kindOf(side) !== 'null_literal') &&
        !isShortcut(node)
        ? node
        : null
    },
  },
  {
    ...bug,
    id: 'float-equality',
    fix: askTolerance,
    kinds: ['binary_expression'],
    onlyIn: /\b(double|float)\b/,
    severity: 'medium',
    cwe: 'CWE-1077',
    title: 'Computed decimal numbers are compared exactly',
    explanation:
      'They carry tiny rounding errors: 0.1 + 0.2 is not 0.3. Compare with a tolerance, or count in whole cents.',
    find: (node) =>
      isEquality(node) && sidesOf(node).every(isFraction) && sidesOf(node).some(isComputed) ? node : null,
  },
  {
    ...bug,
    id: 'equals-without-hash',
    fix: addHash,
    kinds: ['method_declaration'],
    onlyIn: /\bequals\s*\(/,
    severity: 'medium',
    cwe: 'CWE-581',
    title: 'The class has its own `equals` and no `hashCode`',
    explanation:
      'Equal objects then have different hash codes: a HashMap or HashSet does not find them again. Write hashCode over the same fields.',
    find: (method) => {
      if (
        textOf(method, 'name') !== 'equals' ||
        !/^\(\s*(final\s+|@\w+\s+)*Object\s+\w+\s*\)$/.test(textOf(method, 'parameters'))
      )
        return null
      const body = method.parent()
      const owner = body?.parent()
      const hasHash = named(body).some((one) => textOf(one, 'name') === 'hashCode')
      const isClass =
        kindOf(owner) === 'class_declaration' &&
        owner?.field('superclass') === null &&
        !(owner && hasModifier(owner, 'abstract'))
      return isClass && !hasHash && method.field('body') !== null && !/throw new Unsupported/.test(method.text())
        ? method.field('name')
        : null
    },
  },
  {
    ...bug,
    id: 'equals-of-other-type',
    kinds: ['method_declaration'],
    onlyIn: /boolean\s+equals\s*\(/,
    severity: 'medium',
    cwe: 'CWE-1025',
    title: 'This `equals` is not the one that collections call',
    explanation:
      'Only equals(Object) replaces the inherited one; with another parameter type it is a second method beside it. Take an Object.',
    find: (method) => {
      const owner = around(
        method,
        'class_declaration',
        'interface_declaration',
        'record_declaration',
        'enum_declaration',
      )
      const type = /^\(\s*(?:final\s+)?(\w+)(?:<[^>]*>)?\s+\w+\s*\)$/.exec(textOf(method, 'parameters'))?.[1]
      const hasReal = named(method.parent()).some(
        (one) => textOf(one, 'name') === 'equals' && /\(\s*(final\s+)?Object\b/.test(textOf(one, 'parameters')),
      )
      return textOf(method, 'name') === 'equals' &&
        type === textOf(owner, 'name') &&
        kindOf(owner) === 'class_declaration' &&
        !hasModifier(method, 'static') &&
        !hasModifier(method, 'private') &&
        !hasReal
        ? method.field('name')
        : null
    },
  },
  {
    ...bug,
    id: 'array-equals',
    fix: askArrays,
    kinds: ['method_invocation'],
    onlyIn: /\.(equals|hashCode|toString)\(/,
    severity: 'high',
    cwe: 'CWE-595',
    title: 'The array is compared by identity',
    explanation: 'An array’s own equals asks whether both are one object. Use Arrays.equals.',
    find: (call) => {
      const object = call.field('object')
      return calleeName(call) === 'equals' && argumentsOf(call).length === 1 && object && /\[\]$/.test(typeOf(object))
        ? call
        : null
    },
  },
  {
    ...bug,
    id: 'result-ignored',
    fix: keepResult,
    kinds: ['expression_statement'],
    onlyIn:
      /\.(trim|toUpperCase|toLowerCase|strip|replace|replaceAll|concat|substring|add|subtract|multiply|divide|plus|minus|plusDays|minusDays|withZoneSameInstant|negate|setScale|resolve|normalize)\b/,
    severity: 'high',
    cwe: 'CWE-252',
    title: 'The changed value is thrown away',
    explanation: 'A String, a BigDecimal or a date never changes: the method returns a new one. Assign the result.',
    find: (node) => {
      const [call] = named(node)
      const object = call?.field('object')
      if (!call || kindOf(call) !== 'method_invocation' || !object) return null
      const method = calleeName(call)
      const type = typeOf(object)
      const isText =
        /^(trim|toUpperCase|toLowerCase|strip\w*|replace\w*|concat|substring|formatted|repeat|indent)$/.test(method) &&
        (type === 'String' || (type === '' && /^[\w.]*\.(trim|toUpperCase|toLowerCase|strip)\(\)$/.test(call.text())))
      const isNumber =
        /^(add|subtract|multiply|divide|negate|setScale|abs|pow|remainder|mod)$/.test(method) &&
        /^(java\.math\.)?Big(Decimal|Integer)$/.test(type)
      const isDate =
        /^(plus|minus|with|truncatedTo|atZone)\w*$/.test(method) &&
        /^(java\.time\.)?(Local(Date|Time|DateTime)|Instant|Duration|(Zoned|Offset)DateTime|Period)$/.test(type)
      const isPath =
        /^(resolve|normalize|toAbsolutePath|relativize)$/.test(method) && /^(java\.nio\.file\.)?Path$/.test(type)
      return (isText || isNumber || isDate || isPath) && !isProbe(node) ? node : null
    },
  },
]

const sidesOf = (node: Node): Node[] => [node.field('left'), node.field('right')].flatMap((side) => side ?? [])

const isEquality = (node: Node) => /^[!=]=$/.test(textOf(node, 'operator'))

/** In `equals`, `compareTo` and their like the identical are told apart first. */
const isShortcut = (node: Node): boolean => {
  const method = methodAround(node)
  const names = sidesOf(node).map((side) => side.text())
  const other = methodText(node)
  return (
    /^(equals|compareTo|compare|same\w*|identical\w*|is\w*Same|intern\w*)$/i.test(textOf(method, 'name')) ||
    names.some((name) => other.includes(`${name}.equals(`) || other.includes(`(${name}, `)) ||
    /@SuppressWarnings\([^)]*(StringEquality|NumberEquality|ReferenceEquality)/.test(other)
  )
}

const isFraction = (node: Node): boolean => {
  const inner = kindOf(node) === 'parenthesized_expression' ? (named(node)[0] ?? node) : node
  const kind = kindOf(inner)
  if (kind === 'binary_expression') return /^[-+*/]$/.test(textOf(inner, 'operator')) && sidesOf(inner).some(isFraction)
  if (kind === 'decimal_floating_point_literal') return true
  return /^(double|float)$/.test(typeOf(inner))
}

/** Worked out by arithmetic; a plain copy, or a comparison with 0, is exact. */
function isComputed(node: Node): boolean {
  const kind = kindOf(node)
  if (kind === 'binary_expression')
    return (
      /^[-+*/]$/.test(textOf(node, 'operator')) &&
      /[*/]|\d\.\d/.test(node.text()) &&
      sidesOf(node).some((side) => !/^(Math|Double|Float)\b/.test(side.text()))
    )
  if (kind !== 'identifier') return false
  const method = methodAround(node)
  if (!method) return false
  return within(method, 'variable_declarator').some(
    (one) =>
      textOf(one, 'name') === node.text() && one.field('value') !== null && isProduct(one.field('value') as Node),
  )
}

const isProduct = (value: Node): boolean =>
  kindOf(value) === 'binary_expression' && /^[*/]$/.test(textOf(value, 'operator')) && /\d\.\d/.test(value.text())

/** Only called to see whether it throws. */
const isProbe = (node: Node): boolean =>
  around(node, 'try_statement', 'lambda_expression') !== undefined &&
  /catch|assertThrows|expect/i.test(around(node, 'try_statement')?.text() ?? 'expect') &&
  named(node.parent()).length === 1
