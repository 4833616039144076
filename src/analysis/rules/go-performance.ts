// Work in Go that is done again and again, and functions that nobody can follow.

import type { Node } from '../grammar.ts'
import { compileBefore } from './go-fixes.ts'
import {
  bare,
  declarationAround,
  escaped,
  functionAround,
  functionsNamed,
  goRule,
  kindOf,
  loopAround,
  parts,
  root,
} from './go-tree.ts'
import { argumentsOf, calleeName, type PatternRule } from './rule.ts'

/** The complexity that one function may have: every branch counts one, and one more for each it stands in. */
const MOST_COMPLEX = 40

export const goPerformanceRules: PatternRule[] = [
  goRule({
    id: 'quadratic-string',
    kinds: ['assignment_statement'],
    onlyIn: /\+=|=\s*\w+\s*\+/,
    severity: 'medium',
    category: 'performance',
    cwe: 'CWE-1046',
    title: 'A text grows by copying it in every round',
    explanation:
      'Each `+` copies everything so far: ten times the rounds take a hundred times as long. Write the parts to a strings.Builder.',
    find: (node) => {
      const loop = loopAround(node)
      const [name, right, operator] = [
        node.field('left')?.text() ?? '',
        node.field('right')?.text() ?? '',
        node.field('operator')?.text(),
      ]
      if (!loop || !/^\w+$/.test(name)) return null
      // What is printed for people stays short.
      if (
        /String|Error|dump|debug|print|trace|html|format|usage|help/i.test(
          declarationAround(node)?.field('name')?.text() ?? '',
        )
      )
        return null
      const grows = operator === '+=' || (operator === '=' && new RegExp(`^${name}\\s*\\+\\s`).test(right))
      if (!grows || !isText(node, name, right)) return null
      // A few known rounds, and a text that begins anew in each, stay small.
      const few = /^for\s+(\w+\s*:?=\s*\d+;[^;]*<=?\s*\d+;|[^{]*range\s+\[)/.test(loop.text())
      const first = loop
        .findAll({ rule: { kind: 'assignment_statement' } })
        .find((one) => one.field('left')?.text() === name)
      return !few &&
        first?.id() === node.id() &&
        !new RegExp(`\\b${name}\\s*:?=(?!=)(?!\\s*${name}\\b)|\\bvar\\s+${name}\\b`).test(bare(loop.field('body'))) &&
        !/^(return|break)/.test(lastOf(node))
        ? node
        : null
    },
  }),
  goRule({
    id: 'query-in-loop',
    kinds: ['call_expression'],
    onlyIn: /\.(Query|QueryRow|Queryx|QueryRowx|Get|Select|First|Find|Take)(Context|One)?\(/,
    severity: 'medium',
    category: 'performance',
    cwe: 'CWE-1073',
    title: 'The database is asked once per item',
    explanation: 'A hundred items are a hundred round trips. Ask once, with a join or with `WHERE id IN (...)`.',
    find: (call) => {
      const direct = asksDatabase(call)
      if (!direct && functionsNamed(call, calleeName(call)).length !== 1) return null
      const loop = loopAround(call)
      if (!loop || !goesThroughItems(loop)) return null
      if (direct) return call
      const name = calleeName(call)
      const fns = name ? functionsNamed(call, name) : []
      const [fn] = fns
      const asks =
        fn &&
        fns.length === 1 &&
        fn.findAll({ rule: { kind: 'call_expression' } }).some((one) => asksDatabase(one) && !loopAround(one))
      return asks && fn.id() !== functionAround(call)?.id() ? call : null
    },
  }),
  goRule({
    id: 'regex-in-loop',
    kinds: ['call_expression'],
    onlyIn: /regexp\.(MustCompile|Compile|MatchString|Match)\(/,
    severity: 'medium',
    category: 'performance',
    cwe: 'CWE-1050',
    title: 'The same expression is compiled in every round',
    explanation: 'Compiling takes far longer than matching. Compile it once, in a variable at the top of the file.',
    find: (call) => {
      const loop = loopAround(call)
      const [pattern] = argumentsOf(call)
      if (!loop || !pattern || !/^regexp\.(MustCompile|Compile|MatchString|Match)(POSIX)?\(/.test(call.text()))
        return null
      if (/^["`]/.test(pattern.text()) && kindOf(pattern) !== 'binary_expression') return call
      const name = /^\w+$/.exec(pattern.text())?.[0]
      return name &&
        new RegExp(`(^|\\n)\\s*(const|var)?\\s*${name}\\s*(string\\s*)?=\\s*["\`]`).test(root(call).text()) &&
        !new RegExp(`\\b${name}\\b`).test(bare(loop).replace(bare(call), ''))
        ? call
        : null
    },
    fix: compileBefore,
  }),
  goRule({
    id: 'search-in-loop',
    kinds: ['call_expression'],
    onlyIn:
      /slices\.(Contains|Index)\(|func\s+\w*([cC]ontains|[hH]as|[iI]n[A-Z]\w*|[iI]ncludes|[eE]xists|[fF]ind|[iI]ndexOf)\w*\(/,
    severity: 'low',
    category: 'performance',
    cwe: 'CWE-1050',
    title: 'A list is searched from its beginning for every item',
    explanation: 'A thousand items in a list of a thousand are a million comparisons. Put the list into a map first.',
    find: (call) => {
      if (!/^slices\.(Contains|Index)\(/.test(call.text()) && !searches(call)) return null
      const loop = loopAround(call)
      const [list] = argumentsOf(call)
      if (!loop || !list || !goesThroughItems(loop) || !/^\w+$/.test(list.text())) return null
      // Only a list that may be long: one that was handed in or gathered here.
      const fn = functionAround(call)
      const long = new RegExp(`\\b${list.text()}\\b[\\w, ]*\\s\\[\\]`).test(fn?.field('parameters')?.text() ?? '')
      return long && !new RegExp(`\\b${list.text()}\\b[\\w, ]*:?=`).test(bare(loop)) ? call : null
    },
  }),
  goRule({
    id: 'complex-function',
    kinds: ['function_declaration', 'method_declaration'],
    severity: 'low',
    category: 'maintainability',
    cwe: 'CWE-1121',
    title: 'The function has too many branches to follow',
    explanation:
      'Nobody can hold that many nested ways in mind, and tests miss some of them. Move the inner parts into functions with names, and return early.',
    find: (fn) => {
      const code = fn.text()
      if ((code.match(/\b(if|for|case|switch)\b|&&|\|\|/g)?.length ?? 0) < MOST_COMPLEX / 4) return null
      const found = complexity(fn.field('body'), 0)
      // Long functions of plain steps are read from top to bottom; dense ones are not.
      const dense = found / code.split('\n').length > 0.65
      return found > 2 * MOST_COMPLEX || (found > MOST_COMPLEX && dense) ? (fn.field('name') ?? fn) : null
    },
  }),
]

const lastOf = (node: Node): string => {
  const siblings = parts(node.parent())
  return siblings.at(-1)?.text() ?? ''
}

/** Text is what a text is added to, or what is declared as one. */
function isText(node: Node, name: string, right: string): boolean {
  if (/^["`]|["`]\s*\+|\+\s*["`]|^fmt\.Sprint|^strconv\.(Itoa|Format|Quote)|^strings\.|^string\(/.test(right))
    return true
  return new RegExp(`\\bvar\\s+${name}\\s+string\\b|\\b${name}\\s*:?=\\s*["\`]`).test(bare(functionAround(node)))
}

/** Over a list, rows or an index; a loop that tries again is none. */
function goesThroughItems(loop: Node): boolean {
  const head = loop.text().slice(0, loop.text().indexOf('{'))
  return /\brange\b|\.Next\(\)|<\s*len\(/.test(head) && !/attempt|retry|retries|tries/i.test(head)
}

const isQuery = /^(Query|QueryRow|Queryx|QueryRowx)(Context)?$/
const select = /^\s*["`(]*\s*(SELECT|WITH)\b/i

function asksDatabase(call: Node): boolean {
  const callee = call.field('function')?.text() ?? ''
  const name = calleeName(call)
  const onDatabase = /(^|\.)(\w*(db|tx|conn|pool|store|database|querier)\w*)(\.\w+\([^()]*\))*\.\w+$/i.test(callee)
  if (isQuery.test(name)) return onDatabase && argumentsOf(call).length > 0
  if (/^(Get|Select)(Context)?$/.test(name))
    return onDatabase && argumentsOf(call).some((one) => select.test(one.text()))
  if (/^(First|Find|Take)$/.test(name))
    return (
      /(^|\.)(\w*(db|tx|orm)\w*)(\.\w+\((?:[^()]|\([^()]*\))*\))*\.\w+$/i.test(callee) &&
      /^&/.test(argumentsOf(call)[0]?.text() ?? '')
    )
  return name === 'FindOne' && /(coll|collection)\w*\.FindOne$/i.test(callee)
}

/** A function of this file that compares every item of its first parameter. */
function searches(call: Node): boolean {
  const [fn] = functionsNamed(call, call.field('function')?.text() ?? '')
  const list = /^\(\s*(\w+)[\w, ]*\s\[\]/.exec(fn?.field('parameters')?.text() ?? '')?.[1]
  return (
    list !== undefined &&
    new RegExp(`range\\s+${escaped(list)}\\s*\\{[^{}]*if[^{}]*==[^{}]*\\{\\s*return`).test(fn?.text() ?? '')
  )
}

/** Cognitive complexity: branches by their depth, changes between `&&` and `||`, jumps to labels. */
function complexity(node: Node | null, depth: number): number {
  // Far beyond the limit already; code nested thousands deep must not overflow the stack.
  if (!node || depth > MOST_COMPLEX) return 0
  const kind = kindOf(node)
  const within = (deeper: number) => parts(node).reduce((sum, child) => sum + complexity(child, deeper), 0)
  if (kind === 'if_statement') return ifComplexity(node, depth, 1 + depth)
  if (/^(for_statement|expression_switch_statement|type_switch_statement|select_statement)$/.test(kind))
    return 1 + depth + within(depth + 1)
  if (kind === 'func_literal') return within(depth + 1)
  if (kind === 'binary_expression') {
    const operator = node.field('operator')?.text() ?? ''
    const parent = node.parent()
    const begins =
      /^(&&|\|\|)$/.test(operator) &&
      !(kindOf(parent) === 'binary_expression' && parent?.field('operator')?.text() === operator)
    return (begins ? 1 : 0) + within(depth)
  }
  return within(depth)
}

function ifComplexity(node: Node, depth: number, own: number): number {
  const otherwise = node.field('alternative')
  const inner = [node.field('initializer'), node.field('condition')].reduce(
    (sum, one) => sum + complexity(one, depth),
    0,
  )
  const rest = !otherwise
    ? 0
    : kindOf(otherwise) === 'if_statement'
      ? ifComplexity(otherwise, depth, 1)
      : 1 + complexity(otherwise, depth + 1)
  return own + inner + complexity(node.field('consequence'), depth + 1) + rest
}
