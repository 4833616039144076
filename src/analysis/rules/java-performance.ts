// Java: work that is done again in every round of a loop, and methods too tangled to read.

import type { Node } from '../grammar.ts'
import { plainCounter } from './java-fixes.ts'
import { loopOverEntries } from './java-fixes-flow.ts'
import {
  around,
  java,
  kindOf,
  loopAround,
  loopKinds,
  methodAround,
  named,
  textOf,
  typeOf,
  typeOfName,
  valueOfName,
  within,
} from './java-tree.ts'
import { argumentsOf, calleeName, type PatternRule } from './rule.ts'

const slow = { languages: java, category: 'performance', severity: 'medium' } as const

export const javaPerformanceRules: PatternRule[] = [
  {
    ...slow,
    id: 'quadratic-string',
    kinds: ['assignment_expression'],
    onlyIn: /\+=|=\s*\w+\s*\+/,
    cwe: 'CWE-1046',
    title: 'Every round copies the whole text so far',
    explanation: 'Twice as many rounds take four times as long. Use a StringBuilder.',
    find: (node) => {
      const left = node.field('left')
      const loop = loopAround(node)
      if (!left || !loop || kindOf(left) !== 'identifier' || typeOf(left) !== 'String') return null
      const name = left.text()
      const grows = textOf(node, 'operator') === '+=' || new RegExp(`^${name}\\s*\\+`).test(textOf(node, 'right'))
      const isOuter = !within(loop, 'variable_declarator').some((one) => textOf(one, 'name') === name)
      // A loop over a few fixed things is no harm, nor one that ends at once.
      // Told once for a loop.
      const first = within(loop, 'assignment_expression').find((one) => textOf(one, 'left') === name)
      return grows && isOuter && first?.id() === node.id() && growsFreely(node, loop) ? node : null
    },
  },
  {
    ...slow,
    id: 'query-in-loop',
    kinds: ['method_invocation'],
    onlyIn: /createQuery|createNativeQuery|executeQuery|queryFor|findById|createNamedQuery/,
    cwe: 'CWE-1073',
    title: 'Every round asks the database again',
    explanation:
      'A hundred entries are a hundred journeys to the database. Ask once for all of them, with IN or a join.',
    find: (call) => {
      const method = calleeName(call)
      const loop = loopAround(call)
      if (!loop || !perItem(loop)) return null
      const object = textOf(call, 'object')
      const isQuery =
        (/^(createQuery|createNativeQuery|createNamedQuery)$/.test(method) &&
          /^(\w*[eE]ntit\w*|em|\w*[sS]ession|\w*[mM]anager)(\.|$)/.test(object)) ||
        (/^(queryForObject|queryForList|queryForMap)$/.test(method) && /jdbc|template/i.test(object)) ||
        (/^(findById|getById|getReferenceById|findBy\w+|findOne|existsBy\w+)$/.test(method) &&
          /(repo|repository|dao)$/i.test(object)) ||
        (method === 'executeQuery' && /^(\w*(stmt|statement|ps|query)|st)$/i.test(object))
      return isQuery && usesItem(call, loop) ? call : null
    },
  },
  {
    ...slow,
    id: 'regex-in-loop',
    kinds: ['method_invocation'],
    onlyIn: /Pattern\.compile\(/,
    cwe: 'CWE-1050',
    title: 'The same pattern is compiled in every round',
    explanation: 'Compiling costs far more than matching. Make it a constant of the class.',
    find: (call) => {
      const [pattern] = argumentsOf(call)
      if (
        !/^([\w.]+\.)?Pattern$/.test(textOf(call, 'object')) ||
        calleeName(call) !== 'compile' ||
        !pattern ||
        !loopAround(call)
      )
        return null
      const isFixed =
        kindOf(pattern) === 'string_literal' ||
        (kindOf(pattern) === 'identifier' && kindOf(valueOfName(pattern, pattern.text())) === 'string_literal')
      return isFixed ? call : null
    },
  },
  {
    ...slow,
    id: 'search-in-loop',
    kinds: ['method_invocation'],
    onlyIn: /\.contains\(/,
    cwe: 'CWE-1050',
    title: 'Every round searches the whole list',
    explanation:
      'With a thousand entries in both that is a million comparisons. Keep them in a HashSet, which finds them at once.',
    find: (call) => {
      const object = call.field('object')
      const loop = loopAround(call)
      if (calleeName(call) !== 'contains' || !object || kindOf(object) !== 'identifier' || !loop || !perItem(loop))
        return null
      const value = valueOfName(object, object.text())
      const isList = /^(List|ArrayList|LinkedList)</.test(typeOfName(object, object.text()))
      const isOuter = value !== null && value.range().start.index < loop.range().start.index
      // Filled from something else as a whole: then it may be large.
      const isCopied =
        value !== null &&
        (/^new (ArrayList|LinkedList)<[^>]*>\(\s*[\w.]+(\(\))?\s*\)$/.test(value.text()) ||
          /\.(toList\(\)|collect\(Collectors\.toList\(\)\)|findAll\(\)|getResultList\(\)|readAllLines\(.*\))$/.test(
            value.text(),
          ))
      return isList && isOuter && isCopied ? call : null
    },
  },
  {
    ...slow,
    id: 'boxed-counter',
    fix: plainCounter,
    kinds: ['local_variable_declaration'],
    onlyIn: /\b(Integer|Long|Double)\s+\w+\s*=\s*0/,
    severity: 'low',
    cwe: 'CWE-1050',
    title: 'Every addition makes a new object',
    explanation:
      'A counter of an object type is unpacked and packed again each round. Declare it with the plain type: int, long, double.',
    find: (node) => {
      const declarator = named(node).find((one) => kindOf(one) === 'variable_declarator')
      const name = textOf(declarator, 'name')
      if (
        !/^(Integer|Long|Double)$/.test(textOf(node, 'type')) ||
        !/^0(\.0)?[LlDd]?$|^0L$/.test(textOf(declarator, 'value'))
      )
        return null
      const method = methodAround(node)
      const grown =
        method &&
        within(method, 'assignment_expression', 'update_expression').some(
          (one) =>
            new RegExp(`^(\\+\\+)?${name}\\b\\s*(\\+=|\\+\\+)?`).test(one.text()) &&
            /\+=|\+\+/.test(one.text()) &&
            loopAround(one),
        )
      return grown ? node : null
    },
  },
  {
    ...slow,
    id: 'keys-then-get',
    fix: loopOverEntries,
    kinds: ['enhanced_for_statement'],
    onlyIn: /\.keySet\(\)/,
    severity: 'low',
    cwe: 'CWE-1050',
    title: 'Every round looks up what the loop already had in hand',
    explanation: 'Going over entrySet gives key and value together.',
    find: (node) => {
      const map = /^([\w.]+)\.keySet\(\)$/.exec(textOf(node, 'value'))?.[1]
      const key = textOf(node, 'name')
      const gets = map ? textOf(node, 'body').split(`${map}.get(${key})`).length - 1 : 0
      return gets > 1 && /^(\w*Map)</.test(typeOfName(node, map ?? '')) ? node.field('value') : null
    },
  },
  {
    languages: java,
    id: 'complex-method',
    kinds: ['method_declaration', 'constructor_declaration'],
    severity: 'low',
    category: 'maintainability',
    cwe: 'CWE-1121',
    title: 'This method is too tangled to follow',
    explanation:
      'Branches inside of branches have to be kept in mind all at once. Return early, and move parts with a meaning of their own into methods.',
    find: (method) => {
      const body = method.field('body')
      // Counting words is far cheaper than walking through, and most methods have few.
      const words = body?.text().match(/\b(if|for|while|catch|switch)\b|&&|\|\||\?/g)?.length ?? 0
      return body && words > TANGLED / 6 && tangled(body) > TANGLED ? method.field('name') : null
    },
  },
]

const TANGLED = 40

/** Each branch counts one, and one more for each that it stands in, as a reader has to remember them. */
function tangled(root: Node): number {
  let sum = 0
  const stack: [Node, number][] = [[root, 0]]
  for (let next = stack.pop(); next; next = stack.pop()) {
    const [node, depth] = next
    const kind = kindOf(node)
    const isElseIf =
      kind === 'if_statement' &&
      kindOf(node.parent()) === 'if_statement' &&
      node.parent()?.field('alternative')?.id() === node.id()
    const isBranch =
      /^(if_statement|for_statement|enhanced_for_statement|while_statement|do_statement|catch_clause|switch_expression|ternary_expression)$/.test(
        kind,
      )
    if (isBranch) sum += isElseIf ? 1 : 1 + depth
    if (kind === 'if_statement' && node.field('alternative') && kindOf(node.field('alternative')) !== 'if_statement')
      sum++
    if (
      kind === 'binary_expression' &&
      /^(&&|\|\|)$/.test(textOf(node, 'operator')) &&
      textOf(node.parent(), 'operator') !== textOf(node, 'operator')
    )
      sum++
    if (/^(class_body|lambda_expression)$/.test(kind) && node !== root) continue
    const inner = isBranch && !isElseIf ? depth + 1 : depth
    for (const child of node.children()) if (child.isNamed()) stack.push([child, inner])
  }
  return sum
}

/** Over the items of something, and not over a few fixed ones. */
const perItem = (loop: Node): boolean => {
  if (kindOf(loop) === 'enhanced_for_statement')
    return !/^(new \w+\[\]|\w+\.values\(\)|(List|Set|Arrays)\.\w+\("|[A-Z][A-Z_]+$)/.test(textOf(loop, 'value'))
  return kindOf(loop) === 'for_statement' && /\.(size|length)\b|hasNext\(\)/.test(textOf(loop, 'condition'))
}

/** The question is another one in every round. */
function usesItem(call: Node, loop: Node): boolean {
  if (kindOf(loop) !== 'enhanced_for_statement') return true
  const name = textOf(loop, 'name')
  const statement = around(call, 'local_variable_declaration', 'expression_statement', 'return_statement')
  const text = statement?.text() ?? call.text()
  const block = textOf(loop, 'body')
  return (
    new RegExp(`\\b${name}\\b`).test(text) ||
    (calleeName(call) === 'executeQuery' && new RegExp(`\\.set\\w+\\(\\s*\\d+\\s*,[^;]*\\b${name}\\b`).test(block))
  )
}

function growsFreely(node: Node, loop: Node): boolean {
  if (kindOf(loop) === 'for_statement' && /(<|<=)\s*\d{1,2}$/.test(textOf(loop, 'condition'))) return false
  if (kindOf(loop) === 'enhanced_for_statement' && !perItem(loop)) return false
  const block = around(node, 'block')
  const leaves = named(block ?? null).some((one) => /^(return|break|throw)_statement$/.test(kindOf(one)))
  return !leaves && loopKinds.includes(kindOf(loop)) && kindOf(loop) !== 'do_statement'
}
