// Java: names that were mixed up, and things used when they are gone.
import type { Node } from '../grammar.ts'
import { factsOf } from './java-names.ts'
import {
  annotationsOf,
  around,
  functionKinds,
  hasModifier,
  java,
  kindOf,
  methodAround,
  named,
  textOf,
  typeOf,
  within,
} from './java-tree.ts'
import { argumentsOf, calleeName, type PatternRule } from './rule.ts'

const bug = { languages: java, category: 'bug' } as const

export const javaMixupRules: PatternRule[] = [
  {
    ...bug,
    id: 'use-after-close',
    kinds: ['try_with_resources_statement'],
    severity: 'high',
    cwe: 'CWE-672',
    title: 'What comes out of the block still needs what the block has closed',
    explanation:
      'A stream works only when it is used up, and by then its source is closed. Collect the result inside of the block.',
    find: escapes,
  },
  {
    ...bug,
    id: 'self-assignment',
    kinds: ['assignment_expression'],
    onlyIn: /this\.\w+\s*=/,
    severity: 'high',
    cwe: 'CWE-665',
    title: 'The field is assigned to itself',
    explanation:
      'No parameter or variable has this name, so the right side is the field too. The parameter is probably spelled differently.',
    find: (node) => {
      const field = /^this\.(\w+)$/.exec(textOf(node, 'left'))?.[1]
      if (!field || textOf(node, 'operator') !== '=' || textOf(node, 'right') !== field) return null
      const method = methodAround(node)
      if (!method || kindOf(method) === 'compact_constructor_declaration' || around(node, 'lambda_expression'))
        return null
      const isParameter = named(method.field('parameters')).some(
        (one) => textOf(one, 'name') === field || new RegExp(`\\b${field}$`).test(one.text()),
      )
      const isLocal = within(
        method,
        'variable_declarator',
        'enhanced_for_statement',
        'resource',
        'catch_formal_parameter',
        'type_pattern',
        'instanceof_expression',
        'record_pattern_component',
      ).some((one) => textOf(one, 'name') === field || new RegExp(`\\b${field}$`).test(one.text()))
      const body = method.parent()
      const isField = named(body).some(
        (one) => kindOf(one) === 'field_declaration' && new RegExp(`\\b${field}\\s*[;=,]`).test(one.text()),
      )
      const outer = body
        ?.ancestors()
        .some((one) => kindOf(one) === 'object_creation_expression' || functionKinds.includes(kindOf(one)))
      return isField && !isParameter && !isLocal && !outer ? node : null
    },
  },
  {
    ...bug,
    id: 'swapped-arguments',
    kinds: ['method_invocation', 'object_creation_expression'],
    severity: 'medium',
    cwe: 'CWE-683',
    title: 'Two arguments stand in each other’s place',
    explanation:
      'Their names are those of the parameters, but the other way round. Turn them around, or rename them if it is meant.',
    fix: (call) => {
      const [one, other] = crossed(call) ?? []
      return one && other
        ? {
            title: 'Swap the two',
            edits: [
              { at: one, newText: other.text() },
              { at: other, newText: one.text() },
            ],
          }
        : null
    },
    find: (call) => (crossed(call) ? call : null),
  },
  {
    languages: java,
    category: 'bug',
    id: 'value-never-used',
    kinds: ['local_variable_declaration'],
    severity: 'low',
    cwe: 'CWE-563',
    title: 'What is worked out here is never used',
    explanation: 'Probably another variable was meant further down. Use this one, or take it out.',
    find: unused,
  },
]

const lazy = /\.(map|filter|flatMap|sorted|lines|stream|peek|distinct|limit|skip|mapTo\w+)\(/
const terminal =
  /\.(collect|toList|count|forEach\w*|findFirst|findAny|anyMatch|allMatch|noneMatch|reduce|toArray|min|max|sum|average|iterator|readAllBytes|orElse\w*)\(/

/** A lazy stream over the resource that is kept or handed out. */
function escapes(node: Node): Node | null {
  const resources = named(node.field('resources')).filter(
    (one) =>
      /(^|[.])(Int|Long)?Stream(<.*)?$/s.test(textOf(one, 'type')) ||
      /Files\.(lines|list|walk|find)\(/.test(textOf(one, 'value')),
  )
  const body = node.field('body')
  if (!body || resources.length === 0) return null
  const names = resources.map((one) => textOf(one, 'name'))
  const isLazy = (value: Node | null | undefined) =>
    value &&
    names.some((name) => new RegExp(`^${name}\\b`).test(value.text())) &&
    (lazy.test(value.text()) || names.includes(value.text())) &&
    !terminal.test(withoutLambdas(value))
  for (const returned of within(body, 'return_statement')) if (isLazy(named(returned)[0])) return returned
  for (const set of within(body, 'assignment_expression')) {
    const name = textOf(set, 'left')
    const isInner = within(body, 'variable_declarator').some((one) => textOf(one, 'name') === name)
    if (!isInner && isLazy(set.field('right'))) return set
  }
  return null
}

const withoutLambdas = (node: Node): string =>
  within(node, 'lambda_expression').reduce((text, one) => text.replace(one.text(), ''), node.text())

/** `move(b, a)` for `move(a, b)`: names told crosswise, of one type. */
function crossed(call: Node): [Node, Node] | null {
  const args = argumentsOf(call)
  if (args.filter((one) => nameIn(one) !== '').length < 2) return null
  const isNew = kindOf(call) === 'object_creation_expression'
  const object = textOf(call, 'object')
  if (!isNew && object !== '' && object !== 'this') return null
  const wanted = isNew ? textOf(call, 'type').replace(/<.*/s, '') : calleeName(call)
  const among = factsOf(call).methods.get(wanted) ?? []
  const fitting = among.filter((one) => named(one.field('parameters')).length === args.length)
  const [only] = fitting
  if (fitting.length !== 1 || !only || methodAround(call)?.id() === only.id()) return null
  const params = named(only.field('parameters'))
  for (let i = 0; i < args.length; i++)
    for (let j = i + 1; j < args.length; j++) {
      const [one, other] = [args[i], args[j]]
      const crossed =
        one &&
        other &&
        nameIn(one) === textOf(params[j], 'name') &&
        nameIn(other) === textOf(params[i], 'name') &&
        nameIn(one) !== nameIn(other)
      const sameType = textOf(params[i], 'type') === textOf(params[j], 'type')
      if (
        crossed &&
        sameType &&
        nameIn(one).length > 1 &&
        !isBothWays(call, wanted, nameIn(other), nameIn(one)) &&
        !/swap|revers|flip|invert|mirror|compare|transpos|opposite|symmetr|commut|rtl/i.test(
          `${wanted} ${textOf(methodAround(call), 'name')}`,
        )
      )
        return [one, other]
    }
  return null
}

/** The same method also calls it the right way round, so it knows what it does. */
const isBothWays = (call: Node, wanted: string, first: string, second: string): boolean =>
  new RegExp(`\\b${wanted}\\([^;]*\\b${first}\\s*,[^;]*\\b${second}\\b`).test(methodAround(call)?.text() ?? '')

const nameIn = (node: Node): string =>
  kindOf(node) === 'identifier'
    ? node.text()
    : kindOf(node) === 'field_access' && textOf(node, 'object') === 'this'
      ? textOf(node, 'field')
      : ''

/** Arithmetic or text that is kept in a variable nobody reads, in a method that goes on. */
function unused(node: Node): Node | null {
  const [declarator, ...others] = named(node).filter((one) => kindOf(one) === 'variable_declarator')
  const value = declarator?.field('value')
  const method = around(node, ...functionKinds, 'lambda_expression')
  if (
    !declarator ||
    others.length > 0 ||
    !value ||
    !method ||
    kindOf(value) !== 'binary_expression' ||
    annotationsOf(node).length > 0
  )
    return null
  const name = textOf(declarator, 'name')
  const rest = method.text().split(new RegExp(`\\b${name}\\b`)).length - 1
  return rest === 1 && !/^(unused|ignore|dummy|_)/i.test(name) && !hasModifier(method, 'native') && typeOf(value) === ''
    ? node
    : null
}
