// Mistakes in Go that compile: values that are never set, swapped, divided or asked for again.

import type { Node } from '../grammar.ts'
import { convertFirst, makeMap, ownName, setOuter, swapArguments } from './go-fixes.ts'
import {
  bare,
  changes,
  declarationAround,
  functionAround,
  functionsNamed,
  goRule,
  kindOf,
  loopAround,
  parts,
} from './go-tree.ts'
import { argumentsOf, calleeName, type PatternRule } from './rule.ts'

const textOf = (node: Node | null | undefined) => node?.text() ?? ''

export const goBugRules: PatternRule[] = [
  goRule({
    id: 'integer-division',
    kinds: ['call_expression', 'type_conversion_expression'],
    onlyIn: /float(32|64)\(/,
    severity: 'medium',
    category: 'bug',
    cwe: 'CWE-682',
    title: 'Whole numbers are divided before they become a fraction',
    explanation:
      'The division cuts off everything behind the point, the conversion comes too late: 1/2 gives 0. Convert both sides first: float64(a) / float64(b).',
    find: (node) => {
      const [value] = argumentsOf(node)
      if (
        !/^float(32|64)\(/.test(node.text()) ||
        kindOf(value) !== 'binary_expression' ||
        textOf(value?.field('operator')) !== '/'
      )
        return null
      const sides = [textOf(value?.field('left')), textOf(value?.field('right'))]
      // Halves of counts, units of time and sizes are cut off on purpose.
      return sides.some((side) => /\d\.\d|float|math\.|Duration|time\.|^\(?\d/.test(side)) ||
        /^(1e\d+|\d+|\w*[sS]ize\w*|[A-Z_]+)$/.test(sides[1] ?? '')
        ? null
        : node
    },
    fix: convertFirst,
  }),
  goRule({
    id: 'nil-map-write',
    kinds: ['var_spec'],
    onlyIn: /var\s+\w+\s+map\[|\w+\s+map\[/,
    severity: 'high',
    category: 'bug',
    cwe: 'CWE-476',
    title: 'Something is written into a map that was never made',
    explanation:
      'The declaration gives a nil map; reading from it works, writing stops the program. Make it: make(map[K]V).',
    find: (node) => {
      const name = textOf(node.field('name'))
      const fn = functionAround(node)
      if (!fn || node.field('value') || kindOf(node.field('type')) !== 'map_type') return null
      const code = bare(fn).slice(Math.max(0, bare(fn).indexOf(`var ${name} `)))
      const given = new RegExp(
        `(^|[^\\w.])${name}(\\s*,\\s*\\w+)*\\s*:?=[^=]|,\\s*${name}(\\s*,\\s*\\w+)*\\s*:?=[^=]|&${name}\\b`,
      )
      const write = fn
        .findAll({
          rule: { any: [{ kind: 'assignment_statement' }, { kind: 'inc_statement' }, { kind: 'dec_statement' }] },
        })
        .find((one) => new RegExp(`^${name}\\[`).test(one.text()))
      return write && !given.test(code) ? write : null
    },
    fix: makeMap,
  }),
  goRule({
    id: 'infinite-recursion',
    kinds: ['function_declaration', 'method_declaration'],
    severity: 'high',
    category: 'bug',
    cwe: 'CWE-674',
    title: 'The function calls itself with exactly what it was given',
    explanation:
      'Nothing has changed, so it does the same again until the stack is full. Hand over the next part, or call the function that was meant.',
    find: callsItself,
  }),
  goRule({
    id: 'duplicate-tag',
    kinds: ['field_declaration'],
    onlyIn: /`[^`\n]*json:"/,
    severity: 'high',
    category: 'bug',
    cwe: 'CWE-694',
    title: 'Two fields have the same name in JSON',
    explanation: 'encoding/json then leaves both of them out, without an error. Give each field a name of its own.',
    find: (node) => {
      const key = (one: Node) => /json:"([^",]+)/.exec(textOf(one.field('tag')))?.[1]
      const own = key(node)
      if (!own || own === '-') return null
      const before = parts(node.parent()).filter(
        (one) => kindOf(one) === 'field_declaration' && one.range().start.index < node.range().start.index,
      )
      return before.some((one) => key(one) === own) ? node : null
    },
    fix: ownName,
  }),
  goRule({
    id: 'swapped-arguments',
    kinds: ['call_expression'],
    severity: 'high',
    category: 'bug',
    cwe: 'CWE-683',
    title: 'Two arguments stand in each other’s place',
    explanation: 'Their names are those of the parameters, the other way round. Swap them.',
    find: swapped,
    fix: swapArguments,
  }),
  goRule({
    id: 'shadowed-variable',
    kinds: ['short_var_declaration'],
    severity: 'high',
    category: 'bug',
    cwe: 'CWE-563',
    title: 'A new variable hides the one that should be set',
    explanation:
      'With `:=` this block gets a variable of its own; the outer one of that name is never given a value. Use `=`.',
    find: shadows,
    fix: setOuter,
  }),
]

function callsItself(fn: Node): Node | null {
  const name = textOf(fn.field('name'))
  if (!new RegExp(`\\b${name}\\(`).test(bare(fn.field('body')))) return null
  const calls = fn.findAll({ rule: { kind: 'call_expression' } })
  return calls.find((call) => calleeName(call) === name && isSameCall(call, fn, name)) ?? null
}

function isSameCall(call: Node, fn: Node, name: string): boolean {
  if (functionAround(call)?.id() !== fn.id() || loopAround(call)) return false
  const receiver = parts(parts(fn.field('receiver'))[0])[0]
  const self = receiver && kindOf(receiver) === 'identifier' ? receiver.text() : null
  if (textOf(call.field('function')) !== (self ? `${self}.${name}` : name)) return false
  if (!self && kindOf(fn) === 'method_declaration') return false
  const names = parts(fn.field('parameters')).flatMap((one) =>
    one
      .children()
      .filter((child) => child.kind() === 'identifier')
      .map((child) => child.text()),
  )
  if (
    argumentsOf(call)
      .map((one) => one.text().replace(/\.\.\.$/, ''))
      .join() !== names.join()
  )
    return false
  const code = bare(fn.field('body'))
  const calls = fn.findAll({ rule: { kind: 'call_expression' } })
  // Whatever it calls besides may change the world that it asks.
  const still = calls.every(
    (one) =>
      one.text() === call.text() ||
      /^(len|cap|append|string|int|float64|errors\.\w+|fmt\.(Sprint\w*|Errorf)|strings\.\w+|strconv\.\w+)$/.test(
        textOf(one.field('function')),
      ),
  )
  const changed = [...names, ...(self ? [self] : [])].some(
    (one) =>
      changes(code, one) ||
      new RegExp(`(^|[^\\w.])${one}(\\.\\w+|\\[[^\\]]*\\])+\\s*([-+*/|&^]?=(?!=)|\\+\\+|--)`).test(code),
  )
  return still && !changed && !/<-|\bgo\b|\bdefer\b/.test(code)
}

function swapped(call: Node): Node | null {
  const name = calleeName(call)
  if (!name || /swap|revers|less|comp|cmp|diff|sub|max|min|inver|flip|equal|same|overlap|intersect/i.test(name))
    return null
  const given = argumentsOf(call).map((one) => one.text())
  if (given.filter((one) => /^[a-z]\w+$/.test(one)).length < 2) return null
  const fns = functionsNamed(call, name)
  const [fn] = fns
  if (fns.length !== 1 || !fn || declarationAround(call)?.id() === fn.id()) return null
  const params = parts(fn.field('parameters')).flatMap((one) =>
    one
      .children()
      .filter((child) => child.kind() === 'identifier')
      .map((child) => ({ name: child.text(), type: textOf(one.field('type')) })),
  )
  for (const [index, one] of params.entries()) {
    const other = params.findIndex(
      (param, place) =>
        place > index && param.type === one.type && given[index] === param.name && given[place] === one.name,
    )
    if (other > 0 && !isOrdered(call, given[index], given[other])) return call
  }
  return null
}

/** Who has compared the two with each other swaps them on purpose. */
function isOrdered(call: Node, a = '', b = ''): boolean {
  const code = bare(declarationAround(call))
  return new RegExp(`\\b(${a}\\s*[<>]=?\\s*${b}|${b}\\s*[<>]=?\\s*${a})\\b`).test(code)
}

function shadows(node: Node): Node | null {
  const fn = declarationAround(node)
  const block = node.parent()
  if (!fn || functionAround(node)?.id() !== fn.id() || kindOf(block) !== 'statement_list') return null
  const code = bare(fn)
  for (const left of parts(node.field('left'))) {
    const name = left.text()
    if (!/^[a-z]\w+$/.test(name) || !new RegExp(`\\bvar\\s+${name}\\s+[\\w.*\\[\\]]+\\s*\\n`).test(code)) continue
    const outer = fn
      .findAll({ rule: { kind: 'var_spec' } })
      .find((one) => textOf(one.field('name')) === name && !one.field('value'))
    const home = outer?.ancestors().find((one) => kindOf(one) === 'statement_list')
    const within =
      home &&
      home.id() !== block?.id() &&
      node.ancestors().some((one) => one.id() === home.id()) &&
      (outer?.range().start.index ?? 0) < node.range().start.index
    const rest = code.replace(new RegExp(`\\b${name}\\b[\\w, ]*:=`, 'g'), '')
    const neverSet = !new RegExp(
      `(^|[^\\w.])${name}\\s*(,[\\w., ]+)?[-+*/|&]?=(?!=)|,\\s*${name}\\s*(,[\\w., ]+)?=(?!=)|&${name}\\b|\\b${name}(\\+\\+|--)|\\b${name}\\[`,
    ).test(rest)
    if (within && neverSet && new RegExp(`return[^\\n]*\\b${name}\\b|\\b${name}\\s*[!=]=`).test(rest)) return node
  }
  return null
}
