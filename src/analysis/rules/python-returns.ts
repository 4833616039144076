// Python: functions that return a value on some ways and forget it on others.
import type { Node } from '../grammar.ts'
import { bodyOf, childOf, decorators, kindOf, ownNodes, parts } from './python-tree.ts'
import type { PatternRule } from './rule.ts'

const languages = ['python'] as const

export const pythonReturnRules: PatternRule[] = [
  {
    id: 'missing-return',
    languages,
    kinds: ['function_definition'],
    severity: 'high',
    category: 'bug',
    cwe: 'CWE-394',
    title: 'Some ways through this function return nothing',
    explanation:
      'The other ways return a value; here the caller gets None, which it does not expect. Return a value, or raise an error.',
    find: missingReturn,
  },
]

/** Declared to return something, or all but one of its last branches do. */
function missingReturn(fn: Node): Node | null {
  const body = fn.field('body')
  const last = bodyOf(fn).at(-1)
  if (
    !body ||
    !last ||
    decorators(fn).some((one) => /abstract|overload|contextmanager|fixture|property\.setter/.test(one))
  )
    return null
  const returns = ownNodes(fn, 'return_statement').filter(
    (one) => parts(one).length > 0 && kindOf(parts(one)[0]) !== 'none',
  )
  if (returns.length === 0 || ownNodes(fn, 'yield').length > 0 || ends(last)) return null
  const type = fn.field('return_type')?.text()
  const isPromised = type !== undefined && !/None|Optional|Any|NoReturn|Never|Iterator|Generator|object|\|/.test(type)
  if (isPromised) return fn.field('name')
  return type === undefined && returns.length > 1 && kindOf(last) === 'if_statement' ? lonelyBranch(last) : null
}

/** The one branch of a complete chain that goes on to nowhere while all others return a value. */
function lonelyBranch(chain: Node): Node | null {
  const clauses = chain.children().filter((one) => /^(elif_clause|else_clause)$/.test(kindOf(one)))
  if (!clauses.some((one) => kindOf(one) === 'else_clause')) return null
  const branches = [chain, ...clauses].map((one) => ({ at: one, last: bodyOf(one).at(-1) }))
  const open = branches.filter(({ last }) => !last || !ends(last))
  const [only] = open
  const isReturning = (node: Node | undefined) => /\breturn\s+\S/.test(node?.text() ?? '')
  if (open.length !== 1 || !only || branches.length < 3 || !isReturning(only.last)) return null
  return branches.every(
    ({ at, last }) => at.id() === only.at.id() || isReturning(last) || kindOf(last) === 'raise_statement',
  )
    ? (only.last ?? null)
    : null
}

/** Nothing after this statement is reached. */
function ends(node: Node): boolean {
  switch (kindOf(node)) {
    case 'return_statement':
    case 'raise_statement':
      return true
    case 'continue_statement':
    case 'break_statement':
      return false
    case 'expression_statement':
      return /^(sys\.exit|exit|quit|os\._exit|os\.abort|abort|self\.fail|pytest\.(fail|skip)|os\.exec\w+|self\.skipTest|assert_never|typing\.assert_never|raise_\w+|_?fail\w*|\w*\.error|self\.\w*error\w*|self\._raise\w*|reraise|six\.reraise|unreachable|_?throw\w*)\(/.test(
        node.text(),
      )
    case 'assert_statement':
      return /^assert\s*\(?(False|0)\b/.test(node.text())
    case 'if_statement': {
      const clauses = node.children().filter((one) => /^(elif_clause|else_clause)$/.test(kindOf(one)))
      return (
        clauses.some((one) => kindOf(one) === 'else_clause') &&
        [node, ...clauses].every((one) => endsBlock(bodyOf(one)))
      )
    }
    case 'while_statement':
      return (
        /^(True|1)$/.test(node.field('condition')?.text() ?? '') &&
        node.findAll({ rule: { kind: 'break_statement' } }).length === 0
      )
    case 'with_statement':
      // What it is with may swallow an error and go on after it.
      return endsBlock(bodyOf(node))
    case 'for_statement':
      return false
    case 'try_statement':
      return endsTry(node)
    case 'match_statement': {
      const cases = parts(node.field('body'))
      return cases.some((one) => /^case\s+(_|\w+)\s*:/.test(one.text())) && cases.every((one) => endsBlock(bodyOf(one)))
    }
    default:
      return false
  }
}

function endsTry(node: Node): boolean {
  const last = childOf(node, 'finally_clause')
  if (last && endsBlock(bodyOf(last))) return true
  const otherwise = childOf(node, 'else_clause')
  const handlers = node.children().filter((one) => /^except/.test(kindOf(one)) && one.isNamed())
  return (
    (endsBlock(bodyOf(node)) || (otherwise !== null && endsBlock(bodyOf(otherwise)))) &&
    handlers.every((one) => endsBlock(bodyOf(one)))
  )
}

const endsBlock = (statements: Node[]): boolean => statements.some(ends)
