// Python: values that are shared, rounded or hashed in ways nobody meant.
import type { Node } from '../grammar.ts'
import { keepDigits, makeNew } from './python-fixes.ts'
import { bodyOf, callee, classOf, decorators, fileText, kindOf, parts, positional } from './python-tree.ts'
import type { PatternRule } from './rule.ts'

const languages = ['python'] as const

export const pythonValueRules: PatternRule[] = [
  {
    id: 'mutable-default',
    languages,
    kinds: ['default_parameter', 'typed_default_parameter'],
    severity: 'high',
    category: 'bug',
    cwe: 'CWE-1188',
    title: 'The default value is shared by all calls',
    explanation:
      'It is made once, when the function is defined: what one call adds is still there in the next. Use `None` and create it inside.',
    find: sharedDefault,
    fix: makeNew,
  },
  {
    id: 'rounded-decimal',
    languages,
    kinds: ['call'],
    onlyIn: /Decimal|int\(/,
    severity: 'medium',
    category: 'bug',
    cwe: 'CWE-681',
    title: 'The fraction is rounded before it gets here',
    explanation:
      'The number is kept in binary first: Decimal(0.1) is 0.1000000000000000055, and int(0.29 * 100) is 28. Pass text to Decimal; use `round` for cents.',
    find: (call) => {
      const [given, ...more] = positional(call)
      if (!given || more.length > 0) return null
      if (/^(decimal\.)?Decimal$/.test(callee(call)))
        return isFraction(given) || callee(given) === 'float' ? call : null
      const isMoney = /(price|amount|total|cost|balance|euros?|dollars?|salary|fee|payment|tax)\b/i
      return callee(call) === 'int' &&
        kindOf(given) === 'binary_operator' &&
        /\*\s*100$|^100\s*\*/.test(given.text()) &&
        isMoney.test(given.text())
        ? call
        : null
    },
    fix: keepDigits,
  },
  {
    id: 'equal-without-hash',
    languages,
    kinds: ['class_definition'],
    onlyIn: /__eq__/,
    severity: 'high',
    category: 'bug',
    cwe: 'CWE-581',
    title: 'Objects of this class cannot be kept in a set',
    explanation:
      'A class with `__eq__` and no `__hash__` loses its hash: sets and dictionary keys raise a TypeError. Define `__hash__` over the same values.',
    find: unhashable,
  },
]

const containers =
  /^(list|dict|set|collections\.(defaultdict|deque|OrderedDict|Counter)|defaultdict|deque|OrderedDict|Counter|bytearray)$/

/** Shown only where the function changes it, keeps it or hands it out. */
function sharedDefault(param: Node): Node | null {
  const value = param.field('value')
  const name = param.field('name')?.text() ?? ''
  const isContainer =
    /^(list|dictionary|set|list_comprehension|dictionary_comprehension|set_comprehension)$/.test(kindOf(value)) ||
    (kindOf(value) === 'call' && containers.test(callee(value)))
  const fn = param.parent()?.parent()
  if (!value || !isContainer || kindOf(fn) !== 'function_definition' || !/^\w+$/.test(name)) return null
  // `def inner(line=[line])` is how a function inside another is given a place of its own to count in.
  if (new RegExp(`^\\[\\s*${name}\\s*\\]$`).test(value.text())) return null
  // A store that is kept from call to call on purpose says so by its name.
  if (/cache|memo|^_/i.test(name)) return null
  const body = fn?.field('body')?.text() ?? ''
  const has = (pattern: string) => new RegExp(pattern.replaceAll('NAME', name)).test(body)
  // Given another value first, it is no longer the shared one; unless it may still be itself.
  if (has('(^|\\n)\\s*NAME\\s*=[^=](?!.*\\belse NAME\\s*(\\n|$))')) return null
  const isChanged = has(
    '\\bNAME\\.(append|add|insert|extend|update|setdefault|pop|popitem|remove|discard|clear|appendleft|sort|reverse)\\(|\\bNAME\\[[^\\]]*\\]\\s*([-+*/|&]?=[^=]|\\.append\\()|\\bdel NAME\\[|\\bNAME\\s*[-+|&]=',
  )
  const isKept = has('\\bself\\.\\w+\\s*(:[^=\\n]+)?=\\s*NAME\\s*(\\n|$)|\\breturn NAME\\s*(\\n|$)')
  return isChanged || isKept ? value : null
}

function isFraction(node: Node): boolean {
  if (kindOf(node) === 'float') return Number(node.text().replaceAll('_', '')) % 1 !== 0
  if (kindOf(node) === 'unary_operator') return parts(node).some(isFraction)
  return kindOf(node) === 'binary_operator' && parts(node).some(isFraction)
}

function unhashable(owner: Node): Node | null {
  const members = bodyOf(owner).map((one) =>
    kindOf(one) === 'decorated_definition' ? (one.field('definition') ?? one) : one,
  )
  const method = members.find((one) => kindOf(one) === 'function_definition' && one.field('name')?.text() === '__eq__')
  if (
    !method ||
    /\b__hash__\b/.test(owner.text()) ||
    decorators(owner).some((one) => /dataclass|attr|define|frozen/.test(one)) ||
    classOf(owner)
  )
    return null
  const name = owner.field('name')?.text() ?? ''
  if (name === '') return null
  // Only where this file puts one into a set, or uses one as a key.
  const text = fileText(owner)
  const isHashed = new RegExp(
    `\\{\\s*${name}\\(|\\b(set|frozenset)\\(\\s*\\[?\\s*${name}\\(|\\b(set|frozenset|Set|FrozenSet|dict|Dict)\\[['"]?${name}\\b|\\.add\\(${name}\\(|\\[${name}\\([^\\]]*\\)\\]\\s*=|\\blru_cache|hash\\(${name}\\(`,
  ).test(text)
  return isHashed ? (method.field('name') ?? method) : null
}
