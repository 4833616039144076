// Java: code that never ends, is never reached, works on what is closed or changed, or mixes up its names.

import type { Node } from '../grammar.ts'
import { loopOverCopy, turnLoop } from './java-fixes-flow.ts'
import { declaredAs } from './java-names.ts'
import {
  around,
  callsIn,
  fileText,
  hasModifier,
  java,
  kindOf,
  methodAround,
  named,
  textOf,
  typeOfName,
  within,
} from './java-tree.ts'
import { argumentsOf, calleeName, type PatternRule } from './rule.ts'

const bug = { languages: java, category: 'bug' } as const

export const javaFlowRules: PatternRule[] = [
  {
    ...bug,
    id: 'infinite-recursion',
    kinds: ['method_declaration'],
    severity: 'high',
    cwe: 'CWE-674',
    title: 'The method calls itself without end',
    explanation:
      'Nothing stands before the call that could stop it, so the stack overflows. A field or another method was probably meant.',
    find: (method) => {
      const [first] = named(method.field('body'))
      if (!first || !/^(return|expression|local_variable_declaration)/.test(kindOf(first))) return null
      const count = named(method.field('parameters')).length
      const expression = named(first)[0]
      const call = kindOf(first) === 'return_statement' || kindOf(first) === 'expression_statement' ? expression : null
      if (!call || kindOf(call) !== 'method_invocation' || calleeName(call) !== textOf(method, 'name')) return null
      const object = textOf(call, 'object')
      if ((object !== '' && object !== 'this') || argumentsOf(call).length !== count) return null
      const same = argumentsOf(call).every(
        (one, at) => one.text() === textOf(named(method.field('parameters'))[at], 'name'),
      )
      if (!same) return null
      const overloads = named(method.parent()).filter(
        (one) => textOf(one, 'name') === textOf(method, 'name') && named(one.field('parameters')).length === count,
      )
      return overloads.length === 1 ? call : null
    },
  },
  {
    ...bug,
    id: 'infinite-loop',
    kinds: ['while_statement', 'do_statement'],
    severity: 'high',
    cwe: 'CWE-835',
    title: 'The loop never ends',
    explanation:
      'Nothing in the body changes what its condition asks, so it stays true. A step such as `i++` is probably missing.',
    find: endless,
  },
  {
    ...bug,
    id: 'loop-runs-wrong-way',
    fix: turnLoop,
    kinds: ['for_statement'],
    severity: 'high',
    cwe: 'CWE-835',
    title: 'The counter runs away from its limit',
    explanation:
      'The condition asks for the other direction, so the loop runs not at all or until the number overflows. Turn the sign or the step around.',
    find: (node) => {
      const asked = /^(\w+)\s*(<|<=|>|>=)\s*[\w.()]+$/.exec(textOf(node, 'condition'))
      const step = node
        .fieldChildren('update')
        .map((one) => one.text())
        .join()
      const [, name, sign] = asked ?? []
      if (!name || !sign) return null
      const up = step === `${name}++` || step === `++${name}`
      const down = step === `${name}--` || step === `--${name}`
      const from = /=\s*(.+?);?$/.exec(node.field('init')?.text() ?? '')?.[1] ?? ''
      const away = (up && sign.startsWith('>')) || (down && sign.startsWith('<'))
      return away &&
        /^\d+$|size\(\)|length/.test(from) &&
        !new RegExp(`\\b${name}\\s*[-+]?=[^=]`).test(textOf(node, 'body'))
        ? node.field('condition')
        : null
    },
  },
  {
    ...bug,
    id: 'changed-while-iterating',
    fix: loopOverCopy,
    kinds: ['enhanced_for_statement'],
    onlyIn: /\.(remove|add|clear|put)\(/,
    severity: 'high',
    cwe: 'CWE-662',
    title: 'The list is changed while a loop goes over it',
    explanation:
      'The next round throws a ConcurrentModificationException. Use removeIf or an Iterator’s remove, or collect the changes and make them after the loop.',
    find: (node) => {
      const over = textOf(node, 'value').replace(/\.(keySet|entrySet|values)\(\)$/, '')
      const isMap = over !== textOf(node, 'value')
      const body = node.field('body')
      if (!/^[\w.]+$/.test(over) || !body) return null
      const type = kindOf(node.field('value')) === 'identifier' ? typeOfName(node, over) : ''
      if (/Concurrent|CopyOnWrite|\[\]$/.test(type) || /Concurrent\w*|CopyOnWrite\w*/.test(valueText(node, over)))
        return null
      const changes = callsIn(body, isMap ? /^(remove|clear)$/ : /^(remove|add|clear|removeAll|addAll)$/).filter(
        (call) => textOf(call, 'object') === over,
      )
      return changes.find((call) => !leavesLoop(call, node)) ?? null
    },
  },
]

const valueText = (node: Node, name: string): string => {
  const pattern = new RegExp(`\\b${name.replace(/^this\./, '')}\\s*=\\s*new\\s+(\\w+)`)
  return pattern.exec(fileText(node))?.[1] ?? ''
}

/** After it the loop is left, so there is no next round. */
function leavesLoop(call: Node, loop: Node): boolean {
  const block = around(call, 'block')
  const own = around(
    call,
    'while_statement',
    'for_statement',
    'do_statement',
    'enhanced_for_statement',
    'lambda_expression',
  )
  if (own && own.id() !== loop.id()) return true
  let at: Node | null | undefined = block
  // Of the blocks around it, up to the loop's own body, any may end by leaving.
  while (at && at.id() !== loop.id()) {
    const behind =
      kindOf(at) === 'block' ? named(at).filter((one) => one.range().start.index > call.range().start.index) : []
    if (behind.some((one) => /^(break|return|throw)_statement$/.test(kindOf(one)))) return true
    at = at.parent()
  }
  return false
}

/** A field that is set once. */
function isFinal(from: Node, name: string): boolean {
  const field = declaredAs(from, name)?.node.parent()
  return field !== null && field !== undefined && hasModifier(field, 'final')
}

function endless(node: Node): Node | null {
  const condition = node.field('condition')
  const body = node.field('body')
  if (!condition || !body) return null
  const test = named(condition)[0]
  // Only what is asked of local numbers: fields and calls may be changed elsewhere.
  if (!test || kindOf(test) !== 'binary_expression' || !/^(<|>|<=|>=|!=)$/.test(textOf(test, 'operator'))) return null
  const sides = [test.field('left'), test.field('right')].flatMap((side) => side ?? [])
  const names = sides.filter((side) => kindOf(side) === 'identifier').map((side) => side.text())
  const method = methodAround(node)
  if (
    names.length === 0 ||
    !method ||
    sides.some((side) => !/^(identifier|decimal_integer_literal)$/.test(kindOf(side)))
  )
    return null
  const isLocal = (name: string) =>
    within(method, 'variable_declarator').some(
      (one) => textOf(one, 'name') === name && /^(int|long|short)$/.test(textOf(one.parent(), 'type')),
    )
  if (
    !names.some(isLocal) ||
    !names.every((name) => isLocal(name) || isFinal(node, name)) ||
    /\b(break|System\.exit)\b/.test(body.text())
  )
    return null
  const changed = new RegExp(
    `(\\+\\+|--)\\s*(${names.join('|')})\\b|\\b(${names.join('|')})\\s*(\\+\\+|--|[-+*/%&|^]?=[^=]|>>=|<<=|>>>=)`,
  )
  if (changed.test(body.text()) || changed.test(test.text())) return null
  // It may leave by `return` or `throw` on some way only; then it is no loop without end for sure unless that is in a `try`.
  const outs = within(body, 'return_statement', 'throw_statement')
  return outs.every((one) => around(one, 'try_statement', 'while_statement', 'do_statement')?.id() !== node.id())
    ? node
    : null
}
