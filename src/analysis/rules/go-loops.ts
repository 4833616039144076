// Loops in Go that run too far, skip items or never end.

import type { Node } from '../grammar.ts'
import { stepBack, stopBefore, turnStep } from './go-fixes.ts'
import { bare, changes, escaped, following, functionAround, goRule, kindOf, loopAround, parts } from './go-tree.ts'
import type { PatternRule } from './rule.ts'

const textOf = (node: Node | null | undefined) => node?.text() ?? ''

/** Left because something failed, and not because the work is done. */
const failureOnly = (node: Node): boolean => {
  const test = node.ancestors().find((one) => kindOf(one) === 'if_statement')
  return /err\s*!=\s*nil/.test(textOf(test?.field('condition')))
}

export const goLoopRules: PatternRule[] = [
  goRule({
    id: 'off-by-one',
    kinds: ['for_clause', 'index_expression'],
    onlyIn: /<=\s*len\(|\[len\(|\+\s*1\]/,
    severity: 'high',
    category: 'bug',
    cwe: 'CWE-193',
    title: 'The index goes one past the end',
    explanation: 'The last index is len(x)-1: the one after it stops the program. Use `<` instead of `<=`.',
    find: (node) => {
      if (kindOf(node) === 'index_expression') {
        const whole = textOf(node.field('operand'))
        return textOf(node.field('index')) === `len(${whole})` && !/map\[/.test(whole) ? node : null
      }
      const [, index, list] = /^(\w+)\s*<=\s*len\(([\w.]+)\)$/.exec(textOf(node.field('condition'))) ?? []
      const body = bare(node.parent()?.field('body'))
      return index &&
        list &&
        new RegExp(`(^|[^\\w.])${escaped(list)}\\[${index}\\]`).test(body) &&
        !/\bbreak\b|\breturn\b/.test(body.slice(0, body.indexOf(`${list}[`))) &&
        !new RegExp(`${index}\\s*(<|==|!=|>=)\\s*len\\(|${index}\\s*&&`).test(body)
        ? node
        : null
    },
    fix: stopBefore,
  }),
  goRule({
    id: 'changed-while-iterating',
    kinds: ['assignment_statement'],
    onlyIn: /append\(\s*[\w.]+\[:/,
    severity: 'high',
    category: 'bug',
    cwe: 'CWE-125',
    title: 'Items are removed from the list that is gone through',
    explanation:
      'The rest moves down by one while the loop goes on: the next item is skipped, and the index runs past the end. Keep the wanted items in a new list, or leave the loop after the first removal.',
    find: (node) => {
      const [, list, index] = /^([\w.]+)\s*=\s*append\(\s*([\w.]+)\[:(\w+)\],\s*\2\[\3\s*\+\s*1:\]\.\.\.\)$/.exec(
        node.text(),
      )
        ? [null, /^([\w.]+)/.exec(node.text())?.[1], /\[:(\w+)\]/.exec(node.text())?.[1]]
        : []
      const loop = loopAround(node)
      if (!list || !index || !loop) return null
      const range = loop.children().find((one) => /^(range|for)_clause$/.test(kindOf(one)))
      const over =
        kindOf(range) === 'range_clause'
          ? textOf(range?.field('right')) === list && textOf(range?.field('left')).startsWith(index)
          : new RegExp(`${index}\\s*<\\s*len\\(${escaped(list)}\\)`).test(textOf(range)) && /\+\+/.test(textOf(range))
      const rest = following(node)
      const goesOn = !rest.some(
        (one) =>
          /^(return|break|goto)_statement$/.test(kindOf(one)) || new RegExp(`^${index}(--|\\s*-=)`).test(one.text()),
      )
      return over && goesOn && !new RegExp(`\\b${index}--`).test(textOf(node.parent())) ? node : null
    },
    fix: stepBack,
  }),
  goRule({
    id: 'infinite-loop',
    kinds: ['for_statement'],
    severity: 'high',
    category: 'bug',
    cwe: 'CWE-835',
    title: 'The loop never changes what it waits for',
    explanation:
      'Nothing in the body touches the names of the condition, so it goes on for ever once it has begun. Step the counter.',
    find: endless,
    fix: turnStep,
  }),
]

function endless(node: Node): Node | null {
  const clause = node.children().find((one) => /^(for|range)_clause$/.test(kindOf(one)))
  if (kindOf(clause) === 'range_clause') return null
  const condition = clause ? clause.field('condition') : parts(node).find((one) => kindOf(one) !== 'block')
  const body = bare(node.field('body'))
  if (clause) {
    const [, index, op] = /^(\w+)\s*(<=?|>=?)/.exec(textOf(condition)) ?? []
    const update = textOf(clause.field('update'))
    if (!index || !update.startsWith(index)) return null
    const wrong =
      (/^</.test(op ?? '') && /--$|-=\s*\d/.test(update)) || (/^>/.test(op ?? '') && /\+\+$|\+=\s*\d/.test(update))
    return wrong && !/\b(break|return|goto)\b/.test(body) && !changes(body, index) ? clause : null
  }
  if (kindOf(condition) !== 'binary_expression' || !/^(<=?|>=?|!=)$/.test(textOf(condition?.field('operator'))))
    return null
  const text = textOf(condition)
  if (
    !/^\w+\s*\S+\s*(\w+|len\([\w.]+\)|[\w.]+)$/.test(text) ||
    /\bbreak\b|\bgoto\b|<-|panic\(|[eE]xit\(|Fatal/.test(body)
  )
    return null
  const names = [
    ...new Set([...text.matchAll(/[A-Za-z_][\w.]*/g)].map((match) => (match[0] ?? '').split('.')[0] ?? '')),
  ].filter((one) => !/^(len|nil)$/.test(one))
  const local = /^\w+/.exec(text)?.[0] ?? ''
  const fn = functionAround(node)
  if (
    !new RegExp(`\\b${local}\\b[\\w, ]*:=|\\bvar\\s+[\\w, ]*\\b${local}\\b`).test(bare(fn)) &&
    !new RegExp(`\\b${local}\\b`).test(textOf(fn?.field('parameters')))
  )
    return null
  // A function literal, or a method of what is asked, may change it.
  const touched = names.some(
    (one) =>
      changes(body, one) ||
      new RegExp(`\\b${one}(\\.\\w+)*\\.\\w+\\(|\\b${one}(\\.\\w+|\\[[^\\]]*\\])+\\s*[-+*/]?=[^=]`).test(body),
  )
  const captured = /func\s*\([^)]*\)[^{]*\{/.test(bare(fn).replace(bare(node), ''))
  const returns = node.findAll({ rule: { kind: 'return_statement' } }).filter((one) => !failureOnly(one))
  return touched || captured || returns.length > 0 ? null : node
}
