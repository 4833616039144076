// Python: code that is never reached, loops that never end or change what they run over, functions that forget to answer.
import type { Node } from '../grammar.ts'
import { loopOverCopy, turnStep } from './python-fixes.ts'
import {
  callee,
  comparison,
  fileText,
  following,
  functionOf,
  isInside,
  kindOf,
  namesIn,
  parts,
  positional,
  statementOf,
} from './python-tree.ts'
import type { PatternRule } from './rule.ts'

const languages = ['python'] as const

export const pythonFlowRules: PatternRule[] = [
  {
    id: 'unreachable',
    languages,
    kinds: ['return_statement', 'raise_statement', 'break_statement', 'continue_statement'],
    severity: 'medium',
    category: 'bug',
    cwe: 'CWE-561',
    title: 'This code is never reached',
    explanation: 'The statement before it always leaves. Something stands in the wrong order or at the wrong depth.',
    find: (leaving) => {
      const [next] = following(leaving)
      if (!next || kindOf(leaving.parent()) !== 'block') return null
      // A yield after it makes the function a generator; that is what it is for.
      return /^(yield\b|pass$|\.\.\.$|return\b|raise\b|assert False|break$|continue$)/.test(next.text()) ||
        /\byield\b/.test(next.text())
        ? null
        : next
    },
  },
  {
    id: 'modified-while-iterating',
    languages,
    kinds: ['for_statement'],
    severity: 'high',
    category: 'bug',
    cwe: 'CWE-662',
    title: 'The collection changes while the loop runs over it',
    explanation: 'A dictionary or set raises a RuntimeError, and a list skips items. Loop over a copy: `list(...)`.',
    find: modified,
    fix: loopOverCopy,
  },
  {
    id: 'endless-loop',
    languages,
    kinds: ['while_statement'],
    severity: 'high',
    category: 'bug',
    cwe: 'CWE-835',
    title: 'Nothing in this loop makes it end',
    explanation:
      'What the condition asks about never changes inside: once entered, the loop runs for ever. A step such as `i += 1` is missing or goes the wrong way.',
    find: endless,
    fix: turnStep,
  },
]

const changers = /^(append|insert|remove|pop|popitem|clear|extend|add|discard|update|appendleft|popleft|setdefault)$/

function modified(loop: Node): Node | null {
  const over = loop.field('right')
  if (!over) return null
  const isView = kindOf(over) === 'call' && /\.(items|keys|values)$/.test(callee(over)) && positional(over).length === 0
  const list = isView
    ? (over.field('function')?.field('object')?.text() ?? '')
    : /^(identifier|attribute)$/.test(kindOf(over))
      ? over.text()
      : ''
  if (list === '') return null
  const body = loop.field('body')
  const changes = body ? [...ownBelow(body, 'call'), ...ownBelow(body, 'delete_statement')] : []
  const changed = changes.find((one) => changesList(one, list, isView) && !leavesAfter(one, loop))
  if (!changed || (body && new RegExp(`(^|\\n)\\s*${list.replace(/\W/g, '\\$&')}\\s*=[^=]`).test(body.text())))
    return null
  return changed
}

function changesList(node: Node, list: string, isView: boolean): boolean {
  if (kindOf(node) === 'delete_statement')
    return node.findAll({ rule: { kind: 'subscript' } }).some((one) => one.field('value')?.text() === list)
  const name = callee(node)
  const method = name.slice(name.lastIndexOf('.') + 1)
  if (name !== `${list}.${method}` || !changers.test(method)) return false
  // Changing what stands under a known key does no harm, and a queue that grows at its end is a known way to work.
  return isView ? /^(pop|popitem|clear)$/.test(method) : !/^(append|extend|update|setdefault|appendleft)$/.test(method)
}

/** The loop is left, or given up, right after the change. */
function leavesAfter(change: Node, loop: Node): boolean {
  for (let at = statementOf(change); isInside(at, loop.field('body') ?? loop); ) {
    const rest = following(at)
    if (rest.some((one) => /^(break_statement|return_statement|raise_statement)$/.test(kindOf(one)))) return true
    if (kindOf(at) === 'return_statement') return true
    const up = at.parent()?.parent()
    if (!up || up.id() === loop.id()) return false
    at = statementOf(up)
  }
  return false
}

const ownBelow = (node: Node, kind: string): Node[] => {
  const home = functionOf(node).id()
  return node.findAll({ rule: { kind } }).filter((one) => functionOf(one).id() === home)
}

const leaving = [
  'return_statement',
  'break_statement',
  'raise_statement',
  'yield',
  'await',
  'call',
  'assignment',
  'augmented_assignment',
  'delete_statement',
  'named_expression',
  'for_statement',
  'with_statement',
]

/** Only names, their lengths and fixed values are asked about, and none of them is ever written. */
function endless(loop: Node): Node | null {
  const [test, body] = [loop.field('condition'), loop.field('body')]
  if (!test || !body || kindOf(test) === 'true' || kindOf(test) === 'integer') return null
  if (wrongWay(test, body)) return test
  if (
    test.findAll({
      rule: { any: [{ kind: 'attribute' }, { kind: 'subscript' }, { kind: 'await' }, { kind: 'named_expression' }] },
    }).length > 0
  )
    return null
  const calls = test.findAll({ rule: { kind: 'call' } })
  if (calls.some((call) => callee(call) !== 'len') || kindOf(test) === 'call') return null
  const names = [...namesIn(test)].filter((name) => name !== 'len')
  const inside = body.findAll({ rule: { any: leaving.map((kind) => ({ kind })) } })
  if (names.length === 0 || isShared(loop, names)) return null
  if (
    inside.some(
      (one) =>
        /assignment|delete|named_expression|for_statement|with_statement/.test(kindOf(one)) && writes(one, names),
    )
  )
    return null
  const used = inside.filter(
    (one) => kindOf(one) === 'call' && names.some((name) => new RegExp(`\\b${name}\\b`).test(one.text())),
  )
  if (used.some((call) => !isReading(call))) return null
  const leaves = inside.some((one) =>
    /^(return_statement|break_statement|raise_statement|yield|await)$/.test(kindOf(one)),
  )
  if (!leaves) return test
  // It may leave, but nothing that could make it do so ever changes.
  const changes = inside.some(
    (one) =>
      /assignment|delete|for_|with_|named_|yield|await/.test(kindOf(one)) ||
      (kindOf(one) === 'call' && !isReading(one)),
  )
  const isAsked = body.findAll({ rule: { kind: 'if_statement' } }).length > 0
  return !changes && isAsked && !/^\s*(return|break|raise)/.test(parts(body).at(-1)?.text() ?? '') ? test : null
}

const writes = (node: Node, names: string[]) =>
  names.some((name) => namesIn(node.field('left') ?? node.field('name') ?? node).has(name))

/** It changes nothing that it is handed. */
const isReading = (call: Node) =>
  /^(len|str|int|ord|chr|min|max|abs|isinstance|range|print)$|\.(is\w+|startswith|endswith|lower|upper|strip|find|index|count|get|debug|info|format|join)$/.test(
    callee(call),
  )

/** Another thread, a signal or an inner function may write it. */
function isShared(loop: Node, names: string[]): boolean {
  const fn = functionOf(loop)
  if (kindOf(fn) === 'module') return true
  const text = fileText(loop)
  return names.some(
    (name) =>
      new RegExp(`\\b(global|nonlocal)\\b[^\\n]*\\b${name}\\b`).test(text) ||
      !new RegExp(`(\\(|,|\\s|\\*)${name}\\s*[,:=)]|\\bfor\\b[^\\n]*\\b${name}\\b|\\bas ${name}\\b`).test(fn.text()),
  )
}

/** `while i < n: i -= 1`. */
function wrongWay(test: Node, body: Node): boolean {
  const asked = kindOf(test) === 'comparison_operator' ? comparison(test) : null
  if (!asked || kindOf(asked.left) !== 'identifier' || !/^(integer|call|identifier)$/.test(kindOf(asked.right)))
    return false
  const steps = body
    .findAll({ rule: { kind: 'augmented_assignment' } })
    .filter((one) => one.field('left')?.text() === asked.left.text())
  const text = body.text()
  if (
    steps.length !== 1 ||
    /\b(break|return|raise|yield)\b/.test(text) ||
    new RegExp(`\\b${asked.left.text()}\\s*=[^=]|\\b${asked.right.text().replace(/\W/g, '\\$&')}\\s*[-+]?=[^=]`).test(
      text,
    )
  )
    return false
  if (kindOf(steps[0]?.field('right')) !== 'integer') return false
  const sign = steps[0]?.field('operator')?.text()
  return (/^<=?$/.test(asked.operator) && sign === '-=') || (/^>=?$/.test(asked.operator) && sign === '+=')
}
