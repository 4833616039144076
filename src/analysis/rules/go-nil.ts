// Values in Go that may be nil, or of another type, where they are used.

import type { Node } from '../grammar.ts'
import { askType, leaveWhenNil } from './go-fixes-errors.ts'
import {
  bare,
  changes,
  following,
  functionAround,
  functionsNamed,
  goRule,
  kindOf,
  leaves,
  parts,
  statementsOf,
} from './go-tree.ts'
import type { PatternRule } from './rule.ts'

const partWith = (statement: Node, name: string): Node | null =>
  statement.findAll({ rule: { kind: 'selector_expression' } }).find((one) => one.field('operand')?.text() === name) ??
  null

export const goNilRules: PatternRule[] = [
  goRule({
    id: 'nil-dereference',
    kinds: ['if_statement'],
    onlyIn: /==\s*nil/,
    severity: 'high',
    category: 'bug',
    cwe: 'CWE-476',
    title: 'It may be nil here',
    explanation:
      'The check above shows that nil can happen, but the code goes on and uses a field of it: that stops the program. Return in the check, or put the use into the other branch.',
    find: (node) => {
      const name = /^(\w+)\s*==\s*nil$/.exec(node.field('condition')?.text() ?? '')?.[1]
      const block = node.field('consequence')
      const code = bare(block)
      if (
        !name ||
        node.field('alternative') ||
        node.field('initializer') ||
        leaves(block) ||
        /\breturn\b|panic\(|[eE]xit\(|Fatal|goto|break|continue/.test(code)
      )
        return null
      // `errorf("...")` may not come back.
      if (
        /^(?!(\w+\.)*(log|logger|slog|zap|sugar|logrus|fmt)\.)(\w+\.)*\w*(err|fail|fatal|must|panic|abort|throw|bad|die|unexpected|exit)\w*\(/i.test(
          statementsOf(block).at(-1)?.text() ?? '',
        )
      )
        return null
      if (
        changes(code, name) ||
        new RegExp(`\\b${name}\\b`).test(code) ||
        (/\w\(\s*\)\s*$/.test(code.replace(/[\s}]+$/, '')) && !/[lL]og|Print/.test(code))
      )
        return null
      return usedField(following(node), name)
    },
    fix: leaveWhenNil,
  }),
  goRule({
    id: 'nil-from-own-function',
    kinds: ['short_var_declaration'],
    onlyIn: /return\s+nil\b/,
    severity: 'high',
    category: 'bug',
    cwe: 'CWE-476',
    title: 'The function may give nil, and its result is used at once',
    explanation:
      'The called function of this file returns nil in some cases; using a field of it stops the program. Check for nil first.',
    find: (node) => {
      const name = node.field('left')?.text() ?? ''
      const call = parts(node.field('right'))[0]
      if (!/^\w+$/.test(name) || !call || kindOf(call) !== 'call_expression' || !mayGiveNil(call)) return null
      const used = usedField(following(node), name)
      return used &&
        !new RegExp(`\\b${name}\\b\\s*[!=]=\\s*nil|nil\\s*[!=]=\\s*${name}\\b`).test(bare(functionAround(node)))
        ? used
        : null
    },
  }),
  goRule({
    id: 'unchecked-assertion',
    kinds: ['type_assertion_expression'],
    onlyIn: /map\[string\](interface\{\}|any)/,
    severity: 'medium',
    category: 'bug',
    cwe: 'CWE-476',
    title: 'The program stops when the data has another type',
    explanation:
      'The map was read from data that others write: a missing key or another type panics here. Ask with `v, ok := x.(T)`.',
    find: (node) => {
      const [, map] = /^(\w+)\["/.exec(node.field('operand')?.text() ?? '') ?? []
      const statement = node.ancestors().find((one) => /_statement$|_declaration$|var_spec/.test(kindOf(one)))
      if (!map || /^\w+,\s*\w+$/.test(statement?.field('left')?.text() ?? '')) return null
      const code = functionAround(node)?.text() ?? ''
      return new RegExp(`(Unmarshal\\([^;\\n]*|Decode\\(|BodyParser\\(|Bind\\w*\\()&${map}\\b`).test(code) &&
        new RegExp(`\\b${map}\\b\\s*(:=\\s*(make\\()?)?map\\[string\\](interface\\{\\}|any)`).test(code)
        ? node
        : null
    },
    fix: askType,
  }),
]

/** The first statement that takes a field of it, before anybody gives it another value. */
function usedField(statements: Node[], name: string): Node | null {
  for (const statement of statements) {
    const code = bare(statement)
    const field = new RegExp(`(^|[^\\w.])${name}\\.\\w+(?![\\w(])`).exec(code)
    if (new RegExp(`\\b${name}\\s*[!=]=\\s*nil|nil\\s*[!=]=\\s*${name}\\b`).test(code) || changes(code, name))
      return null
    if (field)
      return kindOf(statement) === 'if_statement' || code.includes('\n')
        ? (partWith(statement, name) ?? statement)
        : statement
    if (/^(return|break|continue|goto)_statement$/.test(kindOf(statement))) return null
  }
  return null
}

function mayGiveNil(call: Node): boolean {
  const name = call.field('function')?.text() ?? ''
  const fns = functionsNamed(call, name.slice(name.lastIndexOf('.') + 1))
  const [fn] = fns
  if (fns.length !== 1 || !fn || kindOf(fn.field('result')) !== 'pointer_type') return false
  // A search that found nothing; elsewhere its callers may know that it finds something.
  const last = statementsOf(fn.field('body')).at(-1)?.text()
  return (
    last === 'return nil' &&
    /^(find|lookup|look|get|search|by|best|first|last|pick|select|match|resolve|choose)/i.test(
      fn.field('name')?.text() ?? '',
    )
  )
}
