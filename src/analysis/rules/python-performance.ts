// Python: work that grows with the square of the data, or is done again in every round.
import type { Node } from '../grammar.ts'
import { functionsNamed } from './python-file.ts'
import { compileBefore, extendInPlace } from './python-fixes.ts'
import {
  assignedTo,
  callee,
  functionOf,
  isInside,
  kindOf,
  loopAround,
  namesIn,
  ownNodes,
  parts,
  positional,
} from './python-tree.ts'
import type { PatternRule } from './rule.ts'

const languages = ['python'] as const

export const pythonPerformanceRules: PatternRule[] = [
  {
    id: 'quadratic-concatenation',
    languages,
    kinds: ['augmented_assignment', 'assignment'],
    severity: 'medium',
    category: 'performance',
    cwe: 'CWE-1046',
    title: 'Everything gathered so far is copied in every round',
    explanation:
      'The time grows with the square of the rounds. Append the pieces to a list and join them after the loop.',
    find: gathered,
    fix: extendInPlace,
  },
  {
    id: 'query-in-loop',
    languages,
    kinds: ['call'],
    onlyIn: /\.objects\.|execute\(|session\.|find_one\(|\.query\b/,
    severity: 'medium',
    category: 'performance',
    cwe: 'CWE-1073',
    title: 'The database is asked once in every round',
    explanation:
      'A hundred rows cost a hundred round trips. Ask once for all of them before the loop (`in`, a join, `select_related`).',
    find: askedInLoop,
  },
  {
    id: 'regex-in-loop',
    languages,
    kinds: ['call'],
    onlyIn: /re\.compile/,
    severity: 'low',
    category: 'performance',
    cwe: 'CWE-1050',
    title: 'The same pattern is compiled in every round',
    explanation: 'Nothing in it changes inside the loop. Compile it once before.',
    find: (call) => {
      const loop = loopAround(call)
      if (callee(call) !== 're.compile' || !loop) return null
      const used = [...namesIn(call.field('arguments') ?? call)]
      const written = writtenIn(loop)
      return used.some((name) => written.has(name)) || used.some((name) => /^(pop|next|read\w*|get)$/.test(name))
        ? null
        : call
    },
    fix: compileBefore,
  },
  {
    id: 'list-membership',
    languages,
    kinds: ['comparison_operator'],
    onlyIn: /\bin\b/,
    severity: 'low',
    category: 'performance',
    cwe: 'CWE-407',
    title: 'The whole list is searched in every round',
    explanation: 'Looking into a list reads it from the start each time. Make a set of it before the loop.',
    find: searched,
  },
]

/** Bytes and lists only: text that one name holds is extended in place. */
function gathered(node: Node): Node | null {
  const name = node.field('left')
  const loop = loopAround(node)
  // Two or three rounds copy little.
  if (kindOf(name) !== 'identifier' || !loop || /^(tuple|list|set|string)$/.test(kindOf(loop.field('right'))))
    return null
  const text = name?.text() ?? ''
  const right = node.field('right')
  const isAdded = kindOf(node) === 'augmented_assignment' && node.field('operator')?.text() === '+='
  const isSum =
    kindOf(node) === 'assignment' &&
    kindOf(right) === 'binary_operator' &&
    right?.field('left')?.text() === text &&
    right.field('operator')?.text() === '+'
  if (!isAdded && !isSum) return null
  const first = assignedTo(functionOf(node), text).filter((one) => !isInside(one, node))
  if (first.length === 0 || first.some((one) => isInside(one, loop))) return null
  const isBytes = first.every((one) => /^b(''|"")$|^bytes\(\)$/.test(one.text()))
  const isList = isSum && first.every((one) => /^(\[\]|list\(\))$/.test(one.text()))
  // A loop over what is read in pieces of its own ends early; one that may leave after each round is no such loop.
  return isBytes || isList ? node : null
}

function askedInLoop(call: Node): Node | null {
  const name = callee(call)
  const loop = loopAround(call)
  if (!loop || kindOf(loop) !== 'for_statement') return null
  const isDjango = /^\w+\.objects\.(get|filter|exclude|get_or_create|count|first)$/.test(name)
  const isSession = /^(?:self\.)?(?:db\.)?_?session\.(get|query|scalar|scalars|execute)$/.test(name)
  const isCursor =
    /(^|\.)(cursor|cur|conn|connection|db|database|_?conn|_?db|_?cursor)\.(execute|fetch|fetchrow|fetchval|fetch_one|fetch_all|query)$/.test(
      name,
    )
  const isMongo = /(^|\.)(db|collection|coll|\w*_collection)(\.\w+|\[[^\]]+\])?\.find_one$/.test(name)
  if (!isDjango && !isSession && !isCursor && !isMongo) return null
  const given = call.field('arguments')
  if (
    isCursor &&
    !/^\(\s*f?r?["']{1,3}\s*(select|with)\b/i.test(given?.text() ?? '') &&
    !/\bselect\(/.test(given?.text() ?? '')
  )
    return null
  if (isSession && /\.execute$/.test(name) && !/\bselect\(|["']\s*select\b/i.test(given?.text() ?? '')) return null
  const bound = [...namesIn(loop.field('left') ?? loop)]
  const used = namesIn(given ?? call)
  return bound.some((one) => used.has(one)) &&
    !/\b(range|chunks?|batch\w*|batched|islice)\(/.test(loop.field('right')?.text() ?? '')
    ? call
    : null
}

function writtenIn(loop: Node): Set<string> {
  const written = new Set<string>()
  for (const one of [
    loop,
    ...loop.findAll({
      rule: {
        any: [
          { kind: 'for_statement' },
          { kind: 'assignment' },
          { kind: 'augmented_assignment' },
          { kind: 'named_expression' },
          { kind: 'as_pattern_target' },
          { kind: 'for_in_clause' },
        ],
      },
    }),
  ]) {
    const target = one.field('left') ?? one.field('name') ?? (kindOf(one) === 'as_pattern_target' ? one : null)
    if (target) for (const name of namesIn(target)) written.add(name)
  }
  return written
}

function searched(node: Node): Node | null {
  const [left, list] = parts(node)
  const operator = node
    .children()
    .filter((one) => !one.isNamed())
    .map((one) => one.text())
    .join(' ')
  if (!left || !list || !/^(not )?in$/.test(operator) || kindOf(list) !== 'identifier') return null
  const loop = loopAround(node) ?? comprehensionAround(node)
  const given = assignedTo(functionOf(node), list.text())
  const [only] = given
  if (!loop || !only || given.length !== 1 || isInside(only, loop) || !isLongList(only)) return null
  if (ownNodes(functionOf(node), 'augmented_assignment').some((one) => one.field('left')?.text() === list.text()))
    return null
  const bound = namesIn(
    loop.field('left') ??
      parts(loop)
        .find((one) => kindOf(one) === 'for_in_clause')
        ?.field('left') ??
      loop,
  )
  if (![...namesIn(left)].some((name) => bound.has(name) || writtenIn(loop).has(name))) return null
  // One set mends all of them: told where the list is searched first.
  const others = ownNodes(functionOf(node), 'comparison_operator').filter(
    (one) => one.range().start.index < node.range().start.index,
  )
  return others.some((one) => parts(one)[1]?.text() === list.text() && loopAround(one) !== null) ? null : node
}

const comprehensionAround = (node: Node) => {
  for (let up = node.parent(); up && !/statement$|^block$|^module$/.test(kindOf(up)); up = up.parent())
    if (/_comprehension$|^generator_expression$/.test(kindOf(up)) && up.field('body')?.id() !== node.id()) return up
  return null
}

/** Made of data, not written out: its length is anybody's guess. */
function isLongList(value: Node): boolean {
  if (kindOf(value) === 'list_comprehension') return true
  if (kindOf(value) !== 'call') return false
  const name = callee(value)
  if (/(^|\.)(readlines|splitlines)$/.test(name)) return true
  if (/^(list|sorted)$/.test(name)) return positional(value).length === 1
  return (
    /^\w+$/.test(name) &&
    functionsNamed(value, name).some((fn) => /^(list|List)\b/.test(fn.field('return_type')?.text() ?? ''))
  )
}
